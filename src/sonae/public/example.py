"""The invented company of ``assess --example`` on the first page: the same figures as everywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sonae.assessments.example import example_answer
from sonae_paper.text.numbers import about_yen, companies_of, out_of_companies, percent, yen_range
from sonae_paper.text.parts import split
from sonae_paper.text.sentences import price

CELL = 30
FIRST_MEASURES = 3
_COLUMNS = {100: 10, 1000: 40}
_SPREAD = {100: (61, 37), 1000: (617, 389)}
"""A step without common divisor with the number of companies, and a start: the ones that are hit stand apart."""


@lru_cache(maxsize=1)
def example() -> dict[str, Any]:
    """What the engine says, in words, and its stitches."""
    answer = example_answer()
    event, chance = answer["event"], answer["frequency"]["serious"]
    paid, retained = (sum(line[part] for line in event["lines"]) for part in ("paid", "retained"))
    return {
        "stitches": stitches(chance),
        "companies": out_of_companies(chance),
        "median": about_yen(event["median"]),
        "range": yen_range(event["p10"], event["p90"]),
        **_shares(paid, retained),
        "measures": [_measure(step) for step in answer["measures"]["chosen"][:FIRST_MEASURES]],
    }


def _shares(paid: float, retained: float) -> dict[str, str]:
    """What insurance pays and what is left, in steps that sum to the whole, and the widths of their bars."""
    told_paid, told_retained = split(paid, retained)
    return {
        "paid": about_yen(told_paid, 3),
        "retained": about_yen(told_retained, 3),
        "paid_width": percent(paid / (paid + retained), 1),
        "retained_width": percent(retained / (paid + retained), 1),
    }


def _measure(step: Mapping[str, Any]) -> dict[str, str]:
    return {"title": step["title"], "price": price(step["cost"])}


def stitches(chance: float) -> dict[str, Any]:
    """A yearly chance as companies: one path of those that are spared, one of those that are hit, in cells of 30."""
    count, of = companies_of(chance)
    step, start = _SPREAD[of]
    hit = {(start + index * step) % of for index in range(count or 0)}
    columns = _COLUMNS[of]
    crosses = {True: "", False: ""}
    for index in range(of):
        row, column = divmod(index, columns)
        arm = 9 if index in hit else 7
        x, y = CELL * column + CELL // 2, CELL * row + CELL // 2
        crosses[index in hit] += f"M{x - arm} {y}h{2 * arm}M{x} {y - arm}v{2 * arm}"
    return {
        "box": f"0 0 {CELL * columns} {CELL * of // columns}",
        "spared": crosses[False],
        "hit": crosses[True],
        "of": of,
    }
