"""The solicitation family: what the law asks of whoever sells insurance, and what the product does because of it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sonae_core.packs.facts import Dated
from sonae_core.packs.shapes import FileHead
from sonae_core.values.reading import Finite, Identifier, Text, wrong

FAMILY = "solicitation"


class SalesRule(Dated):
    """One rule for agencies, told in our words."""

    id: Identifier
    title: Text
    law: Text
    what: Text
    """What it asks or forbids, in one or two sentences."""
    looked_at: Annotated[tuple[Text, ...], Field(default=())]
    """By what one judges whether it was kept."""
    so_here: Text
    """What the product does, or asks whoever uses it to do, because of it."""
    note: Text | None = None


class GiftValue(Dated):
    """What something given free would cost where it is sold, for the register of benefits."""

    id: Literal["book", "diagnosis", "consulting"]
    title: Text
    yen: Finite
    low: Finite
    high: Finite
    unit: Text
    """Of what: a copy, a time, an hour."""

    @model_validator(mode="after")
    def _lies_between(self) -> Self:
        if not 0 <= self.low <= self.yen <= self.high:
            raise wrong("yen が low と high の間にありません", "値か範囲を直してください")
        return self


class SalesRuleFile(FileHead):
    """One file of the family."""

    sales_rules: Annotated[tuple[SalesRule, ...], Field(default=())]
    gift_values: Annotated[tuple[GiftValue, ...], Field(default=())]
