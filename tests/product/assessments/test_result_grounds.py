"""なぜこの数字？ うちは違う。 What moved, and why."""

from __future__ import annotations

import re

import pytest

from sonae.assessments.models import Run
from sonae.assessments.sheet import pack
from sonae_paper.text.facts import quantity
from tests.badinputs.corpus import FEW

pytestmark = pytest.mark.django_db


def shown(page) -> str:
    return re.sub(r"<[^>]+>", "", page.content.decode())


def test_every_link_of_the_result_opens(visitor, run, place):
    page = visitor.get(place).content.decode()
    links = {link.split("#")[0] for link in re.findall(r'href="(/r/[^"]+)"', page)}
    assert len(links) > 20
    for link in links:
        assert visitor.get(link).status_code in (200, 302), link


def test_a_cost_line_lists_its_facts_with_value_source_and_year(visitor, run, place):
    line = next(each for each in run.result["event"]["lines"] if each["id"] == "forensics")
    page = shown(visitor.get(f"{place}why/line/forensics/"))
    sources = {each["id"]: each for each in run.result["sources"]}
    for name in line["facts"]:
        entry = sources[name]
        assert entry["title"] in page
        assert quantity(entry) in page
        assert (entry["source"] or "仮定") in page


def test_an_assumption_says_why_and_what_would_replace_it(visitor, run, place):
    fact = pack().fact("first_response_fee" if "ransomware_legal_p" not in pack().facts else "ransomware_legal_p")
    page = shown(visitor.get(f"{place}why/line/legal/"))
    assert fact.rationale in page
    assert fact.replaces_when in page


def test_all_facts_of_the_result_are_listed_once(visitor, run, place):
    page = visitor.get(f"{place}why/all/").content.decode()
    assert page.count('class="entry__head"') == len(run.result["sources"])


def test_a_figure_that_the_result_does_not_have_is_not_found(visitor, run, place):
    for path in ("why/line/nothing/", "why/nothing/", "why/event/x/", "why/measure/nothing/", "differ/nothing/"):
        assert visitor.get(place + path).status_code == 404


def test_a_fact_with_a_source_is_not_for_a_company_to_change(visitor, run, place):
    read = next(each["id"] for each in run.result["sources"] if each["confidence"] == "verified")
    assert visitor.get(f"{place}differ/{read}/").status_code == 404


def test_an_own_value_is_another_result_and_marked_as_the_companys(visitor, run, place):
    share = "hand_partly_loss"
    sent = visitor.send(f"{place}differ/{share}/", {"value": "９０％"})
    second = Run.objects.get(number=2)
    assert second.inputs["assumptions"] == {share: 0.9}
    page = shown(visitor.get(sent["Location"]))
    assert "（自社の値）" in page
    grounds = visitor.get(f"{sent['Location']}why/line/interruption/").content.decode()
    assert '<span class="mark mark--own">自社の値</span>' in grounds
    assert "90%" in grounds


def test_an_empty_own_value_goes_back_to_the_packs(visitor, run, place):
    second = visitor.send(f"{place}differ/hand_partly_loss/", {"value": "90"})["Location"]
    visitor.send(f"{second}differ/hand_partly_loss/", {"value": ""})
    assert Run.objects.get(number=3).inputs == run.inputs


@pytest.mark.parametrize("text", ["たくさん", "200", "-1", "NaN", "1e9"])
def test_an_own_value_that_cannot_be_is_said_and_kept(visitor, run, place, text):
    page = visitor.send(f"{place}differ/hand_partly_loss/", {"value": text})
    assert page.status_code == 422
    assert f'value="{text}"' in page.content.decode()
    assert Run.objects.count() == 1


def test_what_can_be_written_is_said_before_it_is_written(visitor, run, place):
    assert "0%から100%の間で書けます" in shown(visitor.get(f"{place}differ/hand_partly_loss/"))


def test_two_results_side_by_side_say_what_went_in_and_what_moved(visitor, run, place):
    visitor.send(f"{place}vary/plan/", {"plan": "c"})
    page = shown(visitor.get(f"{place}compare/2/"))
    assert "1回目と2回目を比べる" in page
    assert "保険なし → 架空の例C" in page
    assert "事実集、計算の版、乱数の種" in page
    assert visitor.get(f"{place}compare/9/").status_code == 404


def test_two_results_with_different_facts_name_the_facts_and_the_lines_that_moved(visitor, run, place):
    second = visitor.send(f"{place}differ/hand_partly_loss/", {"value": "100"})["Location"]
    page = shown(visitor.get(f"{second}compare/1/"))
    assert "値が変わった数字" in page
    assert "仕事が止まった損失" in page.split("まん中あたりの事故の費目")[1]


@pytest.mark.parametrize("what", ["vary/cash", "vary/budget", "vary/plan", "differ/hand_partly_loss"])
def test_bad_text_in_a_form_of_the_result_is_answered_calmly(visitor, run, place, what):
    field = what.split("/")[1] if what.startswith("vary") else "value"
    for family, text in FEW:
        if any("\ud800" <= char <= "\udfff" for char in text):
            continue  # no client of Django can send it; the corpus of bad inputs does
        page = visitor.send(f"{place}{what}/", {field: text}, REMOTE_ADDR=f"203.0.113.{len(text) % 250}")
        assert page.status_code in (302, 400, 422, 429), family
        assert "<script>alert" not in page.content.decode()


def test_each_kind_of_event_has_a_page_with_all_of_its_facts(visitor, run, place):
    page = visitor.get(f"{place}why/frequency/").content.decode()
    links = set(re.findall(r'href="([^"]+/why/scenario/[^"]+)"', page))
    assert len(links) == len(run.result["frequency"]["scenarios"])
    for link in links:
        assert visitor.get(link).content.decode().count('class="entry__head"') > 2
