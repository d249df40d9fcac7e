"""Everything public is found from one box, on the site that is being read, and nothing is kept of what was typed."""

from __future__ import annotations

import re

import pytest

from sonae.public.reading.finding import LIKELY, MOST_SHOWN, index
from tests.badinputs.corpus import TEXTS
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


def found(visitor, asked, **more):
    return visitor.get("/kensaku/", {"q": asked, **more}).content.decode()


def links(page):
    return re.findall(r'<h2><a href="([^"]+)"', page)


@pytest.mark.parametrize(
    ("asked", "link"),
    [
        ("ほしょう", "/yougo/#w-coverage"),
        ("ﾌｫﾚﾝｼﾞｯｸ", "/yougo/#w-forensics"),
        ("身代金", "/qa/pay-the-ransom/"),
        ("ビジネスメール", "/yougo/#w-bec"),
        ("漏洩 報告", "/qa/report-every-leak/"),
        ("比較推奨", "/oshirase/comparison-rules/"),
        ("クッキー", "/about/privacy/"),
    ],
)
def test_it_finds(visitor, asked, link):
    assert link in links(found(visitor, asked))[:6]


@pytest.mark.parametrize("asked", LIKELY)
def test_each_word_that_is_offered_finds_something(visitor, asked):
    assert links(found(visitor, asked))


def test_nothing_asked_helps_to_begin(visitor):
    page = visitor.get("/kensaku/").content.decode()
    assert "よくさがされる言葉" in page
    assert links(page) == []


def test_nothing_found_says_so_and_leads_on(visitor):
    page = found(visitor, "バックアプッ")
    assert "見つかりませんでした" in page
    assert ">バックアップ</a>" in page


def test_what_was_looked_for_is_marked_and_never_obeyed(visitor):
    assert "<mark>身代金</mark>" in found(visitor, "身代金")
    assert "<script>alert" not in found(visitor, "<script>alert(1)</script> 身代金")


def test_it_can_be_narrowed_by_kind(visitor):
    page = found(visitor, "漏えい", kind="qa")
    assert links(page)
    assert all(link.startswith("/qa/") for link in links(page))
    assert found(visitor, "漏えい", kind="nothing").count("<li><h2>") == 0


def test_long_lists_come_in_pages(visitor):
    first, second = found(visitor, "こと"), found(visitor, "こと", page="2")
    assert len(links(first)) == MOST_SHOWN
    assert not set(links(first)) & set(links(second))
    assert "前の20件" in second
    for wrong in ("0", "-1", "x", "９", "99999999999"):
        assert visitor.get("/kensaku/", {"q": "こと", "page": wrong}).status_code == 200


def test_results_are_for_no_search_engine(visitor):
    assert '<meta name="robots" content="noindex">' in found(visitor, "補償")


def test_no_cookie_and_no_row_comes_of_it(visitor, django_assert_num_queries):
    with django_assert_num_queries(1):  # whose site it is
        answer = visitor.get("/kensaku/", {"q": "補償"})
    assert not answer.cookies


@pytest.mark.parametrize(
    "asked", ["あ" * 10_000, "\x00\x07補償", "\u202e補償", "🏯" * 200, "補\u3000\u3000償", "%00", "💥"]
)
def test_bad_input_is_answered_calmly(visitor, asked):
    answer = visitor.get("/kensaku/", {"q": asked})
    assert answer.status_code == 200
    assert "\u202e" not in answer.content.decode()
    assert "\x07" not in answer.content.decode()


def test_whatever_is_typed_the_index_answers():
    for _, text in TEXTS:
        index().find(text)
        index().near(text)


def test_on_an_agencys_site_results_stay_in_it_and_its_own_page_is_found(visitor):
    published(Desk(Visitor(), make_agency(slug="minato")))
    page = visitor.get("/a/minato/kensaku/", {"q": "勧誘方針"}).content.decode()
    assert "/a/minato/dairiten/" in links(page)
    assert all(link.startswith("/a/minato/") for link in links(page))
    assert "/dairiten/" not in links(found(visitor, "勧誘方針"))
