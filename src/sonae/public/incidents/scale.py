"""The kinds of incident on one scale, for a company of some size: what the list of articles and the first page show."""

from __future__ import annotations

from dataclasses import dataclass

from sonae.public.incidents.estimate import Estimate, Firm, estimates
from sonae.public.reading.texts import Text, texts
from sonae.public.views import KIND_ICONS
from sonae_paper.charts.ranges import Axis, Drawn


@dataclass(frozen=True)
class Row:
    """One kind."""

    text: Text
    icon: str
    estimate: Estimate
    drawn: Drawn


@dataclass(frozen=True)
class Scale:
    """All kinds in the order of their articles, and the axis on which they stand."""

    axis: Axis
    rows: tuple[Row, ...]

    def row(self, kind: str) -> Row | None:
        """That of one kind."""
        return next((each for each in self.rows if each.text.slug == kind), None)


def scale(firm: Firm) -> Scale:
    """What a serious event of each kind costs such a company."""
    found = estimates(firm)
    axis = Axis.over([each.amounts for each in found.values()])
    told = (each for each in texts("incidents") if each.slug in found)
    return Scale(axis, tuple(_row(each, found[each.slug], axis) for each in told))


def _row(text: Text, estimate: Estimate, axis: Axis) -> Row:
    return Row(text, KIND_ICONS[text.slug], estimate, axis.drawn(estimate.amounts))
