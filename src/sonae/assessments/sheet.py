"""The sheet as a visitor meets it: which questions, in which order, and what a typed answer means.

Company facts, answers and a few further figures (budget, cash, the policy in force) are all asked alike, so that one
page, one list and one store hold them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticCustomError

from sonae_core.packs import load
from sonae_core.packs.questions import UNKNOWN, Figure, Question
from sonae_core.packs.snapshot import Pack
from sonae_core.values.errors import InputError
from sonae_core.values.reading import MAX_YEN, in_sentences
from sonae_core.values.spoken import spoken_whole
from sonae_paper.text.labels import GROUPS
from sonae_paper.text.numbers import spoken_yen

MOST_EMPLOYEES = 10_000_000
MOST_PERSONS = 1_000_000_000
SHORT_GROUPS = ("company", "data", "connections", "defences")
FURTHER_GROUPS = ("access", "devices", "mail", "people", "partners", "response", "management")
MONEY = "money"
"""The group of figures (``Figure``) that belong to no sheet."""
GROUP_TITLES = {**GROUPS, MONEY: "お金と保険"}
YES_PARTIAL_NO = (("yes", "はい"), ("partial", "一部だけ"), ("no", "いいえ"))


@dataclass(frozen=True)
class Asked:
    """One question on a page. ``options`` is empty for a number."""

    id: str
    group: str
    text: str
    why: str
    hint: str
    ask: str
    kind: str
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    low: int = 0
    high: int = MAX_YEN
    optional: bool = False
    """Left empty without being asked again; others count as open until answered or said to be unknown."""

    @property
    def is_long(self) -> bool:
        """Whether the options need a list to unfold."""
        return len(self.options) > 7


class AnswerError(Exception):
    """What is wrong with a typed answer, and how to mend it (a sentence for the page)."""


def pack() -> Pack:
    """The facts of this installation, read once a process."""
    return _pack()


@lru_cache(maxsize=1)
def _pack() -> Pack:
    return load()


def _asked(question: Question) -> Asked:
    options: tuple[tuple[str, str], ...]
    if question.kind == "yes_partial_no":
        options = YES_PARTIAL_NO
    else:
        options = tuple((option.id, option.label) for option in question.options)
    high = {"employees": MOST_EMPLOYEES, "sales": MAX_YEN}.get(question.id, question.most or MOST_PERSONS)
    return Asked(
        question.id, question.group, question.text, question.why, question.counts_as_yes, question.ask,
        question.kind, options, question.unit or "", 0, high,
    )  # fmt: skip


def _asked_figure(figure: Figure) -> Asked:
    low = -figure.most if figure.negative else 0
    return Asked(
        figure.id, MONEY, figure.text, figure.why, figure.hint, figure.ask, "number",
        unit=figure.unit, low=low, high=figure.most, optional=True,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _sheet(facts: Pack) -> dict[str, Asked]:
    questions = {name: _asked(question) for name, question in facts.questions.items()}
    return {**questions, **{name: _asked_figure(figure) for name, figure in facts.figures.items()}}


def sheet() -> Mapping[str, Asked]:
    """Every question by id, in the order of asking."""
    return _sheet(pack())


def short_sheet() -> Sequence[Asked]:
    """The twelve questions, group by group."""
    names = [name for name, question in pack().questions.items() if question.sheet == "short"]
    return [sheet()[name] for name in sorted(names, key=lambda name: SHORT_GROUPS.index(sheet()[name].group))]


def further(group: str) -> Sequence[Asked]:
    """The questions of one group of the full sheet, and those on money."""
    if group == MONEY:
        return [sheet()[name] for name in pack().figures]
    full = [name for name, question in pack().questions.items() if question.sheet == "full"]
    return [sheet()[name] for name in full if sheet()[name].group == group]


def further_groups() -> Sequence[str]:
    """Groups after the short sheet, money first: it costs a minute and changes most."""
    return [MONEY, *(group for group in (*SHORT_GROUPS, *FURTHER_GROUPS) if further(group))]


def understood(asked: Asked, text: str) -> Any:
    """The value of what was typed or chosen, None for わからない. AnswerError says what is wrong."""
    text = text.strip()
    if text == UNKNOWN:
        return None
    if asked.options:
        if text not in dict(asked.options):
            raise AnswerError("選ばれていません。1つ選んでください。わからなければ「わからない」を選べます。")
        return text
    if not text:
        raise AnswerError("入力されていません。数を入れるか、「わからない」を選んでください。")
    try:
        return spoken_whole(text, asked.low, asked.high, asked.unit)
    except PydanticCustomError as error:
        raise AnswerError(in_sentences(error)) from None


def shown(asked: Asked, value: Any) -> str:
    """An answer in words: 「製造業」, 「5億円」, 「28人」, 「わからない」."""
    if value is None:
        return "わからない"
    if asked.options:
        return dict(asked.options).get(str(value), str(value))
    return spoken_yen(int(value)) if asked.unit == "円" else f"{int(value):,}{asked.unit}"


__all__ = [
    "AnswerError",
    "Asked",
    "InputError",
    "further",
    "further_groups",
    "pack",
    "sheet",
    "short_sheet",
    "shown",
    "understood",
]
