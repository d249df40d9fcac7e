"""速報・確報の下書き: the nine items of a breach report, what is missing, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sonae_core.law.breach_report import ReportDates
from sonae_core.law.case import Draft, DraftItem, State
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.press import Paper, set_paper
from sonae_paper.documents.view import Company, Day, Phrases, dated, plain
from sonae_paper.text.dates import weekday_date
from sonae_paper.text.names import one_line

HINTS: Mapping[str, str] = {
    "preliminary": "速報は、わかっていることだけで出せます。",
    "final": "確報では、項目の全部がそろっているかを確かめます。",
}
KINDS: Mapping[str, str] = {"preliminary": "速報の下書き", "final": "確報の下書き"}
STATES: Mapping[State, str] = {State.WRITTEN: "記入済", State.CHECKING: "確認中", State.MISSING: "未記入"}
NAMELESS = "（会社名）"


@dataclass(frozen=True)
class Item:
    """One item of the report."""

    n: int
    title: Phrases
    state: str
    text: str
    fill: Phrases
    ask: Phrases
    to_persons: bool


@dataclass(frozen=True)
class Term:
    """One day on the clock of the report."""

    name: str
    day: Phrases
    count: Phrases
    strong: bool


@dataclass(frozen=True)
class Breach:
    """Everything the draft says."""

    kind: str
    title: Phrases
    hint: str
    company: Company
    case: str
    by: str
    made: Day
    reportable: bool
    terms: tuple[Term, ...]
    words: tuple[Phrases, ...]
    recipient: Phrases
    done: int
    items: tuple[Item, ...]
    missing: tuple[Item, ...]
    to_persons: Phrases
    sources: tuple[Phrases, ...]


def breach_paper(draft: Draft, *, as_of: date) -> Paper:
    """The draft as a paper, dated ``as_of``."""
    return set_paper("sokuho", plain(breach(draft, as_of=as_of)), as_of=as_of)


def breach(draft: Draft, *, as_of: date) -> Breach:
    """The view of the draft."""
    answer, file = draft.answer, draft.file
    items = tuple(_item(each) for each in draft.items)
    told = "、".join(f"{item.n}「{''.join(item.title)}」" for item in items if item.to_persons)
    name = "速報" if file.report == "preliminary" else "確報"
    return Breach(
        kind=KINDS[file.report],
        title=phrases(f"漏えい等報告（{name}）の下書き"),
        hint=HINTS[file.report],
        company=Company(one_line(file.company or "") or NAMELESS, "", ""),
        case=one_line(file.case or ""),
        by=one_line(file.by or ""),
        made=dated(as_of),
        reportable=answer.triage.reportable,
        terms=() if answer.dates is None else tuple(_terms(answer.dates, file.report)),
        words=tuple(phrases(sentence) for sentence in answer.explanation),
        recipient=phrases(answer.regime.recipient.explanation[0]),
        done=len(items) - len(draft.missing),
        items=items,
        missing=tuple(item for item in items if item.state != STATES[State.WRITTEN]),
        to_persons=phrases(f"{told}です。ほかの項目は、本人への通知には要りません。"),
        sources=tuple(phrases(f"{source['title']}（{source['locator']}）") for source in answer.sources),
    )


def _item(given: DraftItem) -> Item:
    item = given.item
    return Item(
        n=item.number,
        title=phrases(item.title),
        state=STATES[given.state],
        text=given.text,
        fill=phrases(item.fill),
        ask=phrases(one_line(given.ask)),
        to_persons=item.to_persons,
    )


def _terms(dates: ReportDates, report: str) -> list[Term]:
    first = report == "preliminary"
    final = dates.final
    count = f"{final.days}日目"
    if final.moved:
        count += f"（{weekday_date(final.raw)}）が閉庁日のため、次の開庁日"
    found = [
        _term("事態を知った日", weekday_date(final.start), "1日目"),
        _term("速報の目安", f"すぐに。遅くとも{weekday_date(dates.guide_last)}ごろ", "3〜5日目", strong=first),
        _term("確報の期限", weekday_date(final.due), count, strong=not first),
    ]
    for each in dates.alternatives:
        found.append(_term("確報（別の読み方）", weekday_date(each.deadline.due), "早い方をお勧めします"))
    return found


def _term(name: str, day: str, count: str, *, strong: bool = False) -> Term:
    return Term(name, phrases(day), phrases(count), strong)
