"""Templates of replies: a place that nobody can fill is told when it is written, not when it is sent."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sonae.leads.models import ReplyTemplate
from sonae.leads.replies import PLACES, filled, problems, unfilled

GOOD = {
    "name": "お礼",
    "subject": "資料のお礼（{受付番号}）",
    "text": "{会社名}\n{氏名} 様\n\n{代理店名}の{担当}です。",
}


@pytest.mark.django_db
def test_a_good_one_is_kept(desk, inside):
    assert desk.send(reverse("reply_template_new"), GOOD).status_code == 302
    assert ReplyTemplate.objects.get().text == GOOD["text"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["{会社} 様", "{会社名 様", "{{会社名}}", "{0}", "｛なまえ｝", "}"])
def test_a_bad_place_is_told_and_nothing_typed_is_lost(desk, inside, text):
    page = desk.send(reverse("reply_template_new"), GOOD | {"text": text})
    assert page.status_code == 422
    assert "使えません" in page.content.decode() or "残っています" in page.content.decode()
    assert GOOD["subject"] in page.content.decode()
    assert not ReplyTemplate.objects.exists()


@pytest.mark.django_db
def test_two_of_one_name_are_told(desk, inside):
    desk.send(reverse("reply_template_new"), GOOD)
    page = desk.send(reverse("reply_template_new"), GOOD)
    assert page.status_code == 422
    assert "同じ名前のひな形があります" in page.content.decode()


@pytest.mark.django_db
def test_changed_by_two_the_second_is_told(desk, inside):
    desk.send(reverse("reply_template_new"), GOOD)
    place = reverse("reply_template", args=[ReplyTemplate.objects.get().pk])
    desk.send(place, GOOD | {"subject": "はじめ", "version": "1"})
    assert desk.send(place, GOOD | {"subject": "あと", "version": "1"}).status_code == 409
    assert ReplyTemplate.objects.get().subject == "はじめ"


@pytest.mark.django_db
def test_thrown_away_it_is_gone(desk, inside):
    desk.send(reverse("reply_template_new"), GOOD)
    desk.send(reverse("reply_template_remove", args=[ReplyTemplate.objects.get().pk]))
    assert not ReplyTemplate.objects.exists()


@given(st.lists(st.one_of(st.sampled_from([f"{{{name}}}" for name in PLACES]), st.text("あa1 ", max_size=5))))
def test_whatever_is_sound_is_filled_completely(pieces):
    text = "".join(pieces)
    assert list(problems(text)) == []
    assert unfilled(filled(text, dict.fromkeys(PLACES, "名"))) == []


@given(st.text("{}｛｝会社名あ ", max_size=20))
def test_filling_never_fails_and_names_stay_as_they_are(text):
    assert isinstance(filled(text, {"会社名": "{氏名}"}), str)
    assert list(problems(text)) or not unfilled(filled(text, dict.fromkeys(PLACES, "名")))
