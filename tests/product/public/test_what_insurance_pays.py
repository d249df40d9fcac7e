"""The page of what insurance pays: nothing is promised, what is not paid is said, and plans only where they may be."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from sonae.public.cover import explorer, helping
from sonae.public.cover.landing import hours, short_matrix
from sonae.public.views import MOST_URGENT
from sonae.web.clock import today
from sonae.web.facts import facts
from sonae_core.packs.facts import Confidence
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
NOTICE = "補償内容は保険会社・商品・特約により異なります。お支払いできない場合を含め"
PLAIN = re.compile(r"<[^>]+>|\s+")


def shown(visitor, **asked):
    page = visitor.get("/hoken/", asked)
    return page.status_code, PLAIN.sub("", page.content.decode())


def test_each_cost_of_each_event_says_when_it_is_not_paid(visitor):
    for kind in MOST_URGENT:
        rows = explorer.rows(kind)
        assert rows
        assert all(row.not_when for row in rows), kind
        _, text = shown(visitor, jiko=kind)
        assert all(row.line.title in text for row in rows)
        assert NOTICE in text


def test_one_claim_gets_one_answer(visitor):
    status, text = shown(visitor, jiko="ransomware", himoku="ransom")
    assert status == 200
    assert "「身代金」は出ません" in text
    _, text = shown(visitor, jiko="missent_mail", himoku="interruption")
    assert "「仕事が止まった損失」は、この事故ではふつうかかりません" in text
    _, text = shown(visitor, jiko="dos", himoku="interruption")
    assert "「仕事が止まった損失」は、条件つきで出ます" in text
    assert "だれかがわざと止めたことを会社の側が示す必要がある" in text


def test_a_plan_says_its_terms_and_that_it_is_invented(visitor):
    _, text = shown(visitor, jiko="ransomware", himoku="forensics", plan="a")
    assert "架空の例。実在の商品ではありません" in text
    for said in ("払われるのは、費用の90%です", "1事故500万円までです（内枠）", "免責金額（1事故）10万円"):
        assert said in text
    _, text = shown(visitor, jiko="ransomware", himoku="interruption", plan="a")
    assert "このプランの、どの補償にも入っていない費用です" in text
    _, text = shown(visitor, jiko="ransomware", himoku="interruption", plan="b")
    assert "はじめの12時間の分は払われません（待機時間）" in text


def test_in_general_no_plan_is_spoken_of(visitor):
    _, text = shown(visitor, jiko="ransomware", himoku="forensics")
    assert "架空の例。" not in text
    assert "補償の限度額（1事故）" not in text


def test_what_is_not_in_the_lists_is_told_and_kept_apart(visitor):
    status, text = shown(visitor, jiko="nothing", himoku="<b>")
    assert status == 422
    assert "直すところが2つあります" in text
    assert text.count("一覧から選んでください。") == 4


def test_an_agency_without_approval_shows_the_general_table_alone(visitor):
    published(Desk(Visitor(), make_agency(slug="minato")))
    plain = visitor.get("/a/minato/hoken/").content.decode()
    assert "例A" not in plain
    assert "保険で出るもの、出ないもの" in plain
    assert visitor.get("/a/minato/hoken/?plan=a").status_code == 422
    approved = Desk(Visitor(), make_agency(slug="yama"))
    published(approved, approval_number="架空-1", approval_until=today() + timedelta(days=30))
    assert "例A" in visitor.get("/a/yama/hoken/").content.decode()


def test_what_is_assumed_says_so(visitor):
    _, text = shown(visitor, jiko="fraud_mail", himoku="forensics")
    assumed = next(cause for cause in facts().cover_causes.values() if cause.confidence is Confidence.ASSUMED)
    assert f"{assumed.condition}。仮定" in text
    marked = [row for row in explorer.rows("insider") for said in row.not_when if said.mark]
    assert marked


def test_nobody_who_insures_is_named(visitor):
    for kind in MOST_URGENT:
        _, text = shown(visitor, jiko=kind)
        assert not re.search(r"海上|日動|ジャパン損|損害保険株式|tokio|tmn|sompo", text.lower())


@pytest.mark.parametrize("kind", MOST_URGENT)
def test_in_each_phase_somebody_of_the_company_acts(kind):
    for column in helping.hours(kind):
        assert column.actors[0].title == helping.COMPANY


def test_helpers_come_when_the_event_needs_them(visitor):
    ransomware = {actor.title for column in helping.hours("ransomware") for actor in column.actors}
    missent = {actor.title for column in helping.hours("missent_mail") for actor in column.actors}
    assert "調査会社" in ransomware
    assert "調査会社" not in missent
    _, text = shown(visitor)
    assert "専門業者との契約は、会社が業者と直接結びます" in text


def test_the_first_page_can_show_a_short_table_and_three_phases():
    table = short_matrix()
    assert len(table.titles) == 3
    assert [len(cells) for _, cells in table.rows] == [3] * 6
    assert [column.title for column in hours()] == ["1時間", "24時間", "72時間"]
    words = {cell.word for _, cells in table.rows for cell in cells}
    assert words == {"出る", "条件つき", "出ない", "かからない"}
