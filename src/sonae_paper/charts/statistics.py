"""Published figures by year from the packs, each drawn only with what was counted in the same way."""

from __future__ import annotations

from dataclasses import replace

from sonae_core.assessment.provenance import source_entry
from sonae_core.packs.facts import Confidence
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.statistics import Series as Published
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.series import SHARES, Series, yearly
from sonae_paper.charts.stitches import stitched
from sonae_paper.text.facts import origin, unit_word


def published(
    pack: Pack, name: str, *, beside: str | None = None, comparable: bool = False, prefix: str, width: int = 640
) -> Chart:
    """The series ``name`` of the packs, years without a figure as gaps; the table says where each figure comes from.

    ``beside`` is an earlier series to draw hatched next to it. Raises ValueError where the packs say that the two were
    counted differently, or where one is not there.
    """
    shown = [_series(pack, each) for each in (beside, name) if each is not None]
    if beside in shown[-1].never_beside or (beside and name in shown[0].never_beside):
        raise ValueError(f"{beside} and {name} were counted differently")
    years = [int(year) for series in shown for year in series.points]
    span = range(min(years), max(years) + 1)
    chart = yearly(
        span,
        [Series(series.title, _values(pack, series, span)) for series in shown],
        unit=_unit(pack.fact(str(next(iter(shown[-1].points.values())))).unit),
        title=shown[-1].title,
        prefix=prefix,
        comparable=comparable,
        width=width,
    )
    told = [_origin(pack, shown[-1], year) for year in span]
    rows = tuple((*row, said) for row, said in zip(chart.rows, told, strict=True))
    return replace(chart, head=(*chart.head, "出どころ"), rows=rows)


def stitches(pack: Pack, name: str, *, prefix: str, width: int = 640) -> Chart:
    """The series alone as columns of stitches; years whose source was not read are thin and say so."""
    series = _series(pack, name)
    span = range(int(min(series.points)), int(max(series.points)) + 1)
    facts = {int(year): pack.fact(str(fact)) for year, fact in series.points.items()}
    chart = stitched(
        span,
        _values(pack, series, span),
        unit=_unit(next(iter(facts.values())).unit),
        title=series.title,
        prefix=prefix,
        doubtful={year for year, fact in facts.items() if fact.confidence is Confidence.UNVERIFIED},
        width=width,
    )
    rows = tuple((*row, _origin(pack, series, year)) for row, year in zip(chart.rows, span, strict=True))
    return replace(chart, head=(*chart.head, "出どころ"), rows=rows)


def _series(pack: Pack, name: str) -> Published:
    if name not in pack.series:
        raise ValueError(f"no series is called {name}")
    return pack.series[name]


def _unit(unit: str) -> str:
    if unit in ("share", "correlation"):
        return SHARES
    return ("円" if unit.startswith("yen") else "") + unit_word(unit)


def _values(pack: Pack, series: Published, span: range) -> tuple[float | None, ...]:
    return tuple(pack.point(str(series.points[f"{year}"])) if f"{year}" in series.points else None for year in span)


def _origin(pack: Pack, series: Published, year: int) -> str:
    fact = series.points.get(f"{year}")
    return "" if fact is None else origin(source_entry(pack.fact(str(fact))))
