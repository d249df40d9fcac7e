"""Every duty of the packs can be found by the type of company, with its desk and how sure it is."""

from __future__ import annotations

import re

import pytest

from sonae.public.views import library
from sonae_core.packs.facts import Confidence
from sonae_core.playbook.duties import EVERYBODY

pytestmark = pytest.mark.django_db
PAGE = "/tools/todokede/"
TYPES = [name for name in library().company_types if name != EVERYBODY]


def shown(visitor, *types: str) -> str:
    return visitor.get(PAGE, {"type": types}).content.decode()


def duties_in(text: str) -> list[str]:
    return re.findall(r'id="duty-([a-z_]+)"', text)


def test_without_a_choice_the_duties_of_every_company_are_listed(visitor):
    assert set(duties_in(shown(visitor))) == {
        name for name, duty in library().duties.items() if EVERYBODY in map(str, duty.applies_to)
    }


def test_all_types_together_have_all_duties_once(visitor):
    assert sorted(duties_in(shown(visitor, *TYPES))) == sorted(library().duties)


@pytest.mark.parametrize("name", TYPES)
def test_each_type_shows_its_own_duties(visitor, name):
    own = {each for each, duty in library().duties.items() if name in map(str, duty.applies_to)}
    assert own <= set(duties_in(shown(visitor, name)))


def test_every_desk_that_a_duty_names_is_on_the_page(visitor):
    text = shown(visitor, *TYPES)
    links = set(re.findall(r'href="#desk-([a-z_0-9]+)"', text))
    assert links == set(re.findall(r'id="desk-([a-z_0-9]+)"', text))
    assert 'href="tel:%239110"' in text


def test_what_is_not_confirmed_or_assumed_says_so(visitor):
    text = shown(visitor, *TYPES)
    marks = {Confidence.UNVERIFIED: "未確認", Confidence.ASSUMED: "仮定"}
    for duty in library().duties.values():
        part = text.split(f'id="duty-{duty.id}"')[1].split("</li>")[0]
        for confidence, mark in marks.items():
            assert (f">{mark}</span>" in part) == (duty.confidence is confidence)


def test_a_duty_whose_day_can_be_counted_leads_to_the_counting(visitor):
    assert "/tools/kigen/?entity=number" in shown(visitor, "my_number_handler")


def test_an_unknown_type_is_told_and_the_rest_is_kept(visitor):
    page = visitor.get(PAGE, {"type": ["medical", "nothing"]})
    assert page.status_code == 422
    assert "知らない会社の種類" in page.content.decode()
    assert "medical_mhlw" in duties_in(page.content.decode())
