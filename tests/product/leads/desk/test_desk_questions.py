"""A question is published only in words that tell nothing of who asked."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sonae.leads.models import Question
from sonae.web.clock import now
from tests.factories.customers import make_customer
from tests.factories.leads import make_request

pytestmark = pytest.mark.django_db
GOOD = {"title": "免責とは何ですか", "text": "よく聞く言葉の意味を知りたいです。", "answer": "会社が先に払う額です。"}


@pytest.fixture
def asked(agency):
    return make_request(
        agency,
        at=now(),
        kind="question",
        company="青葉化成株式会社",
        name="架空 花子",
        message="青葉化成です。免責とは何ですか。",
    )


@pytest.fixture
def question(desk, asked, inside):
    desk.send(reverse("lead_to_question", args=[asked.pk]))
    return Question.objects.get()


def answer(desk, question, **words):
    place = reverse("lead_question", args=[question.pk])
    page = desk.send(place, {**GOOD, **words, "version": Question.objects.get(pk=question.pk).version})
    question.refresh_from_db()
    return page


def publish(desk, question, public="1"):
    page = desk.send(reverse("lead_question_publish", args=[question.pk]), {"public": public})
    question.refresh_from_db()
    return page


def test_in_good_words_everybody_reads_it(desk, question):
    answer(desk, question)
    assert question.published_at is None
    publish(desk, question)
    assert question.published_at is not None
    assert question.slug.startswith("q-")


@pytest.mark.parametrize(
    "words",
    [
        {"text": "青葉化成では、どうすればよいですか。"},
        {"text": "ｱｵﾊﾞ 花子 03-0000-0000 まで"},
        {"answer": "hanako@aoba.example に送ってください。"},
        {"title": "（株）青葉化成の質問"},
        {"answer": "架空花子さんへ。会社が先に払う額です。"},
    ],
)
def test_what_tells_who_asked_is_not_published(desk, question, words):
    answer(desk, question, **words)
    page = publish(desk, question)
    assert page.status_code == 422
    assert "このままでは公開できません" in page.content.decode()
    assert question.published_at is None


def test_the_name_of_another_customer_is_not_published(desk, question, staff):
    make_customer(staff, "みどり園芸株式会社")
    answer(desk, question, answer="みどり園芸でも同じ質問がありました。")
    assert publish(desk, question).status_code == 422


def test_a_published_one_cannot_be_changed_into_one_that_tells(desk, question):
    answer(desk, question)
    publish(desk, question)
    assert answer(desk, question, answer="青葉化成さんへの答えです。").status_code == 422
    assert question.answer == GOOD["answer"]


def test_withdrawn_nobody_reads_it_and_its_address_stays_its_own(desk, question):
    answer(desk, question)
    publish(desk, question)
    slug = question.slug
    publish(desk, question, "0")
    assert question.published_at is None
    publish(desk, question)
    assert question.slug == slug


def test_the_answer_can_begin_a_reply(desk, question, asked):
    answer(desk, question)
    page = desk.get(reverse("lead_reply", args=[asked.pk]) + "?answer=1").content.decode()
    assert GOOD["answer"] in page


def test_an_agency_can_write_one_without_being_asked(desk, inside):
    assert desk.send(reverse("lead_question_new"), GOOD).status_code == 302
    assert Question.objects.get().request is None


def test_another_agencys_are_not_there(desk, question, stranger):
    from tests.product.customers.conftest import at_the_desk

    assert at_the_desk(stranger).get(reverse("lead_question", args=[question.pk])).status_code == 404
