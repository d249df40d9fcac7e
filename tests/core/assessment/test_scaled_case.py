"""A published case at another size: the same size gives what was published, and a smaller company never pays more."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.assessment.scaled_case import ScaledCase, Size, scaled_case, size_of
from sonae_core.packs import load
from sonae_core.packs.cases import Case

PACK = load()
ROOT = Path(__file__).resolve().parents[3]
CASES = [pytest.param(case, id=case.id) for case in PACK.cases.values()]
FEW = settings(max_examples=12, deadline=None)
PEOPLE = st.integers(0, 2000)
PERSONS = st.integers(0, 500_000)


def scaled(case: Case, employees: int, persons: int | None = None, sales: int | None = None) -> ScaledCase:
    return scaled_case(PACK, case, Size("E", employees, persons, sales))


@pytest.mark.parametrize("case", CASES)
def test_the_same_size_gives_what_was_published(case: Case) -> None:
    same = scaled_case(PACK, case, size_of(PACK, case))
    for row, published in zip(same.rows, case.rows, strict=True):
        assert row.yen.point == pytest.approx(PACK.point(published.yen))
        assert all(line.ratio == pytest.approx(1) for line in row.lines)


@pytest.mark.parametrize("case", CASES)
@FEW
@given(employees=PEOPLE, persons=PERSONS | st.none())
def test_lines_add_up_to_their_row_and_rows_to_the_total(case: Case, employees: int, persons: int | None) -> None:
    found = scaled(case, employees, persons)
    for row in found.rows:
        assert sum(line.published for line in row.lines) == pytest.approx(row.published.point)
        assert sum(line.yen for line in row.lines) == pytest.approx(row.yen.point)
    assert found.total.point == pytest.approx(sum(row.yen.point for row in found.rows))


@pytest.mark.parametrize("case", CASES)
@FEW
@given(employees=PEOPLE, persons=PERSONS | st.none())
def test_the_figure_lies_in_its_range(case: Case, employees: int, persons: int | None) -> None:
    found = scaled(case, employees, persons)
    for each in (found.total, *(row.yen for row in found.rows)):
        assert 0 <= each.low <= each.point * (1 + 1e-9)
        assert each.point <= each.high * (1 + 1e-9)


@pytest.mark.parametrize("case", CASES)
@FEW
@given(employees=PEOPLE, more=st.integers(0, 500), persons=PERSONS)
def test_a_larger_company_never_pays_less(case: Case, employees: int, more: int, persons: int) -> None:
    small, large = scaled(case, employees, persons), scaled(case, employees + more, persons)
    assert _never_less(small, large)


@pytest.mark.parametrize("case", CASES)
@FEW
@given(persons=PERSONS, more=st.integers(0, 200_000))
def test_more_persons_held_never_cost_less(case: Case, persons: int, more: int) -> None:
    assert _never_less(scaled(case, 30, persons), scaled(case, 30, persons + more))


def _never_less(small: ScaledCase, large: ScaledCase) -> bool:
    pairs = zip(
        (small.total, *(row.yen for row in small.rows)), (large.total, *(r.yen for r in large.rows)), strict=True
    )
    return all(one.point <= other.point * (1 + 1e-9) for one, other in pairs)


@pytest.mark.parametrize("case", CASES)
def test_not_knowing_how_many_persons_widens_the_range(case: Case) -> None:
    unknown = scaled(case, 30)
    known = scaled(case, 30, round(30 * PACK.point("persons_held_default")))
    assert unknown.total.high - unknown.total.low >= known.total.high - known.total.low


def test_persons_move_letters_and_leave_machines() -> None:
    case = PACK.cases["hospital_shared_backup"]
    few, many = scaled(case, 30, 1000), scaled(case, 30, 2000)
    by_line = {line.id: (line.yen, other.yen) for one, two in zip(few.rows, many.rows, strict=True)
               for line, other in zip(one.lines, two.lines, strict=True)}  # fmt: skip
    assert by_line["notification_letters"][1] == pytest.approx(2 * by_line["notification_letters"][0])
    assert by_line["restoration"][0] == by_line["restoration"][1]


def test_the_loss_of_standing_still_needs_sales_and_follows_them() -> None:
    case = PACK.cases["hospital_shared_backup"]
    assert scaled(case, 30).interruption is None
    one, two = (scaled(case, 30, None, sales).interruption for sales in (10**8, 2 * 10**8))
    assert one is not None
    assert two is not None
    assert two.point == pytest.approx(2 * one.point)
    assert one.low <= one.point <= one.high


def test_the_worked_example_of_the_explanation() -> None:
    case, page = PACK.cases["hospital_shared_backup"], (ROOT / "docs/explanation/scaled-cases.md").read_text("utf-8")
    found = scaled(case, 28, 3000, 500_000_000)
    for line in (line for row in found.rows for line in row.lines):
        ratio = "1" if line.ratio == 1 else f"{line.ratio:.3f}"
        told = (
            rf"\| {line.id} \| [\d,]+ \| [\d,]+ \| {ratio} \| {line.published / 1000:,.0f} \| {line.yen / 1000:,.0f} \|"
        )
        assert re.search(told, page), line
    total = found.total
    assert f"**{total.point / 1000:,.0f}**" in page
    assert f"{total.low / 1e6:.1f} to {total.high / 1e6:.1f} million yen around {total.point / 1e6:.1f}" in page
    assert found.interruption is not None
    assert f"{found.interruption.point:,.0f} yen" in page


@pytest.mark.parametrize("case", CASES)
def test_answers_of_the_case_stay_as_they_were(case: Case) -> None:
    """A visitor's industry changes what a day of standstill costs, and nothing that was published."""
    size = Size("E", 40, 5000, 10**9)
    one, other = scaled_case(PACK, case, size), scaled_case(PACK, case, replace(size, industry="I"))
    assert one.rows == other.rows
