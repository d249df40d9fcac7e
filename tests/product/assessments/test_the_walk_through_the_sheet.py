"""From the first page to the result, one question a page, as a visitor without scripts walks it."""

from __future__ import annotations

import re

import pytest

from sonae.answers.models import Answer
from sonae.assessments.models import Draft, Run
from sonae.assessments.sheet import short_sheet
from tests.product.conftest import MAKER

pytestmark = pytest.mark.django_db


def typed(value: object) -> str:
    return "unknown" if value is None else str(value)


def test_twelve_answers_lead_to_a_stored_result(visitor):
    page = visitor.send("/shindan/", follow=True)
    for asked in short_sheet():
        assert f"/q/{asked.id}/" in page.request["PATH_INFO"]
        sent = visitor.press(page, {asked.id: typed(MAKER[asked.id])})
        page = visitor.get(sent["Location"])
    result = visitor.press(page)
    run = Run.objects.get()
    assert result["Location"].endswith("/1/")
    assert run.result["event"]["median"] > 1_000_000
    assert run.inputs["company"] == {"industry": "E", "employees": 28, "sales": 500_000_000}


def test_the_first_page_sends_its_two_answers_along(visitor):
    sent = visitor.send("/shindan/", {"industry": "P", "employees": "12"})
    assert sent["Location"].endswith("/q/sales/")
    assert dict(Answer.objects.values_list("question", "value")) == {"industry": "P", "employees": 12}


def test_a_wrong_number_keeps_what_was_typed_and_says_how_to_write_it(visitor, link):
    page = visitor.send(f"/shindan/{link}/q/sales/", {"sales": "たくさん"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "エラー: " in text
    assert 'value="たくさん"' in text
    assert "「5億」" in text


def test_an_amount_is_echoed_as_it_was_understood(visitor, link):
    visitor.send(f"/shindan/{link}/q/sales/", {"sales": "５億３千万"})
    page = visitor.get(f"/shindan/{link}/q/sales/").content.decode()
    assert "5億3,000万円として計算します" in re.sub(r"<[^>]+>", "", page)


def test_answers_are_appended_and_the_newest_counts(visitor, link):
    visitor.send(f"/shindan/{link}/q/mfa/", {"mfa": "yes"})
    kept = Answer.objects.filter(question="mfa").order_by("pk")
    assert [answer.value for answer in kept] == ["no", "yes"]
    assert kept.newest() == {"mfa": "yes"}


def test_the_same_form_sent_twice_counts_once(visitor, link):
    page = visitor.get(f"/shindan/{link}/check/")
    first, second = visitor.press(page), visitor.press(page)
    assert first["Location"] == second["Location"]
    assert Run.objects.count() == 1


def test_a_company_that_knows_nothing_still_gets_a_figure(visitor):
    page = visitor.send("/shindan/", follow=True)
    for asked in short_sheet():
        page = visitor.get(visitor.press(page, {asked.id: "unknown", f"{asked.id}-unknown": "unknown"})["Location"])
    assert "人数は10人として計算します（仮定）" in page.content.decode()
    visitor.press(page)
    assert Run.objects.get().result["event"]["median"] > 0


def test_a_deleted_draft_leaves_nothing_and_its_link_says_so(visitor, link):
    page = visitor.get(f"/shindan/{link}/delete/")
    visitor.press(page)
    assert not Draft.objects.exists()
    assert not Answer.objects.exists()
    assert visitor.get(f"/shindan/{link}/check/").status_code == 410


def test_the_whole_short_sheet_can_be_answered_on_one_page(visitor):
    start = visitor.send("/shindan/")["Location"]
    together = start.split("/q/")[0] + "/all/"
    sent = visitor.send(together, {name: typed(value) for name, value in MAKER.items()})
    assert sent["Location"].endswith("/check/")
    assert Answer.objects.newest() == MAKER
