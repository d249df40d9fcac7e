"""The eight kinds of incident on one scale, for the invented company of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sonae.public.incidents.asked import example_firm
from sonae.public.incidents.scale import Row, scale
from sonae_paper.charts.ranges import Axis

FIRST = 4
"""On telephones the others are folded."""


@dataclass(frozen=True)
class Kinds:
    """All of them, and their scale."""

    axis: Axis
    first: tuple[Row, ...]
    others: tuple[Row, ...]


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """In the order of the articles."""
    found = scale(example_firm())
    return Kinds(found.axis, found.rows[:FIRST], found.rows[FIRST:])
