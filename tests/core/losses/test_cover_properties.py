"""What holds for every cover: year by year in a simulation, and in the mean of the exact solver."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.losses.generated import (
    amounts,
    between,
    covered_years,
    exactly_covered_years,
    examples,
    lines_of,
    never_above,
    sample,
)
from tests.core.losses.specs import compound, losses, simulate

some = examples(20)
few = examples(12)


def with_term(asked, **terms):
    return {**asked, "cover": {**asked["cover"], **terms}}


@some
@given(covered_years())
def test_paid_and_retained_add_up_to_the_whole_in_every_simulation(asked):
    found = simulate(asked, years=500)
    parts = found["paid"]["mean"] + found["retained"]["mean"]
    assert parts == pytest.approx(found["gross"]["mean"], rel=1e-9, abs=1e-6)
    years = sample(asked)
    assert sum(years["paid"]) + sum(years["retained"]) == pytest.approx(sum(years["gross"]), rel=1e-9, abs=1e-4)


@few
@given(exactly_covered_years())
def test_paid_and_retained_of_the_exact_solver_add_up_to_the_whole(asked):
    found = compound({**asked, "quantiles": []}, "gross", "paid", "retained")
    parts = found["paid"]["mean"] + found["retained"]["mean"]
    assert parts == pytest.approx(found["gross"]["mean"], rel=1e-10, abs=1e-6)
    alone = losses({**asked, "quantiles": []}, figures=("retained",))["retained"]["mean"]
    assert alone == pytest.approx(found["retained"]["mean"], rel=1e-7, abs=1e-9 * found["gross"]["mean"] + 1e-6)


@some
@given(covered_years())
def test_never_more_is_paid_than_lost_nor_more_than_the_aggregate(asked):
    years = sample(asked)
    assert never_above(years["paid"], years["gross"])
    assert never_above(years["retained"], years["gross"])
    limit = asked["cover"]["aggregate_limit"]
    assert limit is None or years["paid"][-1] <= limit * (1 + 1e-11)


@some
@given(covered_years(), amounts(), amounts())
def test_a_higher_limit_never_pays_less(asked, one, other):
    low, high = (sample(with_term(asked, limit=limit))["paid"] for limit in sorted((one, other)))
    assert never_above(low, high)
    assert never_above(high, sample(with_term(asked, limit=None))["paid"])


@some
@given(covered_years(), amounts(), amounts())
def test_a_higher_retention_never_pays_more(asked, one, other):
    low, high = (sample(with_term(asked, retention=retention))["paid"] for retention in sorted((one, other)))
    assert never_above(high, low)
    assert never_above(low, sample(with_term(asked, retention=0))["paid"])


@some
@given(covered_years(), between(0, 100), between(0, 100))
def test_a_longer_wait_never_pays_more(asked, one, other):
    if "h" in lines_of(asked):
        short, long = (sample(with_term(asked, waiting_hours={"h": hours}))["paid"] for hours in sorted((one, other)))
        assert never_above(long, short)


@some
@given(covered_years(), between(0, 300), between(0, 300))
def test_more_hours_at_most_never_pay_less(asked, one, other):
    if "h" in lines_of(asked):
        few_hours, many = (sample(with_term(asked, max_hours={"h": hours}))["paid"] for hours in sorted((one, other)))
        assert never_above(few_hours, many)


@some
@given(covered_years(), between(0, 1), between(0, 1))
def test_a_larger_share_never_pays_less(asked, one, other):
    line = lines_of(asked)[0]
    for terms in (lambda share: {"share": share}, lambda share: {"shares": {line: share}}):
        small, large = (sample(with_term(asked, **terms(share)))["paid"] for share in sorted((one, other)))
        assert never_above(small, large)


@some
@given(covered_years(), amounts(), amounts())
def test_higher_sublimits_and_aggregates_never_pay_less(asked, one, other):
    line = lines_of(asked)[0]
    for terms in (lambda limit: {"aggregate_limit": limit}, lambda limit: {"sublimits": {line: limit}}):
        low, high = (sample(with_term(asked, **terms(limit)))["paid"] for limit in sorted((one, other)))
        assert never_above(low, high)


@some
@given(covered_years())
def test_no_longer_covering_a_line_never_pays_more(asked):
    with_it = sample(asked)["paid"]
    assert never_above(sample(with_term(asked, uncovered=lines_of(asked)[:1]))["paid"], with_it)
    assert max(sample(with_term(asked, uncovered=lines_of(asked)))["paid"]) == 0


@some
@given(covered_years())
def test_terms_that_change_nothing_change_nothing(asked):
    plain = {**asked, "cover": {}}
    spelled = {
        "waiting_hours": {},
        "max_hours": {},
        "shares": dict.fromkeys(lines_of(asked), 1),
        "sublimits": {},
        "uncovered": [],
        "retention": 0,
        "limit": None,
        "share": 1.0,
        "aggregate_limit": None,
    }
    assert simulate(plain, years=300) == simulate({**asked, "cover": spelled}, years=300)
    full = sample(plain)
    assert full["paid"] == pytest.approx(full["gross"], rel=1e-11)


@few
@given(exactly_covered_years(), amounts(), st.floats(1.1, 10))
def test_the_exact_mean_moves_with_the_terms_as_the_years_do(asked, amount, factor):
    def paid(**terms):
        return compound({**with_term(asked, **terms), "quantiles": []}, "paid")["paid"]["mean"]

    slack = 1e-9 * paid(retention=0, limit=None, share=1) + 1e-9
    assert paid(limit=amount) <= paid(limit=amount * factor) + slack <= paid(limit=None) + 2 * slack
    assert paid(retention=amount * factor) <= paid(retention=amount) + slack <= paid(retention=0) + 2 * slack
    assert paid(share=0.3) == pytest.approx(paid(share=0.9) / 3, rel=1e-9, abs=1e-9)
    assert paid(aggregate_limit=amount) <= paid(aggregate_limit=amount * factor) + 1e3 * slack


@few
@given(exactly_covered_years(), amounts())
def test_layers_add_up(asked, amount):
    """What is paid up to an amount and what is paid above it is everything."""

    def paid(**terms):
        plain = {"share": 1, "retention": 0, "limit": None}
        return compound({**asked, "cover": {**plain, **terms}, "quantiles": []}, "paid")["paid"]["mean"]

    assert paid(limit=amount) + paid(retention=amount) == pytest.approx(paid(), rel=1e-10, abs=1e-6)
