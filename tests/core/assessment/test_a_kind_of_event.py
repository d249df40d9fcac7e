"""What a serious event of one kind costs: read off the same events as the whole, and in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.assessment.risk import Risk
from sonae_core.packs import load
from sonae_core.packs.shapes import INDUSTRIES
from sonae_core.profile.answers import read_answers
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import Situation

PACK = load()
FIRMS = given(industry=st.sampled_from(sorted(INDUSTRIES)), employees=st.integers(0, 10_000_000))
FEW = settings(max_examples=15, deadline=None)


def risk(industry: str, employees: int) -> Risk:
    company = Company(industry=industry, employees=employees, sales=20_000_000 * max(employees, 1))
    return Risk(Situation(PACK, company, read_answers({}, PACK.questions)), 1)


@FIRMS
@FEW
def test_every_kind_can_be_serious_and_its_amounts_are_in_order(industry: str, employees: int) -> None:
    found = risk(industry, employees)
    for name in PACK.scenarios:
        median, low, high = found.serious_event_of(name)
        assert 0 < found.threshold <= low <= median <= high


@FIRMS
@FEW
def test_the_kinds_together_are_the_whole(industry: str, employees: int) -> None:
    found = risk(industry, employees)
    rates = [found.serious_rate_of(name) for name in PACK.scenarios]
    assert sum(rates) == pytest.approx(found.serious_rate)
    medians = [found.serious_event_of(name)[0] for name in PACK.scenarios]
    assert min(medians) <= found.headline[0] <= max(medians)
