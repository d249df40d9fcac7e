"""The self check of the ten directives: the address holds the answers, the page says levels, steps and whom to ask."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from sonae_core.assessment.self_check import LEVELS
from sonae_paper.text.self_check import LEVEL_WORDS
from tests.badinputs.corpus import FEW, TEXTS

pytestmark = pytest.mark.django_db
ALL_LOW = {f"d{number}": "1" for number in range(1, 11)}


def page(client, given=None, status: int = 200) -> str:
    answer = client.get("/shishin/", given or {})
    assert answer.status_code == status
    return answer.content.decode()


def test_ten_questions_with_four_levels_and_a_way_to_say_that_one_does_not_know(client):
    told = page(client)
    for number in range(1, 11):
        assert re.findall(rf'name="d{number}"[^>]* value="([a-z0-9]+)"', told) == ["1", "2", "3", "4", "unknown"]
    assert "次にすること</h2>" not in told


def test_answers_stand_in_the_address_and_are_kept_on_the_page(client):
    told = page(client, {"d1": "3", "d2": "unknown"})
    assert len(re.findall(r'type="radio"[^>]* checked', told)) == 2
    assert re.search(r'name="d1"[^>]*value="3" checked', told)


def test_three_steps_and_the_way_to_the_whole_sheet(client):
    told = page(client, ALL_LOW)
    assert told.count("<li><div><h3>") == 3
    assert 'href="/shindan/"' in told


def test_what_nobody_knows_is_asked_of_somebody(client):
    told = page(client, {**ALL_LOW, "d5": "unknown"})
    assert "わからない項目は、だれに聞くか" in told
    assert "システムの担当、保守の業者に聞く" in told


def test_a_part_of_the_answers_is_enough_and_the_rest_is_named(client):
    assert "まだ8項目が選ばれていません" in page(client, {"d1": "2", "d2": "1"})


def test_levels_are_told_in_words_and_there_is_no_sum(client):
    for level in LEVELS:
        told = page(client, {f"d{number}": str(level) for number in range(1, 11)})
        assert told.count(f"4段階の{level}、{LEVEL_WORDS[level]}") == 10
    assert not re.search(r"[0-9]+点[^数]", told)
    assert "上位" not in told


@pytest.mark.parametrize("wrong", ["0", "5", "<b>", "１"])
def test_an_answer_that_there_is_not_is_told_and_the_others_stay(client, wrong):
    told = page(client, {"d1": wrong, "d2": "4"}, 422)
    assert "選べない答えです" in told
    assert re.search(r'name="d2"[^>]*value="4" checked', told)
    assert not re.search(r'name="d1"[^>]*checked', told)


@pytest.mark.parametrize(
    "corpus",
    [pytest.param(FEW, marks=pytest.mark.short), pytest.param(TEXTS, marks=pytest.mark.full)],
    ids=["few", "all"],
)
def test_every_bad_text_is_answered_calmly(client, corpus):
    for family, text in corpus:
        answer = client.get("/shishin/?" + urlencode({"d1": text}, errors="surrogatepass"))
        assert answer.status_code in (200, 400, 422), (family, text[:40])


def test_a_filled_page_is_not_for_search_engines(client):
    assert "noindex" in page(client, ALL_LOW)
    assert "noindex" not in page(client)
