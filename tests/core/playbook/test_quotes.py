"""A quote lies within, above or below what others have asked, and the tax never hides that it may be otherwise."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sonae_core.packs.facts import Confidence, Fact, Source
from sonae_core.playbook.quote import Band, Machines, Standing, Tax, band_for, check_quote

SOURCE = Source(title="架空の調査", url=None, locator="表1")


def fact(unit: str, **quantity: float) -> Fact:
    day = date(2026, 1, 1)
    return Fact(id="x", title="x", unit=unit, as_of=day, confidence=Confidence.VERIFIED, source=SOURCE, **quantity)


COMPUTER = fact("yen_per_device", low=1_000_000, high=1_500_000)
SERVER = fact("yen_per_server", low=1_500_000, high=2_000_000)
RATE = fact("share", value=0.1)
MACHINES = Machines(2, 1)
COUNTS = st.integers(0, 1000)
PRICES = st.integers(1, 10**11)


def quoted(price: int | None, tax: Tax = Tax.OUT, machines: Machines = MACHINES):
    return check_quote(machines, price, tax, RATE, band_for(machines, COMPUTER, SERVER))


def test_the_band_is_the_sum_over_the_machines():
    assert band_for(MACHINES, COMPUTER, SERVER) == Band(3_500_000, 5_000_000)


def test_the_ends_belong_to_the_band():
    assert quoted(3_500_000).standing is Standing.WITHIN
    assert quoted(5_000_000).standing is Standing.WITHIN
    assert quoted(3_499_999).standing is Standing.BELOW
    assert quoted(5_000_001).standing is Standing.ABOVE


def test_a_price_with_tax_is_compared_without_it():
    found = quoted(5_500_000, Tax.IN)
    assert found.without_tax == 5_000_000
    assert found.standing is Standing.WITHIN
    assert found.also == (Standing.ABOVE,), "the band may hold the tax or not: nobody has said"


def test_nothing_is_said_where_there_is_nothing_to_compare():
    assert quoted(None).standing is Standing.UNKNOWN
    assert quoted(1, machines=Machines(0, 0)).standing is Standing.UNKNOWN
    assert band_for(Machines(0, 0), COMPUTER, SERVER) is None
    assert quoted(1, machines=Machines(0, 0)).per_machine is None


@given(st.builds(Machines, COUNTS, COUNTS), PRICES, st.sampled_from(Tax))
def test_a_dearer_quote_never_stands_lower(machines, price, tax):
    order = [Standing.BELOW, Standing.WITHIN, Standing.ABOVE]
    one, other = (quoted(each, tax, machines).standing for each in (price, price * 2))
    if machines.all:
        assert order.index(one) <= order.index(other)


@given(st.builds(Machines, COUNTS, COUNTS), PRICES)
def test_who_does_not_know_the_tax_is_told_what_either_would_give(machines, price):
    if not machines.all:
        return
    unknown = quoted(price, Tax.UNKNOWN, machines)
    told = {unknown.standing, *unknown.also}
    for tax in (Tax.IN, Tax.OUT):
        known = quoted(price, tax, machines)
        assert {known.standing, *known.also} <= told


@given(st.builds(Machines, COUNTS, COUNTS), st.builds(Machines, COUNTS, COUNTS))
def test_bands_of_two_quotes_add_up(one, other):
    both = band_for(Machines(one.computers + other.computers, one.servers + other.servers), COMPUTER, SERVER)
    bands = [band_for(each, COMPUTER, SERVER) for each in (one, other)]
    assert (both.low if both else 0) == sum(each.low for each in bands if each)
    assert (both.high if both else 0) == sum(each.high for each in bands if each)
