"""Requests at the demo's agency, of invented visitors: one late, two new, one kept apart; a template, an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sonae.accounts.profile import AgencyProfile
from sonae.leads import lettering, publishing
from sonae.leads.hours import promised_for
from sonae.leads.models import Asks, Request, State
from sonae.leads.taking import Sent, take
from sonae.tenancy.actor import Actor

_CAME = {"landing": "/jirei/", "referrer": "kensaku.example"}
_LETTER = {"landing": "/", "utm_source": "tegami", "utm_medium": "kami", "utm_campaign": "aki"}
REQUESTS: tuple[tuple[Asks, timedelta, Mapping[str, str], Mapping[str, Any]], ...] = (
    (
        Asks.CALL,
        timedelta(days=5),
        _LETTER,
        {
            "company": "有限会社ながれ運輸（架空）",
            "name": "長江 渡",
            "kana": "ナガエ ワタル",
            "phone": "03-0000-0003",
            "call_times": "平日の午後",
            "why": "heard",
        },
    ),
    (
        Asks.QUESTION,
        timedelta(hours=3),
        _CAME,
        {
            "company": "北浜精工（架空）",
            "name": "大野 みどり",
            "kana": "オオノ ミドリ",
            "department": "経理",
            "email": "oono@kitahama.example",
            "message": "工場のパソコンが止まったとき、何日分まで支払われますか。",
            "protect": "running",
            "why": "renewal",
        },
    ),
    (
        Asks.DOCUMENTS,
        timedelta(minutes=40),
        _LETTER,
        {
            "company": "合同会社みどり園芸（架空）",
            "name": "若葉 陽子",
            "kana": "ワカバ ヨウコ",
            "email": "wakaba@midori.example",
            "documents": ["startbook"],
            "protect": "data",
        },
    ),
)
ODD: Mapping[str, Any] = {
    "company": "x",
    "name": "x",
    "email": "x@odd.example",
    "message": "https://a.example https://b.example https://c.example",
}
TEMPLATE = {
    "name": "資料のお礼",
    "subject": "資料のお礼（受付番号 {受付番号}）",
    "text": "{会社名}\n{氏名} 様\n\n{代理店名}の{担当}です。\n資料のご請求、ありがとうございました。\n"
    "ご質問があれば、このメールにそのまま返信してください。",
}
ANSWER = {
    "title": "小さな会社でも狙われますか",
    "text": "従業員が10人ほどの会社です。",
    "answer": "会社の大きさで選ばれるとは限りません。外から入れる入口が開いている会社が、順に試されます。\n\n"
    "まず、遠くから入る仕組みと、控えの取り方を確かめるのが近道です。",
}


def load(house: AgencyProfile, by: Actor, at: datetime) -> None:
    """Inside the agency's scope. No mail is queued: nobody is there to read it."""
    for kind, ago, came, given in REQUESTS:
        found = _taken(house, kind, given, came, (), at - ago)
        Request.objects.filter(pk=found.pk).update(state=State.NEW, promised_at=promised_for(at - ago))
    _taken(house, Asks.QUESTION, ODD, {}, ("links", "foreign"), at - timedelta(hours=20))
    lettering.save(template=None, given=TEMPLATE, version=0, by=by, at=at)
    question = publishing.save(question=None, given=ANSWER, version=0, by=by, at=at)
    publishing.publish(question=question, by=by, at=at)


def _taken(
    house: AgencyProfile,
    kind: Asks,
    given: Mapping[str, Any],
    came: Mapping[str, str],
    reasons: tuple[str, ...],
    at: datetime,
) -> Request:
    """As the form of the site keeps it; kept apart, so that nobody is mailed."""
    sent = Sent(
        kind=kind,
        given={"documents": (), "handling": True, **given},
        typed={},
        came_first=came,
        came_last=came,
        reasons=reasons,
        apart=True,
    )
    return take(sent=sent, house=house, address=lambda name, secret: "", desk="", at=at)
