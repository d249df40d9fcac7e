"""A quote for an investigation in words: where it lies, what may be the reason, what to ask. Never a mark."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sonae_core.playbook.quote import QuoteCheck, Standing, Tax
from sonae_paper.text.numbers import about_yen, spoken_yen, yen_range

DIGITS = 3
"""Of amounts a machine, which nobody quotes to the yen."""
STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.WITHIN: "目安の中",
        Standing.ABOVE: "目安より高め",
        Standing.BELOW: "目安より低め",
        Standing.UNKNOWN: "比べる資料がない",
    }
)
NEEDED = (
    ("調べるもの", "どの機器を、何台、どこまで調べるか"),
    ("調べ方", "写しの取り方（保全）、調べる期間、使う記録（ログ）"),
    ("始める日と終わる日", "着手の日、途中の報告の日、報告書の日"),
    ("料金の数え方", "1台あたり、時間あたり、一式のどれか。夜と休日の割り増し"),
    ("増えるとき", "台数や時間が増えたときの単価と、増える前に確かめる約束"),
    ("別料金のもの", "出張、機器の運搬、記憶装置の代金、外の国への通信の調査"),
    ("報告書", "だれに見せられるか（官庁、保険会社、取引先）。書き直しの料金"),
    ("情報の扱い", "預けたデータの守り方、返し方、消した証明"),
)
"""What every quote says: its name, and what that means."""
QUESTIONS = (
    "調べる機器と台数を減らすと、何がわからなくなりますか。",
    "入口、広がった範囲、漏れた情報のうち、どこまでわかりますか。わからないことは何ですか。",
    "いつ始められますか。はじめの報告はいつですか。",
    "料金は、1台あたり、時間あたり、一式のどれですか。上限はありますか。",
    "見積もりにない費用は、どんなときに、いくらかかりますか。増える前に知らせてもらえますか。",
    "報告書は、個人情報保護委員会への報告と、保険の請求に使えますか。",
    "写しを取る前に、こちらでしてはいけないことは何ですか。",
    "保険会社の承認を待つあいだに、先に始められることはありますか。",
)


def band(found: QuoteCheck) -> str:
    """For all the machines together: 「250万円〜350万円」; empty where there is none."""
    return "" if found.band is None else f"{spoken_yen(found.band.low)}〜{spoken_yen(found.band.high)}"


def machine_band(found: QuoteCheck) -> str:
    """The same a machine, computers and servers as they are mixed."""
    if found.band is None:
        return ""
    return yen_range(found.band.low / found.machines.all, found.band.high / found.machines.all, DIGITS)


def per_machine(found: QuoteCheck) -> str:
    """The quote a machine; empty where there is none."""
    return "" if found.per_machine is None else about_yen(found.per_machine, DIGITS)


def says(found: QuoteCheck) -> str:
    """Where the price lies, in one sentence."""
    if found.band is None:
        return "調べる機器が0台なので、比べられません。"
    if found.price is None:
        return f"{_machines(found)}を調べるときの目安は、{band(found)}です。"
    where = {
        Standing.WITHIN: "目安の中にあります。",
        Standing.ABOVE: "目安より高めです。高い理由を聞いてください。",
        Standing.BELOW: "目安より低めです。何が入っていないかを聞いてください。",
    }
    return f"{_machines(found)}の目安は{band(found)}で、この見積もりは{where[found.standing]}"


def on_tax(found: QuoteCheck, tax: Tax) -> str:
    """What the tax does to the comparison; empty where there is no price to compare."""
    if found.standing is Standing.UNKNOWN:
        return ""
    unsure = "見積もりと目安が" if tax is Tax.UNKNOWN else "目安が"
    if found.also:
        others = "」か「".join(STANDINGS[each] for each in found.also)
        return f"{unsure}税込か税抜かがわからないので、「{others}」の場合もあります。"
    return f"{unsure}税込でも税抜でも、答えは同じです。"


def _machines(found: QuoteCheck) -> str:
    parts = []
    if found.machines.computers:
        parts.append(f"パソコン{found.machines.computers:,}台")
    if found.machines.servers:
        parts.append(f"サーバー{found.machines.servers:,}台")
    return "と".join(parts)
