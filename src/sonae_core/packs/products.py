"""The cover family: what insurance pays in general, and invented example products. No real product, no insurer.

``policy`` is a POLICY as in docs/reference/cli.md; ``sonae_core.cover`` gives it its meaning, here it stays plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from sonae_core.packs.covering import Cause, CoverKind, CoverLine, Exclusion
from sonae_core.packs.facts import Dated
from sonae_core.packs.references import HoursRef, LineRef
from sonae_core.packs.shapes import FamilyFile, frozen
from sonae_core.values.reading import Identifier, Strict, Text

FAMILY = "cover"

LABEL = "架空の例。実在の商品ではありません"


class Product(Strict):
    """One invented plan."""

    id: Identifier
    title: Text
    fictional: Literal[True]
    label: Literal["架空の例。実在の商品ではありません"]
    summary: Text
    not_covered: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What a buyer has to know that it does not pay, in sentences."""
    premium_plan: Identifier
    """The plan of the premium schedule whose published examples lie nearest."""
    policy: Annotated[Mapping[str, Any], AfterValidator(frozen)]

    def lines(self) -> Iterator[tuple[int, int, str]]:
        """Every line its sections name, with the places of section and line."""
        sections = self.policy.get("sections")
        for index, section in enumerate(sections if isinstance(sections, tuple) else ()):
            lines = section.get("lines") if isinstance(section, Mapping) else None
            for place, line in enumerate(lines if isinstance(lines, tuple) else ()):
                yield index, place, str(line)


class Certificate(Dated):
    """How a policy is put together of which only the figures of its certificate are known.

    One limit of the year stands over liability, costs and standstill; the retention bears on the first two.
    """

    liability: Annotated[tuple[LineRef, ...], Field(min_length=1)]
    stop: LineRef
    """Covered only where the certificate names hours of waiting."""
    not_counted: tuple[LineRef, ...]
    """Lines that could be insured but are not counted as paid; all other insurable ones are costs."""
    max_hours: HoursRef
    """Hours of standstill, from its beginning, after which no more is paid."""


class CoverFile(FamilyFile):
    """One file of the family; the certificate stands in exactly one."""

    products: tuple[Product, ...] = ()
    certificate: Certificate | None = None
    cover_kinds: tuple[CoverKind, ...] = ()
    cover_lines: tuple[CoverLine, ...] = ()
    cover_causes: tuple[Cause, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
