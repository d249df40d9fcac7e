"""One request: all of it is shown to its agency, who looked is written down, and each step can be taken once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sonae.audit.models import Event
from sonae.leads import handling
from sonae.leads.handling import MovedError
from sonae.leads.models import Question
from sonae.web.clock import now
from tests.factories.agencies import actor_of
from tests.factories.leads import make_request
from tests.product.leads.desk.conftest import again, place

pytestmark = pytest.mark.django_db


def happened(lead):
    return list(Event.objects.filter(record_id=lead.pk).order_by("number").values_list("what", flat=True))


def test_everything_that_was_asked_and_agreed_to_stands_there(desk, lead):
    page = desk.get(place("lead", lead)).content.decode()
    for words in (
        lead.company,
        lead.name,
        lead.email,
        "工場が止まるのが心配です。",
        "スタートブック",
        "業務が止まらないこと",
    ):
        assert words in page
    assert "handling-1" in page
    assert "同意しない" in page
    assert "tegami" in page
    assert "search.example" in page


def test_that_somebody_looked_is_written_down(desk, lead, inside):
    desk.get(place("lead", lead))
    assert happened(lead) == ["audit.looked"]


def test_who_is_made_responsible_has_it_and_it_is_being_answered(desk, lead, manager, inside):
    desk.send(place("lead_assign", lead), {"person": manager.pk})
    assert again(lead).assigned == manager
    assert again(lead).state == "working"
    assert happened(lead)[-1] == "leads.assigned"


def test_nobody_of_another_agency_can_be_made_responsible(desk, lead, stranger):
    page = desk.send(place("lead_assign", lead), {"person": stranger.pk})
    assert page.status_code == 422
    assert again(lead).assigned is None


def test_who_was_reached_by_telephone_has_an_answer(desk, lead, staff):
    desk.send(place("lead_called", lead), {"outcome": "reached", "note": "来週うかがう約束をした"})
    assert again(lead).state == "answered"
    assert again(lead).answered_at is not None
    assert again(lead).assigned == staff
    assert "来週うかがう約束をした" in desk.get(place("lead", lead)).content.decode()


def test_who_was_not_reached_waits_on(desk, lead):
    desk.send(place("lead_called", lead), {"outcome": "missed"})
    assert again(lead).state == "working"
    assert again(lead).answered_at is None


def test_a_call_without_its_outcome_is_told_and_the_note_is_kept(desk, lead):
    page = desk.send(place("lead_called", lead), {"note": "留守番電話に残した"})
    assert page.status_code == 422
    assert "留守番電話に残した" in page.content.decode()
    assert again(lead).state == "new"


def test_it_can_end_without_an_answer_and_be_taken_up_again(desk, lead):
    assert desk.send(place("lead_close", lead)).status_code == 422
    desk.send(place("lead_close", lead), {"why": "同じ会社から2通"})
    assert again(lead).state == "closed"
    desk.send(place("lead_reopen", lead))
    assert again(lead).state == "working"


def test_whoever_comes_too_late_is_told_what_happened(desk, lead, staff, inside):
    handling.close(request=lead, why="済み", by=actor_of(staff), at=now())
    page = desk.send(place("lead_close", lead), {"why": "もう一度"})
    assert page.status_code == 409
    assert "ほかの人が先に「終了」にしました" in page.content.decode()
    with pytest.raises(MovedError):
        handling.close(request=lead, why="済み", by=actor_of(staff), at=now())


def test_of_what_is_kept_apart_the_reasons_are_told(desk, agency):
    odd = make_request(agency, at=now(), state="quarantined", reasons=["trap"])
    page = desk.get(place("lead", odd)).content.decode()
    assert "人には見えない欄に入力がありました" in page
    assert "返信を書く" not in page


def test_a_question_becomes_one_with_an_answer_only_once(desk, agency, inside):
    asked = make_request(agency, at=now(), kind="question", message="免責とは何ですか。")
    first = desk.send(place("lead_to_question", asked))
    second = desk.send(place("lead_to_question", asked))
    assert first.headers["Location"] == second.headers["Location"]
    assert Question.objects.count() == 1


@pytest.mark.parametrize("name", ["lead_assign", "lead_called", "lead_close", "lead_reopen", "lead_release"])
def test_reading_changes_nothing(desk, lead, name):
    assert desk.get(place(name, lead)).status_code == 405


def test_an_id_that_is_nobodys_is_nowhere(desk, lead):
    assert desk.get(reverse("lead", args=["00000000-0000-0000-0000-000000000000"])).status_code == 404
