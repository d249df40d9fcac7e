"""A leak in words: what is asked, what to do by when, what to write to those whose data it is, and for a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sonae_core.law.breach_report import ReportDates
from sonae_core.law.leak_check import Checked, Verdict
from sonae_core.law.triage import earliest
from sonae_core.packs.law import Regime, Trigger
from sonae_paper.text.calendar import DayEvent
from sonae_paper.text.dates import weekday_date

ENTITIES: Mapping[str, str] = MappingProxyType({"business": "個人情報", "number": "マイナンバー"})
_ASKED: Mapping[str, str] = MappingProxyType(
    {
        "sensitive": "特に配慮が要る情報がありますか",
        "property": "悪用されるとお金の被害が出る情報がありますか",
        "malicious": "だれかの悪意によるおそれがありますか",
        "systems": "番号を使う事務のシステムの情報ですか",
        "exposed": "だれでも見られる状態になりましたか",
    }
)
_COMMAND = re.compile(r"（--[a-z]+ [a-z]+）")
"""How the command line is told to look at the other law; pages have a link for it."""


def asked(rule: Trigger) -> str:
    """The question behind a rule."""
    return _ASKED.get(rule.kind, f"「{rule.title}」に当たりますか")


def explained(found: Checked) -> tuple[str, ...]:
    """Why, sentence by sentence, for people who read a page."""
    return tuple(_COMMAND.sub("", sentence) for sentence in found.answer.explanation)


def verdict(found: Checked) -> str:
    """The answer as a headline."""
    if found.verdict is Verdict.REPORT:
        return "報告が必要です"
    if found.verdict is Verdict.NO_DUTY:
        return "この答えでは、報告の義務はありません"
    return "まだ決まりません。報告が要るものとして進めてください"


def because(found: Checked) -> str:
    """The reason in one sentence."""
    if found.verdict is Verdict.UNDECIDED:
        open_rules = "、".join(f"「{rule.title}」" for rule in found.unknown)
        return f"{open_rules}がまだわからないためです。おそれがあれば、わかる前でも報告の対象になります。"
    if found.verdict is Verdict.REPORT:
        certain = [each.rule for each in found.answer.triage.standing if each.rule not in found.unknown]
        return "、".join(f"「{rule.title}」（{rule.article}）" for rule in certain) + "に当たるためです。"
    exemption = found.answer.triage.exemption
    if exemption is not None:
        return f"「{exemption.title}」に当たるとのお答えのためです。示せるものがあるかを、下で確かめてください。"
    return "報告の対象になるもののどれにも当たらないとのお答えのためです。"


def shorter(found: Checked, regime: Regime) -> str:
    """That the term is the shorter one for now; empty where that is certain."""
    if not found.may_become_longer:
        return ""
    return (
        f"不正の目的のおそれがあるとわかれば、確報は{regime.final.days_malicious}日以内になります。"
        f"それまでは、短いほうの{regime.final.days}日で数えます。"
    )


def left(due: date, today: date) -> str:
    """How long there is: 「あと29日」, 「きょうです」, 「3日過ぎています」."""
    days = (due - today).days
    if days < 0:
        return f"{-days}日過ぎています"
    return "きょうです" if days == 0 else "あすです" if days == 1 else f"あと{days}日"


# --- to others ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Message:
    """A text to copy: to whom, and the text."""

    id: str
    title: str
    text: str


def to_processor(regime: Regime, dates: ReportDates, today: date) -> Message:
    """To the firm that works with our data: what we need to know, and by when."""
    early = weekday_date(dates.guide_last) + "まで" if dates.guide_last > today else "すぐ"
    lines = [
        f"件名: {ENTITIES[regime.entity]}の漏えいのおそれについて、確認のお願い",
        "",
        "（委託先の会社名）ご担当者様",
        "",
        _known(f"貴社にお任せしている{ENTITIES[regime.entity]}", dates),
        f"{regime.law}により報告が必要になるため、次のことを、わかっている範囲で{early}にお知らせください。",
        "まだわからない項目は「確認中」でかまいません。",
        "",
        *_items(regime),
        "",
        f"残りの項目は、確報の期限の{weekday_date(dates.final.due)}に間に合うよう、わかりしだいお願いします。",
        "機器と記録（ログ）は、消したり初期化したりせず、そのままにしてください。",
        *_signature(),
    ]
    return Message("to-processor", "委託先へ（情報を預けて仕事を頼んでいる相手）", "\n".join(lines))


def to_entrusting(regime: Regime, dates: ReportDates, theirs: ReportDates | None, today: date) -> Message:
    """To the firm whose data we work with: what we know, and what follows for them (``theirs``, told today)."""
    lines = [
        f"件名: お預かりしている{ENTITIES[regime.entity]}の漏えいのおそれについて",
        "",
        "（委託元の会社名）ご担当者様",
        "",
        _known(f"貴社からお預かりしている{ENTITIES[regime.entity]}", dates),
        f"{regime.law}（{regime.parties.article}）にもとづき、いまわかっていることをお知らせします。",
        "",
        *_items(regime),
        "",
    ]
    if theirs is not None:
        guide, due = weekday_date(theirs.guide_last), weekday_date(theirs.final.due)
        lines += [
            f"この知らせが{weekday_date(today)}に届いた場合、貴社ではその日が、遅くとも「知った日」になります。",
            f"速報の目安は{guide}ごろまで、確報の期限は{due}です。",
        ]
    lines += ["貴社の報告に必要なことは、当社からもお出しします。", *_signature()]
    return Message("to-entrusting", "委託元へ（情報を預けてくれた相手）", "\n".join(lines))


def _known(whose: str, dates: ReportDates) -> str:
    known = weekday_date(dates.final.start)
    return f"{whose}について、漏えい、滅失、毀損のおそれがあることを、当社は{known}に知りました。"


def _items(regime: Regime) -> Iterator[str]:
    for item in regime.items.items:
        yield f"{item.number}. {item.title}（{item.fill}）:"


def _signature() -> tuple[str, ...]:
    return ("", "（会社名、担当者名、電話番号）")


# --- for a calendar -------------------------------------------------------------------------------------------------


def day_events(found: Checked, regime: Regime, dates: ReportDates) -> tuple[DayEvent, ...]:
    """The days of the reports."""
    what = f"{ENTITIES[regime.entity]}の漏えい等"
    known = f"知った日: {weekday_date(dates.final.start)}（1日目）"
    first = DayEvent(
        _uid(found, "preliminary"),
        dates.guide_first,
        dates.guide_last,
        f"速報の目安（{what}）",
        f"速報はすぐに出します。わかっていることだけで出せます。目安なので、休日でも延びません。\n{known}\n"
        "本人への通知も、状況に応じてすみやかに行います。",
    )
    last = DayEvent(
        _uid(found, "final"), dates.final.due, dates.final.due, f"確報の期限（{what}）", f"{moved(dates)}\n{known}"
    )
    return first, last


def moved(dates: ReportDates) -> str:
    """How the last day came about, in one sentence."""
    final = dates.final
    if not final.moved:
        return f"知った日を1日目とする{final.days}日目です。"
    return f"{final.days}日目の{weekday_date(final.raw)}が役所の休みのため、次に開く日です。"


def _uid(found: Checked, kind: str) -> str:
    """The same for the same case: who asks again gets the same event."""
    return f"{found.question.entity}-{earliest(found.question.triggers)}-{kind}@sonae.invalid"
