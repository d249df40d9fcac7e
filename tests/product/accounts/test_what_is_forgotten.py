"""Sessions and links that are long over are deleted by a scan; what still means something stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from sonae.accounts.actions import links
from sonae.accounts.forgetting import KEEP_LINKS, KEEP_SESSIONS, due
from sonae.accounts.models import Link, Session
from sonae.outbox.schedule import scans
from tests.factories.agencies import make_agency, make_member, make_person, signed_in

pytestmark = pytest.mark.django_db
BEGUN = datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_a_session_is_kept_for_a_season_and_then_forgotten():
    signed_in(Client(), make_member(make_agency()), at=BEGUN)
    assert due(BEGUN + KEEP_SESSIONS) == 0
    assert due(BEGUN + KEEP_SESSIONS + timedelta(seconds=1)) == 1
    assert not Session.objects.exists()


def test_a_session_in_use_stays_however_old():
    signed_in(Client(), make_member(make_agency()), at=BEGUN)
    Session.objects.update(seen_at=BEGUN + timedelta(days=80))
    assert due(BEGUN + KEEP_SESSIONS + timedelta(seconds=1)) == 0


def test_a_link_is_forgotten_a_month_after_its_end():
    links.issue(user=make_person(), kind=Link.Kind.RESET, at=BEGUN)
    end = Link.objects.get().expires_at
    assert due(end + KEEP_LINKS) == 0
    assert due(end + KEEP_LINKS + timedelta(seconds=1)) == 1


def test_the_scheduler_knows_of_it():
    assert "accounts.forgetting" in scans()
