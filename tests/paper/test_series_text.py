"""Figures by year: one comparison, of figures whose source was read; a file that never mixes two ways of counting."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from sonae_core.packs.facts import Confidence
from sonae_core.packs.loader import load
from sonae_paper.sheets.series import COLUMNS, series_csv
from sonae_paper.text.series import comparison, seconds_between

PACK = load()


def test_the_comparison_leaves_out_what_nobody_read() -> None:
    found = comparison(PACK, "nicter_per_address")
    points = PACK.series["nicter_per_address"].points
    earlier = [PACK.fact(fact) for year, fact in points.items() if int(year) < found.first_year]
    assert earlier
    assert all(fact.confidence is not Confidence.VERIFIED for fact in earlier)
    assert found.times == f"{2_500_000 / 560_000:.2g}" == "4.5"


def test_a_rate_as_one_every_so_many_seconds() -> None:
    assert seconds_between(365 * 24 * 3600) == 1
    assert seconds_between(2_500_000) == 13


@pytest.mark.parametrize("name", sorted(PACK.series))
def test_every_series_can_be_taken_away(name: str) -> None:
    content = series_csv(PACK, [name])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    points = PACK.series[name].points
    assert [(row["year"], float(row["value"])) for row in rows] == [
        (y, PACK.point(f)) for y, f in sorted(points.items())
    ]


def test_series_follow_each_other() -> None:
    rows = list(csv.DictReader(StringIO(series_csv(PACK, ["nicter_published", "nicter_restated"]).decode("utf-8-sig"))))
    titles = [row["series"] for row in rows]
    assert titles == sorted(titles, key=titles.index)
