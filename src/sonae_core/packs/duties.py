"""The desks and duties families: whom to turn to, and who has to tell whom what by when."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sonae_core.packs.facts import Confidence, Dated
from sonae_core.packs.references import CompanyTypeRef, DeskRef
from sonae_core.packs.shapes import FileHead
from sonae_core.values.reading import Identifier, Strict, Text, wrong

DESKS, DUTIES = "desks", "duties"


class Way(Strict):
    """One way to reach a desk: an address of the web, a telephone number or an address of mail.

    ``own``: it stands in the company's own papers (policy, contract, card) and is different for everyone.
    """

    kind: Literal["web", "phone", "mail", "own"]
    value: Text
    hours: Text | None = None
    """When somebody answers."""


class Desk(Dated):
    """A desk; ``as_of`` is the day on which the page that names it was read."""

    id: Identifier
    title: Text
    kind: Literal["public", "own"]
    """``public``: the same for all, from a source; ``own``: the company's insurer, bank, supplier or client."""
    for_what: Text
    does_not: Text | None = None
    """What the desk cannot do, where people expect it."""
    ways: Annotated[tuple[Way, ...], Field(min_length=1)]
    have_ready: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _numbers_come_from_somewhere(self) -> Self:
        own = [way.kind == "own" for way in self.ways]
        if self.kind == "own" and (not all(own) or self.confidence is not Confidence.ASSUMED):
            raise wrong("会社ごとに違う窓口に、決まった番号があります", "ways を own にしてください")
        if self.kind == "public" and (any(own) or self.confidence is not Confidence.VERIFIED):
            raise wrong(
                "公の窓口は、読んだ出典にある番号や住所だけを書きます", "verified の出典がなければ、書かないでください"
            )
        return self


class DeskFile(FileHead):
    """One file of the family."""

    desks: tuple[Desk, ...] = ()


class CompanyType(Strict):
    """A type of company by what duties it has; one company may be several."""

    id: Identifier
    title: Text
    when: Text
    """How a president knows that the company is one."""


class Duty(Dated):
    """One duty, or one notice that contracts or good sense ask for."""

    id: Identifier
    title: Text
    applies_to: Annotated[tuple[CompanyTypeRef, ...], Field(min_length=1)]
    force: Literal["law", "rule", "contract", "advised"]
    """``law``: an Act or its regulations; ``rule``: of an exchange, a card scheme, a notice of a ministry;
    ``contract``: one's own; ``advised``: no duty, but the sooner the better."""
    law: Text | None = None
    trigger: Text
    what: Text
    desks: Annotated[tuple[DeskRef, ...], Field(min_length=1)]
    by_when: Text
    deadline_entity: Literal["business", "number"] | None = None
    """The rule of ``sonae deadline`` that computes the date."""
    note: Text | None = None

    @model_validator(mode="after")
    def _law_is_named(self) -> Self:
        if self.force == "law" and self.law is None:
            raise wrong("法律の義務なのに、法律の名前がありません", "law に書いてください")
        return self


class DutyFile(FileHead):
    """One file of the family."""

    company_types: tuple[CompanyType, ...] = ()
    duties: tuple[Duty, ...] = ()
