"""Shapes that several families share: mappings that cannot change, letters of industries, classes of data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field

from sonae_core.packs.facts import Day, Fact
from sonae_core.values.reading import Strict, Text, wrong

K = TypeVar("K")
V = TypeVar("V")


def frozen(value: Any) -> Any:
    """Mappings and lists, however deep, in a form that cannot change."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: frozen(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(inner) for inner in value)
    return value


Frozen = Annotated[Mapping[K, V], AfterValidator(MappingProxyType)]
"""A mapping that cannot change once it is read."""

INDUSTRIES = "ABCDEFGHIJKLMNOPQRST"
"""大分類 of 日本標準産業分類 (14th revision)."""
Industry = Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T"]
DataClass = Literal["none", "basic", "financial", "health"]
"""The most sensitive kind of personal data a company holds."""


def _every_industry(value: Mapping[str, Any]) -> Mapping[str, Any]:
    if missing := [letter for letter in INDUSTRIES if letter not in value]:
        raise wrong(f"業種が足りません（{'、'.join(missing)}）", "A から T までを1つずつ書いてください")
    return value


EveryIndustry = Annotated[Mapping[Industry, V], AfterValidator(_every_industry), AfterValidator(MappingProxyType)]
"""A mapping with a value for each of the twenty industries."""


class FileHead(Strict):
    """What stands at the head of any file of facts: what it holds, and when somebody last looked it through."""

    title: Text = ""
    reviewed: Day | None = None
    """The day on which the whole file was last compared with the world; needed where single entries carry no date."""
    review_after_months: Annotated[int | None, Field(ge=1, le=120)] = None
    """When to look again, where the term of ``version.yaml`` is too long or too short for what the file holds."""


class FamilyFile(FileHead):
    """What every file of the calculation may hold besides: facts."""

    facts: Annotated[tuple[Fact, ...], Field(default=())]
