"""The words of the mails that leave by themselves: to whoever asked, and to the agency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from sonae.accounts.profile import AgencyProfile
from sonae.leads.keys import shown_number
from sonae.leads.models import ASKS_NAMES, Asks, Request
from sonae_paper.text.dates import short_date, weekday_date

_RECEIVED = """{company}{name} 様

{house}です。{what}を受け付けました。

受付番号: {number}
{body}
このメールは自動でお送りしています。心当たりがないときは、お手数ですが破棄してください。
個人情報の扱い: {house}（{contact}）
"""
_BOOKS = """
資料は、次のページの「受け取る」ボタンから受け取れます（{until}まで）。
{link}

お選びの資料:
{titles}
"""
_ANSWER = """
{promise}までに、担当の者が{how}でお返事します。
急ぎのときは、電話 {phone} へどうぞ。
"""
_ARRIVED = """{kind}が1件届きました。

受付番号: {number}
会社名: {company}
返事の約束: {promise}まで

内容は、業務の画面の「資料請求」で開けます。
{link}
"""
_CONFIRM = """{house}です。

このアドレスに、{house}からのご案内を送る申し込みがありました。
よろしければ、{until}までに、次のページの「受け取りを始める」ボタンを押してください。
{link}

心当たりがないときは、何もしないでください。ご案内は届きません。
"""
_ENDING = """
ご案内は、次のページでいつでも止められます。
{link}
"""


def received(request: Request, house: AgencyProfile, titles: Sequence[str], link: str, until: datetime) -> str:
    """To whoever asked."""
    company = f"{request.company}\n" if request.company else ""
    if titles:
        body = _BOOKS.format(link=link, until=day(until), titles="\n".join(f"・{title}" for title in titles))
    else:
        how = "電話" if request.kind == Asks.CALL else "メール"
        body = _ANSWER.format(promise=promise(request.promised_at), how=how, phone=house.phone)
    return _RECEIVED.format(
        company=company,
        name=request.name,
        house=house.shown_name,
        what=ASKS_NAMES[request.kind],
        number=shown_number(request.number),
        body=body,
        contact=house.privacy_contact,
    )


def arrived(request: Request, link: str) -> str:
    """To the agency: enough to know that somebody waits, and nothing of what they wrote."""
    return _ARRIVED.format(
        kind=ASKS_NAMES[request.kind],
        number=shown_number(request.number),
        company=request.company or "（なし）",
        promise=promise(request.promised_at),
        link=link,
    )


def confirm(house: AgencyProfile, link: str, until: datetime) -> str:
    """To an address that somebody typed for the newsletter."""
    return _CONFIRM.format(house=house.shown_name, link=link, until=day(until))


def confirmed(house: AgencyProfile, link: str) -> str:
    """To an address that is now on the list: how to leave it."""
    return f"{house.shown_name}です。ご案内の受け取りを始めました。\n{_ENDING.format(link=link)}"


def day(moment: datetime) -> str:
    """「2026年12月12日（土）」."""
    return weekday_date(timezone.localtime(moment).date())


def promise(moment: datetime) -> str:
    """「11月30日（月）18時」."""
    here = timezone.localtime(moment)
    return f"{short_date(here.date())}{here.hour}時"
