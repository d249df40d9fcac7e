"""A secret link opens what it names, is kept as a hash, and ends when its time is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import serializers

from sonae.answers.models import Answer
from sonae.assessments import actions
from sonae.assessments.links import LENGTH, hashed, new_link, results_link
from sonae.assessments.models import KEPT, Draft
from tests.product.conftest import MAKER

pytestmark = pytest.mark.django_db


def test_links_have_144_bits_and_never_repeat():
    links = {new_link() for _ in range(1000)}
    assert len(links) == 1000
    assert {len(link) for link in links} == {LENGTH}


def test_a_results_link_does_not_lead_back_to_the_draft(visitor, link):
    assert results_link(link) != link
    assert visitor.get(f"/shindan/{results_link(link)}/check/").status_code == 410


def test_no_row_holds_a_link(link):
    kept = serializers.serialize("json", Draft.objects.all())
    assert hashed(link) in kept
    assert link not in kept
    assert results_link(link) not in kept


@pytest.mark.parametrize("spoil", [lambda x: x[:-1], lambda x: x + "a", lambda x: x.swapcase(), lambda x: "あ" * 24])
def test_a_link_that_was_altered_explains_itself(visitor, link, spoil):
    page = visitor.get(f"/shindan/{spoil(link)}/check/")
    assert page.status_code == 410
    assert "途中で切れて" in page.content.decode()


def test_after_thirty_days_the_link_is_closed_and_everything_is_deleted(visitor):
    long_ago = datetime.now(UTC) - KEPT - timedelta(minutes=1)
    link = new_link()
    actions.start_draft(link=link, given=MAKER, at=long_ago)
    assert visitor.get(f"/shindan/{link}/check/").status_code == 410
    assert actions.purge(now=datetime.now(UTC)) == 1
    assert not Answer.objects.exists()
