"""The cover family: invented example products. No real product, no insurer.

``policy`` is a POLICY as in docs/reference/cli.md; ``sonae_core.cover`` gives it its meaning, here it stays plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

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


class CoverFile(FamilyFile):
    """One file of the family."""

    products: tuple[Product, ...] = ()
