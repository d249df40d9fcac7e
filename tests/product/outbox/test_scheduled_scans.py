"""Scheduled work looks at rows that are due: twice or cut off it does nothing twice, and no scan stops another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError

from sonae.outbox import schedule
from sonae.outbox.kinds import KINDS
from sonae.outbox.models import Mail, ScanRun, State
from sonae.outbox.scans import KEPT, forget_secrets
from sonae.outbox.schedule import AGAIN_AFTER, Rounds, Scan, scan, scans
from sonae.tenancy.scope import unscoped
from tests.product.conftest import NOON

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def rounds(**acts) -> Rounds:
    return Rounds({name: Scan(name, HOUR, act) for name, act in acts.items()})


def test_a_scan_runs_at_the_start_and_then_as_often_as_it_asked():
    seen = []
    going = rounds(one=lambda now: seen.append(now) or 0)
    moments = [NOON, NOON + HOUR - timedelta(seconds=1), NOON + HOUR, NOON + HOUR]
    for moment in moments:
        going.go(moment)
    assert seen == [NOON, NOON + HOUR]


def test_one_that_fails_keeps_no_other_from_running_and_is_tried_again_soon():
    seen = []

    def broken(now):
        seen.append(now)
        raise ZeroDivisionError

    going = rounds(a_broken=broken, b_good=lambda now: 3)
    assert going.go(NOON)
    assert (ScanRun.objects.get(name="a_broken").error, ScanRun.objects.get(name="b_good").found) == (
        "ZeroDivisionError",
        3,
    )
    going.go(NOON + AGAIN_AFTER)
    assert len(seen) == 2


def test_a_database_that_is_away_is_not_written_down_as_a_fault_of_the_scan():
    def away(now):
        raise OperationalError

    with pytest.raises(OperationalError):
        rounds(one=away).go(NOON)
    assert not ScanRun.objects.exists()


def test_a_name_belongs_to_one_scan(monkeypatch):
    monkeypatch.setattr(schedule, "_scans", {})
    scan("test.one", every=HOUR)(lambda now: 0)
    other = lambda now: 0  # noqa: E731
    other.__module__ = "elsewhere"
    with pytest.raises(ValueError, match=r"test\.one"):
        scan("test.one", every=HOUR)(other)


def test_every_room_finds_its_scans_run():
    assert {"assessments.tidy", "outbox.secrets"} <= set(scans())


def test_every_scan_of_the_product_does_nothing_the_second_time():
    going = Rounds(scans())
    going.go(NOON)
    assert not [each.name for each in going.given.values() if each.act(NOON)]
    assert not ScanRun.objects.exclude(error="").exists()


def test_a_secret_that_was_never_sent_is_forgotten_after_a_week_and_other_texts_stay(queued):
    mails = {kind: queued(kind=kind) for kind in ("accounts.recovery", "accounts.notice")}
    assert KINDS["accounts.recovery"].secret
    with unscoped("a test ends mails"):
        Mail.objects.update(state=State.FAILED, ended_at=NOON)
    assert forget_secrets(NOON + KEPT) == 0
    assert forget_secrets(NOON + KEPT + timedelta(seconds=1)) == 1
    assert forget_secrets(NOON + KEPT + timedelta(seconds=1)) == 0
    with unscoped("a test looks"):
        texts = {kind: Mail.objects.get(pk=mail.pk).text for kind, mail in mails.items()}
    assert texts == {"accounts.recovery": "", "accounts.notice": "本文です。"}


def test_a_secret_on_its_way_is_kept(queued):
    queued(kind="accounts.recovery")
    assert forget_secrets(NOON + 2 * KEPT) == 0
