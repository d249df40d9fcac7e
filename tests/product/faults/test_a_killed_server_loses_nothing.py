"""kill -9 at random while visitors answer: whatever was shown as saved is there afterwards, once."""

from __future__ import annotations

import os

import pytest

from tests.length import at_length
from tests.product.faults.crashing import Site, crash_run, verdict
from tests.product.postgres.cluster import cluster

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals here")


def test_two_hundred_answers_and_three_kills(tmp_path):
    site = Site(tmp_path, {})
    visitors = crash_run(site, answers=200, kills=3, seed=1)
    assert verdict(site, visitors) == ([], [])
    assert sum(each.tried for each in visitors) > 204, "no kill met an answer on its way"
    assert not [problem for each in visitors for problem in each.problems]


@pytest.mark.full
def test_a_site_that_shows_before_it_saves_is_found_out(tmp_path):
    site = Site(tmp_path, {}, program="tests.product.faults.planted_cli")
    visitors = crash_run(site, answers=80, kills=1, seed=2)
    lost, _ = verdict(site, visitors)
    assert lost


@pytest.mark.full
def test_many_answers_and_many_kills(tmp_path):
    site = Site(tmp_path, {})
    visitors = crash_run(site, answers=at_length(2_000, 500), kills=at_length(20, 5), seed=3)
    assert verdict(site, visitors) == ([], [])


@pytest.mark.full
def test_many_answers_and_many_kills_on_postgresql(tmp_path):
    with cluster() as address:
        site = Site(tmp_path, {"DATABASE_URL": address})
        visitors = crash_run(site, answers=at_length(2_000, 500), kills=at_length(20, 5), seed=4)
        assert verdict(site, visitors) == ([], [])
