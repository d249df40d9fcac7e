"""The page on observed traffic compares only what can be compared, and gives all figures away."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

from sonae.public.numbers.nicter import NAMES, PUBLISHED, RESTATED
from sonae.web.facts import facts
from sonae_core.packs.facts import Confidence
from sonae_core.packs.words import GRADES
from sonae_paper.text.series import comparison

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    return client.get("/data/nicter/").content.decode()


@pytest.fixture
def rows(client):
    answer = client.get("/data/nicter.csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_comparison_is_per_address_and_of_figures_whose_source_was_read(page):
    compared = comparison(facts(), "nicter_per_address")
    assert {compared.first.confidence, compared.last.confidence} == {Confidence.VERIFIED}
    assert f"約{compared.times}倍" in page
    assert compared.times == "4.5"


def test_totals_counted_in_two_ways_are_drawn_apart(page):
    assert page.index('id="hitotsu"') < page.index('id="hajime"') < page.index('id="kazoenaoshi"')
    drawn = re.findall(r"<title id=[^>]*>([^<]*)</title>", page)
    for name in (PUBLISHED, RESTATED):
        assert drawn.count(facts().series[name].title) == 2, "one drawing for a desk, one for a phone"


def test_each_drawing_says_what_it_is_and_what_it_is_not(page):
    for name in NAMES:
        assert facts().series[name].what_it_is in page
        assert facts().series[name].what_it_is_not in page


def test_figures_that_nobody_read_at_their_source_are_marked(page):
    unread = [
        fact for name in NAMES for fact in facts().series[name].points.values()
        if facts().fact(fact).confidence is Confidence.UNVERIFIED
    ]  # fmt: skip
    assert page.count("（未確認）</td>") == len(unread)


def test_the_file_holds_every_figure_with_its_source(rows):
    assert list(rows[0]) == ["year", "series", "value", "unit", "as_of", "confidence", "source"]
    assert len(rows) == sum(len(facts().series[name].points) for name in NAMES)
    by_place = {(row["series"], row["year"]): row for row in rows}
    for name in NAMES:
        series = facts().series[name]
        for year, fact in ((year, facts().fact(each)) for year, each in series.points.items()):
            row = by_place[series.title, year]
            assert float(row["value"]) == fact.point
            assert row["confidence"] == GRADES[fact.confidence]
            assert row["source"] == fact.source.title


def test_the_page_and_the_file_lead_to_each_other(page):
    assert 'href="/data/nicter.csv"' in page
