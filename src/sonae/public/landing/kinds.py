"""The eight kinds of incident on one scale, for the invented company of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sonae.public.incidents.asked import example_firm
from sonae.public.incidents.estimate import Estimate, estimates
from sonae.public.reading.texts import Text, texts
from sonae.public.views import KIND_ICONS
from sonae_paper.charts.ranges import Axis, Drawn

FIRST = 4
"""On telephones the others are folded."""


@dataclass(frozen=True)
class Row:
    """One kind."""

    text: Text
    icon: str
    estimate: Estimate
    drawn: Drawn


@dataclass(frozen=True)
class Kinds:
    """All of them, and their scale."""

    axis: Axis
    first: tuple[Row, ...]
    others: tuple[Row, ...]


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """In the order of the articles."""
    found = estimates(example_firm())
    axis = Axis.over([each.amounts for each in found.values()])
    rows = tuple(
        Row(each, KIND_ICONS[each.slug], found[each.slug], axis.drawn(found[each.slug].amounts))
        for each in texts("incidents")
        if each.slug in found
    )
    return Kinds(axis, rows[:FIRST], rows[FIRST:])
