"""The token of a form is ours, unaltered, made for forms, and not older than a week."""

from __future__ import annotations

import time

import pytest
from django.core import signing

from sonae.web.models import Submission
from sonae.web.origin import MOST_AGE, new_token

pytestmark = pytest.mark.django_db


def answer(visitor, token: str) -> int:
    return visitor.post("/shindan/", {"form": token}).status_code


def test_a_fresh_token_is_taken(visitor):
    assert answer(visitor, new_token()) == 302


def test_no_letter_of_a_token_can_be_changed(visitor):
    token = new_token()
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        assert answer(visitor, changed) == 400, place
    assert not Submission.objects.exists()


def test_a_token_that_was_signed_for_something_else_is_not_one_for_forms(visitor):
    assert answer(visitor, signing.TimestampSigner(salt="sonae.other").sign("nonce")) == 400


def test_a_token_of_another_installation_is_not_ours(visitor, settings):
    other = signing.TimestampSigner(key="k" * 64, salt="sonae.web.form").sign("nonce")
    assert answer(visitor, other) == 400


def test_how_it_is_signed_is_not_for_the_sender_to_choose(visitor):
    weak = signing.TimestampSigner(salt="sonae.web.form", algorithm="md5").sign("nonce")
    assert answer(visitor, weak) == 400


def test_a_token_without_its_signature_says_nothing(visitor):
    assert answer(visitor, new_token().rpartition(":")[0]) == 400


def test_after_a_week_the_form_has_expired(visitor, monkeypatch):
    token, now = new_token(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + MOST_AGE - 5)
    assert answer(visitor, token) == 302
    monkeypatch.setattr(time, "time", lambda: now + MOST_AGE + 5)
    page = visitor.post("/shindan/", {"form": token})
    assert page.status_code == 400
    assert "開き直す" in page.content.decode()


def test_a_token_in_the_address_or_a_header_counts_for_nothing(visitor):
    token = new_token()
    assert visitor.post(f"/shindan/?form={token}", {}).status_code == 400
    assert visitor.post("/shindan/", {}, HTTP_X_CSRFTOKEN=token).status_code == 400


def test_every_showing_of_a_form_has_a_token_of_its_own(visitor):
    first, second = (visitor.get("/shindan/").content.decode() for _ in range(2))
    assert first.partition('name="form" value="')[2][:16] != second.partition('name="form" value="')[2][:16]
