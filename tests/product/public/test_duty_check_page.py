"""Three questions, one answer with its days; asked by GET, in any width, and mended by one sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sonae.public.tools import leaks

pytestmark = pytest.mark.django_db
PAGE = "/tools/kigen/"
ASKED = {
    "entity": "business",
    "sensitive": "yes",
    "property": "no",
    "malicious": "no",
    "persons": "120",
    "whose": "own",
    "shield": "none",
    "known": "2026-11-20",
}


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    monkeypatch.setattr(leaks, "today", lambda: date(2026, 11, 24))
    monkeypatch.setattr(leaks, "now", lambda: datetime(2026, 11, 24, 3, tzinfo=UTC))


@pytest.fixture
def ask(visitor):
    """Ask with some answers changed, or left out by None."""

    def asked(page: str = PAGE, **other: str | None):
        query = {name: value for name, value in {**ASKED, **other}.items() if value is not None}
        return visitor.get(page, query)

    return asked


def text(page) -> str:
    return page.content.decode()


def test_before_anything_is_asked_nothing_is_wrong(visitor):
    page = visitor.get(PAGE)
    assert page.status_code == 200
    assert "直すところ" not in text(page)
    assert "報告が要るか調べる" in text(page)


def test_the_answer_shows_the_day_first_and_how_long_there_is_second(ask):
    shown = text(ask())
    assert "報告が必要です" in shown
    assert "2026年12月21日（月）まで" in shown
    assert shown.index("2026年12月21日（月）まで") < shown.index("あと27日")
    assert "30日目の" in shown
    assert "日数の決まりはありません" in shown


@pytest.mark.parametrize(
    "other",
    [
        {"known": "", "known-text": "令和８年１１月２０日"},
        {"known": "2026/11/20"},
        {"known": None, "known-text": "11/20"},
        {"persons": "１２０人"},
    ],
)
def test_days_and_numbers_are_read_as_people_write_them(ask, other):
    assert "2026年12月21日（月）まで" in text(ask(**other))


def test_malice_makes_the_term_longer(ask):
    assert "2027年1月18日（月）まで" in text(ask(malicious="yes"))


def test_what_is_not_known_is_undecided_and_counted(ask):
    shown = text(ask(sensitive="unknown"))
    assert "まだ決まりません" in shown
    assert "2026年12月21日（月）まで" in shown


def test_an_exemption_says_what_has_to_be_shown(ask):
    shown = text(ask(shield="encrypted"))
    assert "報告の義務はありません" in shown
    assert "示すこと（1）" in shown
    assert "予定表に入れる" not in shown


def test_number_of_the_other_law(ask):
    shown = text(ask(entity="number", sensitive=None, property=None, systems="no", exposed="no", persons="101"))
    assert "報告が必要です" in shown
    assert "規則2条4号" in shown


@pytest.mark.parametrize(
    ("whose", "to"),
    [("own", []), ("handed", ["委託先へ"]), ("held", ["委託元へ"]), ("unknown", ["委託先へ", "委託元へ"])],
)
def test_texts_are_for_those_there_are(ask, whose, to):
    shown = text(ask(whose=whose))
    assert [name for name in ("委託先へ", "委託元へ") if f"{name}（" in shown] == to


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"known": "2026-11-25"}, "まだ来ていない日です"),
        ({"known": "2022-03-31"}, "から義務になりました"),
        ({"known": "2026-02-30"}, "実在しない日です"),
        ({"known": ""}, "入れてください"),
        ({"known-text": "先週の水曜"}, "日付として読めません"),
        ({"known-text": "11/19"}, "2つの日が違います"),
        ({"persons": ""}, "わからなければ「わからない」"),
        ({"persons": "たくさん"}, "数として読めません"),
        ({"persons": "-3"}, "0より小さい数です"),
        ({"sensitive": None}, "選んでください"),
        ({"whose": "someone"}, "選んでください"),
    ],
)
def test_what_cannot_be_read_comes_back_with_one_sentence(ask, other, told):
    page = ask(**other)
    assert page.status_code == 422
    assert told in text(page)
    assert "報告が必要です" not in text(page)
    for typed in other.values():
        assert typed is None or typed in ("", "someone") or f'value="{typed}"' in text(page), "nothing typed is lost"


def test_asking_writes_nothing(ask):
    with CaptureQueriesContext(connection) as seen:
        ask()
    assert [query["sql"] for query in seen if not query["sql"].startswith("SELECT")] == []


def test_the_calendar_has_the_days_of_the_page(ask):
    answer = ask(f"{PAGE}calendar.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART;VALUE=DATE:20261221\r\n" in answer.content
    assert b"DTSTAMP:20261124T030000Z\r\n" in answer.content


def test_the_link_to_the_calendar_asks_the_same_question(ask, visitor):
    shown = text(ask(known="", **{"known-text": "１１／２０", "persons": "", "persons-unknown": "unknown"}))
    address = shown.split(f'href="{PAGE}calendar.ics?')[1].split('"')[0].replace("&amp;", "&")
    assert b"DTSTART;VALUE=DATE:20261221" in visitor.get(f"{PAGE}calendar.ics?{address}").content


@pytest.mark.parametrize("other", [{"known": "2026-02-30"}, {"shield": "encrypted"}])
def test_without_days_the_calendar_leads_back_to_the_page(ask, other):
    answer = ask(f"{PAGE}calendar.ics", **other)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(PAGE)
