"""News stand with the newest first, and a reader of feeds gets the same under addresses of the site."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from sonae.public.reading.news import day_of, items
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


def feed(visitor, path="/oshirase.xml"):
    answer = visitor.get(path)
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own page


def test_the_newest_stands_first(visitor):
    assert [day_of(item) for item in items()] == sorted(map(day_of, items()), reverse=True)
    assert len(items()) >= 3


def test_the_feed_has_every_item_with_its_day(visitor):
    root = feed(visitor)
    assert root.attrib == {"version": "2.0"}
    shown = root.findall("channel/item")
    assert [each.findtext("title") for each in shown] == [item.title for item in items()]
    days = [parsedate_to_datetime(each.findtext("pubDate")) for each in shown]
    assert days == sorted(days, reverse=True)
    assert all(each.findtext("link") == each.findtext("guid") for each in shown)


def test_every_link_of_the_feed_leads_somewhere(visitor):
    for each in feed(visitor).findall("channel/item"):
        assert visitor.get(each.findtext("link").removeprefix("http://testserver")).status_code == 200


def test_the_same_news_are_the_same_bytes(visitor):
    assert visitor.get("/oshirase.xml").content == visitor.get("/oshirase.xml").content


def test_the_feed_of_an_agency_leads_into_its_site(visitor):
    published(Desk(Visitor(), make_agency(slug="minato")), brand_name="みなと & 備え")
    root = feed(visitor, "/a/minato/oshirase.xml")
    assert "みなと & 備え" in root.findtext("channel/title")
    assert all(each.text.startswith("http://testserver/a/minato/") for each in root.iter("link"))


def test_what_is_not_confirmed_says_so():
    for item in items():
        assert "未確認" in item.plain
        assert item.sources
