"""The power is cut at random while visitors ask for documents: whoever was shown a number has their request, whole."""

from __future__ import annotations

import pytest

from tests.product.faults.cuts import cuts, written_otherwise
from tests.product.faults.recorded_requests import compared, installation


@pytest.fixture(scope="module")
def installed(tmp_path_factory, django_db_blocker):
    with django_db_blocker.unblock():
        return installation(tmp_path_factory.mktemp("installed"))


def test_twenty_cuts_lose_nothing_and_leave_no_half(installed):
    found = list(cuts(installed, 20, 21, compared))
    assert not [each for each in found if not each.good]
    assert sum(len(each.life.shown) for each in found) > 50, "hardly anything was taken before the cuts"


def test_a_site_that_does_not_wait_for_the_disk_is_found_out(installed):
    found = list(cuts(written_otherwise(installed, "NORMAL"), 20, 21, compared))
    assert any(each.lost for each in found)
    assert not [each for each in found if each.damage or each.unexpected or each.halves]


@pytest.mark.full
def test_three_hundred_cuts_lose_nothing_and_leave_no_half(installed):
    found = list(cuts(installed, 300, 22, compared))
    assert not [each for each in found if not each.good]


@pytest.mark.full
def test_three_hundred_cuts_with_a_failing_disk_lose_nothing(installed):
    assert not [each for each in cuts(installed, 300, 23, compared, failing=0.01) if not each.good]
