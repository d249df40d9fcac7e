"""The worker adds ranges to fresh results and deletes what has had its time; doing it twice changes nothing."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date, timedelta

import pytest

import sonae
from sonae.answers.models import Answer, Subject
from sonae.assessments import actions, worker
from sonae.assessments.case import company_file
from sonae.assessments.links import hashed
from sonae.assessments.models import KEPT, Draft, Run
from sonae.web.limits import Limit, used_up
from sonae.web.models import RateCount, Submission
from tests.product.conftest import MAKER, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.fixture
def fresh(link):
    draft = Draft.objects.get(link_hash=hashed(link))
    inputs = company_file(MAKER)
    result = actions.answer_for(inputs, date(2026, 11, 24), uncertain=False)
    return actions.keep_run(draft=draft, of=None, inputs=inputs, result=result, at=NOON)


def test_a_fresh_result_gets_its_range_and_keeps_its_figures(fresh):
    before = fresh.result
    assert worker.complete_next(NOON)
    after = Run.objects.get()
    assert after.band_at == NOON
    assert after.result["band"] is not None
    assert after.result["event"]["median"] == before["event"]["median"]
    assert not worker.complete_next(NOON + timedelta(hours=1))
    assert Run.objects.get().band_at == NOON


def test_a_range_that_cannot_be_computed_is_not_tried_for_ever(fresh, monkeypatch):
    def broken(*args, **more):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "assess", broken)
    assert worker.complete_next(NOON)
    assert not worker.complete_next(NOON)
    assert Run.objects.get().result == fresh.result


def test_a_worker_that_dies_in_the_middle_forgets_nothing(fresh, monkeypatch):
    def dies(*args, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(actions, "assess", dies)
        with pytest.raises(KeyboardInterrupt):
            worker.complete_next(NOON)
    assert worker.complete_next(NOON)
    assert Run.objects.get().result["band"] is not None


def test_what_is_thirty_days_old_is_deleted_with_all_that_hangs_on_it(fresh):
    expires = Draft.objects.get().expires_at
    assert worker.tidy(expires - timedelta(seconds=1))["drafts"] == 0
    assert worker.tidy(expires + timedelta(seconds=1))["drafts"] == 1
    assert [model.objects.count() for model in (Subject, Draft, Answer, Run)] == [0, 0, 0, 0]
    assert timedelta(days=30) == KEPT


def test_a_form_is_remembered_for_as_long_as_it_could_be_sent_again(db):
    Submission.objects.create(nonce="old", outcome="/", at=NOON - timedelta(days=7, seconds=1))
    Submission.objects.create(nonce="new", outcome="/", at=NOON - timedelta(days=7))
    worker.tidy(NOON)
    assert list(Submission.objects.values_list("nonce", flat=True)) == ["new"]


def test_counts_of_windows_gone_by_are_deleted_and_present_ones_stay(db):
    limit = Limit("test", 2, 600)
    for at in (NOON - timedelta(minutes=10), NOON, NOON):
        used_up(limit, "somebody", at)
    worker.tidy(NOON)
    assert RateCount.objects.get().count == 2
    assert used_up(limit, "somebody", NOON) > 0


def test_every_limit_of_the_product_has_a_window_that_the_worker_knows():
    modules = [name for _, name, _ in pkgutil.walk_packages(sonae.__path__, "sonae.") if "migrations" not in name]
    rooms = [name for name in modules if not name.startswith(("sonae.cli", "sonae.config"))]
    limits = [each for name in rooms for each in vars(importlib.import_module(name)).values() if type(each) is Limit]
    assert limits
    assert {limit.seconds for limit in limits} <= set(worker.LIMIT_LENGTHS)
