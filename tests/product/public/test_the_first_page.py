"""The first page: every part of the agency's page about cyber attacks, in its order, each leading to what works."""

from __future__ import annotations

import re
from datetime import date

import pytest

from sonae.accounts.actions import people_shown
from sonae.accounts.people_shown import shown_by
from sonae.public.landing.hospitals import hospitals
from sonae.public.landing.kinds import kinds
from sonae.public.landing.observed import observed
from sonae.public.landing.paying import bands, standstill
from sonae.public.landing.reporting import reporting
from sonae.public.people import met
from sonae.tenancy.scope import within
from sonae.web.facts import facts
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, now, published
from tests.product.conftest import Visitor

ORDER = (
    *("get", "observed", "kinds", "standstill", "hospitals", "now", "hours", "reporting", "quote", "cover", "ten"),
    *("not", "people", "asked", "ask"),
)
"""The headings by their ids; what belongs to an agency only is at the end of its act."""
OF_HOUSE = ("people", "ask")
LEADS_TO = (
    *("nicter", "incidents", "cases", "duty-check", "duties", "quote-check", "interruption", "directives", "qa"),
    *("glossary", "request", "cover", "contact-card"),
)


@pytest.fixture
def house(db):
    desk = Desk(Visitor(), make_agency("みなと保険（架空）", "minato-first"))
    published(desk)
    with within(desk.agency.pk):
        people_shown.add(
            given={"name": "架空 一子", "since": "2009年4月", "career": "2009年〜 保険"}, by=desk.actor, at=now()
        )
    return desk


def page(path):
    return Visitor().get(path).content.decode()


def headings(text):
    return [name for name in re.findall(r'<h2 id="([\w-]+)"', text) if name in ORDER]


def test_an_agencys_page_has_every_part_in_order(house):
    text = page("/a/minato-first/")
    assert headings(text) == list(ORDER)
    for act in ("shiru", "ugoku", "sonae", "hito", "soudan"):
        assert f'id="{act}"' in text


def test_the_page_of_nobody_has_all_but_what_needs_somebody(db):
    text = page("/")
    assert headings(text) == [name for name in ORDER if name not in OF_HOUSE]
    assert 'id="soudan"' not in text


def test_every_part_leads_to_what_works(house):
    text = page("/a/minato-first/")
    from django.urls import reverse

    for name in LEADS_TO:
        assert f'"/a/minato-first{reverse(name, urlconf="sonae.config.site_urls")}"' in text, name


def test_a_person_is_met_with_the_years_of_today(house):
    text = page("/a/minato-first/")
    assert "架空 一子" in text
    assert "この道" in text
    with within(house.agency.pk):
        found = met(shown_by(house.agency.pk), date(2026, 11, 28))
    assert (found.all[0].years, len(found.with_careers)) == (17, 1)
    assert found.chart is not None


def test_without_a_calendar_the_dates_are_left_out():
    assert reporting(date(2099, 1, 1)) is None


def test_dates_count_from_the_day_it_was_known():
    found = reporting(date(2026, 11, 28))
    assert [step.day for step in found.steps] == [
        date(2026, 11, 28), date(2026, 12, 2), date(2026, 12, 28), date(2027, 1, 26),
    ]  # fmt: skip
    assert "2027年" in found.steps[-1].when
    assert len(found.situations) == 4


def test_all_kinds_stand_on_one_scale():
    found = kinds()
    assert {row.text.slug for row in (*found.first, *found.others)} == set(facts().scenarios)


def test_bars_of_a_hospital_are_as_wide_as_its_costs():
    for one in hospitals():
        total = sum(facts().point(str(row.yen)) for row in one.case.rows)
        first = facts().point(str(one.case.rows[0].yen))
        drawn = sum(float(part.width.rstrip("%")) for part in one.parts)
        assert float(one.parts[0].width.rstrip("%")) / drawn == pytest.approx(first / total, abs=0.01)


def test_a_longer_stop_costs_in_proportion_and_prices_have_their_source():
    found = standstill()
    assert found[-1].width == "100.0%"
    assert float(found[0].width.rstrip("%")) == pytest.approx(100 * found[0].days / found[-1].days, abs=0.1)
    assert all(band.source and band.grade for band in bands())


def test_traffic_is_compared_only_between_years_whose_source_was_read():
    compared = observed().compared
    assert compared.first.confidence == compared.last.confidence == "verified"
