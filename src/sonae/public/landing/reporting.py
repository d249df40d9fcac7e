"""If personal data leaked and one learns of it today: until when to report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sonae_core.law.answer import adviser
from sonae_core.law.question import read_question
from sonae_core.packs.law import Trigger
from sonae_core.values.errors import InputError
from sonae_paper.text.dates import short_date, weekday_date

_PLAIN, _MALICIOUS = "property", "malicious"


@dataclass(frozen=True)
class Step:
    """A day, when it is in words, and what is due; ``key``: a day fixed by law."""

    day: date
    when: str
    what: str
    key: bool = False


@dataclass(frozen=True)
class Reporting:
    """The dates of a day, and the situations that must be reported."""

    known: str
    steps: tuple[Step, ...]
    situations: tuple[Trigger, ...]


@lru_cache(maxsize=4)
def reporting(known: date) -> Reporting | None:
    """For whoever learns of it that day; None beyond the calendar of holidays in the packs."""
    desk = adviser()
    regime = desk.law.regimes["business"]
    try:
        plain, malicious = (
            desk.answer(read_question({"known": known.isoformat(), "triggers": [kind]}, desk.law)).dates
            for kind in (_PLAIN, _MALICIOUS)
        )
    except InputError:
        return None
    if plain is None or malicious is None:
        return None
    guide = f"{_said(plain.guide_first, known)}〜{_said(plain.guide_last, known)}"
    steps = (
        Step(known, _said(known, known), "知った日。この日を1日目と数えます"),
        Step(plain.guide_last, guide, "速報の目安。その時点でわかることだけで出せます", key=True),
        Step(plain.final.due, _said(plain.final.due, known), f"確報（{plain.final.days}日目まで）", key=True),
        Step(
            malicious.final.due,
            _said(malicious.final.due, known),
            f"不正な目的のおそれがあるときの確報（{malicious.final.days}日目まで）",
            key=True,
        ),
    )
    return Reporting(weekday_date(known), steps, tuple(regime.trigger(kind, known) for kind in regime.kinds))


def _said(day: date, known: date) -> str:
    """With its year where it is another one."""
    return short_date(day) if day.year == known.year else weekday_date(day)
