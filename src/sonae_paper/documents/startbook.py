"""スタートブック: what this company does first, as a booklet to write in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.result import Result
from sonae_paper.documents.view import Phrases

ASKED = 3
OWN_PAGE, FULL, FIRST = 4, 10, 8
"""Up to so many measures each have a page; up to so many a passage of their own. Of more, the first ones have a passage
and the others stand in a table, so that the booklet stays within twelve pages."""
A_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Horizon:
    """What to do today, this week, this month."""

    name: str
    span: str
    items: tuple[Phrases, ...]


@dataclass(frozen=True)
class StartBook:
    """What the booklet has beyond the result itself."""

    horizons: tuple[Horizon, ...]
    own_page: bool
    """Whether each measure has a page to write on."""
    rest: int
    """From which index on measures stand in the table."""


def startbook(result: Result, as_of: date) -> StartBook:
    """Around the measures of the result."""
    count = len(result.measures.steps)
    return StartBook(
        horizons=_horizons(result, as_of), own_page=count <= OWN_PAGE, rest=count if count <= FULL else FIRST
    )


def _horizons(result: Result, as_of: date) -> tuple[Horizon, ...]:
    steps = result.measures.steps
    today = [
        "最後のページの連絡カードを切り取り、サーバーと電話の横に貼る",
        "カードの空いた欄に番号を書き、書いた番号に1つずつかけて確かめる",
    ]
    week = [f"始める: {step.name}" for step in steps[:1]]
    week += [f"「{''.join(each.question)}」を{''.join(each.ask)}に聞く" for each in result.open[:ASKED]]
    month = [f"終える: {step.name}" for step in steps if step.due_on <= (as_of + A_MONTH).isoformat()]
    month.append("「おかしいと思ったら」の手順を、全員で1回読み合わせる")
    named = (("きょう", "30分", today), ("今週", "数時間", week), ("今月", "週に1日", month))
    return tuple(Horizon(name, span, tuple(phrases(text) for text in items)) for name, span, items in named if items)
