"""The doctor says when mails do not leave, when they were given up, and when nobody goes round."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sonae.config import leaving
from sonae.config.mail import Way
from sonae.outbox.models import Mail, ScanRun, State
from sonae.outbox.reading import STUCK
from sonae.tenancy.scope import unscoped
from tests.product.conftest import NOON

pytestmark = pytest.mark.django_db


def found(at=NOON):
    return {look.title: look for look in leaving.looks(at)}


def test_a_new_installation_is_well():
    assert all(look.good for look in found().values())


def test_a_mail_that_waits_for_long_is_named(queued):
    queued()
    assert found(NOON + STUCK)["送信待ち"].good
    late = found(NOON + STUCK + timedelta(seconds=1))["送信待ち"]
    assert (late.good, "10分" in late.found) == (False, True)
    assert "sonae work" in late.remedy


def test_one_that_can_still_be_undone_or_will_be_tried_again_is_no_alarm(queued):
    queued(hold=timedelta(hours=1))
    tried = queued()
    with unscoped("a test sets a state"):
        Mail.objects.filter(pk=tried.pk).update(attempts=3)
    assert found(NOON + timedelta(minutes=30))["送信待ち"].good


def test_mails_given_up_lately_are_counted(queued):
    mail = queued()
    with unscoped("a test sets a state"):
        Mail.objects.filter(pk=mail.pk).update(state=State.FAILED, ended_at=NOON)
    assert not found()["送れなかったメール"].good
    assert found(NOON + timedelta(days=8))["送れなかったメール"].good


def test_scans_that_fail_or_do_not_run_are_named():
    ScanRun.objects.create(name="outbox.secrets", at=NOON)
    assert found()["定期の仕事"].good
    assert "3時間" in found(NOON + timedelta(hours=3))["定期の仕事"].found
    ScanRun.objects.create(name="customers.deleted", at=NOON, error="ZeroDivisionError")
    assert "customers.deleted" in found()["定期の仕事"].found


def test_a_site_for_others_needs_a_mail_server(settings, tmp_path):
    settings.MAIL = Way("file", tmp_path)
    assert leaving.way({}).good
    assert not leaving.way({"SONAE_HOSTS": "sonae.example"}).good
    settings.MAIL = Way("smtp", tmp_path, "mail.example", 587, "me", "geheim")
    assert leaving.way({"SONAE_HOSTS": "sonae.example"}).good
    assert "geheim" not in leaving.way({}).found
