"""Published figures by year as a CSV file: a row a figure, with its source and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from sonae_core.packs.snapshot import Pack
from sonae_core.packs.statistics import Series
from sonae_core.packs.words import GRADES
from sonae_paper.sheets.cells import Cell, Column, Kind, Table, text
from sonae_paper.sheets.plain import csv_file

COLUMNS = ("year", "series", "value", "unit", "as_of", "confidence", "source")


def series_csv(pack: Pack, names: Sequence[str]) -> bytes:
    """All figures of the series, one series after another: no row mixes two ways of counting."""
    rows = tuple(row for name in names for row in _rows(pack, pack.series[name]))
    columns = tuple(Column(name, 12) for name in COLUMNS)
    return csv_file(Table("series", "", "", columns, rows))


def _rows(pack: Pack, series: Series) -> list[tuple[Cell, ...]]:
    facts = [(year, pack.fact(str(fact))) for year, fact in sorted(series.points.items())]
    return [
        (
            Cell(int(year), Kind.COUNT),
            text(series.title),
            Cell(_plain(fact.point), Kind.COUNT),
            text(fact.unit),
            Cell(fact.as_of, Kind.DATE),
            text(GRADES[fact.confidence]),
            text(fact.source.title if fact.source else ""),
        )
        for year, fact in facts
    ]


def _plain(value: float) -> int | float:
    """Whole numbers without a point; shares as they are."""
    return int(value) if float(value).is_integer() else value
