"""The worked table of the explanation, row by row."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from sonae_core.measures.optimise import best, with_more
from sonae_core.measures.problem import Budget, Option, PremiumCurve, Problem, RiskPath
from sonae_core.measures.proof import prove

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "measures.md"
ROW = re.compile(
    r"^\| (nothing|[ABC](?: [ABC])*) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| \**([\d,]+)\**", re.M
)


def problem() -> Problem:
    options = (Option("A", 60_000, 0, 0), Option("B", 0, 60_000, 0), Option("C", 150_000, 30_000, 0))
    ransomware = RiskPath(
        "ransomware", 0.1, 0.35, 0.0, (math.log(0.5), math.log(0.6), 0.0), (0, 0, 1), (8e6, 5e6) * 2, (8e6, 5e6) * 2
    )
    fraud = RiskPath("fraud", 0.2, 0.1, 0.0, (math.log(0.8), 0.0, 0.0), (0, 0, 0), (1e6,) * 4, (1e6,) * 4)
    return Problem(options, (ransomware, fraud), PremiumCurve(), Budget(250_000.0), 3.0, 0.0)


def rows() -> list[tuple[str, list[int]]]:
    return [
        (found[0], [int(number.replace(",", "")) for number in found[1:]])
        for found in ROW.findall(PAGE.read_text(encoding="utf-8"))
    ]


def test_all_eight_sets_stand_on_the_page() -> None:
    assert len({name for name, _ in rows()}) == 8


@pytest.mark.parametrize(("name", "printed"), rows())
def test_a_row_is_what_the_code_computes(name: str, printed: list[int]) -> None:
    worked = problem()
    chosen = frozenset() if name == "nothing" else frozenset(name.split())
    subset = sum(1 << place for place, option in enumerate(worked.options) if option.id in chosen)
    losses = [path.retained[worked.states(path)[subset]] * worked.rates(path)[subset] for path in worked.paths]
    first_year = sum(option.first_year for option in worked.options if option.id in chosen)
    cost = float(worked.costs[subset])
    assert printed == [round(value) for value in (first_year, *losses, cost, sum(losses) + cost)]


def test_the_answer_and_its_order_are_those_of_the_page() -> None:
    choice = best(problem())
    assert [step.option.id for step in choice.steps] == ["A", "C"]
    assert (round(choice.value), round(choice.nothing)) == (510_000, 1_000_000)


def test_the_linear_programs_prove_the_same() -> None:
    proof = prove(problem())
    assert proof.holds
    assert round(proof.value) == 510_000


def test_more_money_buys_b_and_saves_what_the_page_says() -> None:
    more = best(with_more(problem(), 300_000.0))
    assert more.ids == {"A", "B", "C"}
    assert round(510_000 - more.value) == 15_000
