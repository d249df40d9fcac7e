"""The power is cut at random while visitors answer: whatever was shown as saved is there when it is back."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.product.faults.cuts import STEPS, cuts, looked_at, one_machine, written_otherwise
from tests.product.faults.recorded import installation


@pytest.fixture(scope="module")
def installed(tmp_path_factory, django_db_blocker):
    with django_db_blocker.unblock():
        return installation(tmp_path_factory.mktemp("installed"))


def bad(found):
    return [each for each in found if not each.good]


def test_sixty_cuts_lose_nothing(installed):
    found = list(cuts(installed, 60, seed=1))
    assert not bad(found)
    assert sum(len(each.life.shown) for each in found) > 600, "hardly anything was written before the cuts"


def test_a_site_that_does_not_wait_for_the_disk_is_found_out(installed):
    found = list(cuts(written_otherwise(installed, "NORMAL"), 20, seed=1))
    assert any(each.lost for each in found)
    assert not [each for each in found if each.damage or each.unexpected or each.halves]


def test_a_disk_that_forgets_new_files_is_found_out(installed):
    assert any(each.lost for each in cuts(installed, 20, seed=1, folder_can_sync=False))


def test_the_same_seed_cuts_at_the_same_moment_and_leaves_the_same(installed):
    lazy = written_otherwise(installed, "NORMAL")
    first, second = ([(each.lost, each.life.where) for each in cuts(lazy, 8, seed=3)] for _ in range(2))
    assert first == second


def test_a_disk_that_fails_shows_no_success_and_a_later_cut_loses_nothing(installed):
    found = list(cuts(installed, 20, seed=1, failing=0.02))
    assert not bad(found)
    assert sum(each.life.failures for each in found) > 20


def test_the_verdict_sees_what_is_gone_and_what_nobody_sent(installed):
    life = next(each.life for each in cuts(installed, 20, seed=1) if len(each.life.shown) > 3)
    never_kept = replace(life, tried=life.tried | {90_000}, shown=life.shown | {90_000})
    assert looked_at(never_kept, random.Random(1)).lost == 1  # noqa: S311
    never_sent = replace(life, tried=set(), shown=set())
    assert looked_at(never_sent, random.Random(1)).unexpected >= len(life.shown)  # noqa: S311


@pytest.mark.full
def test_three_hundred_cuts_lose_nothing_and_meet_every_step(installed):
    found = list(cuts(installed, 300, seed=2))
    assert not bad(found)
    assert {each.life.where for each in found} >= set(STEPS)


@pytest.mark.full
def test_three_hundred_cuts_with_a_failing_disk_lose_nothing(installed):
    assert not bad(cuts(installed, 300, seed=3, failing=0.01))


@pytest.mark.full
def test_one_machine_that_is_cut_again_and_again_loses_nothing(installed):
    found = list(one_machine(installed, 200, seed=4))
    assert not bad(found)
    assert len(found[-1].life.shown) > 2_000


@pytest.mark.full
def test_three_hundred_cuts_without_waiting_for_the_disk_lose_much(installed):
    found = list(cuts(written_otherwise(installed, "NORMAL"), 300, seed=2))
    assert sum(each.lost > 0 for each in found) > 30
    assert not [each for each in found if each.damage]


@pytest.mark.full
def test_a_site_that_never_waits_breaks_its_file(installed):
    assert any(each.damage for each in cuts(written_otherwise(installed, "OFF"), 60, seed=2))
