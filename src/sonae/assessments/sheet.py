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
from sonae_core.packs.questions import UNKNOWN, Question
from sonae_core.packs.snapshot import Pack
from sonae_core.values.errors import InputError
from sonae_core.values.reading import MAX_YEN
from sonae_core.values.spoken import spoken_whole
from sonae_paper.text.labels import GROUPS
from sonae_paper.text.numbers import spoken_yen

MOST_EMPLOYEES = 10_000_000
MOST_PERSONS = 1_000_000_000
SHORT_GROUPS = ("company", "data", "connections", "defences")
FURTHER_GROUPS = ("access", "devices", "mail", "people", "partners", "response", "management")
GROUP_TITLES = {**GROUPS, "money": "お金と保険"}
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


_MONEY = (
    Asked(
        "operating_profit",
        "money",
        "直近1年の営業利益はいくらですか。",
        "止まった1日に失うお金を、業種の目安ではなく自社の数字で計算します。",
        "赤字なら「▲200万」のように書きます。固定費と両方そろったときに使います。",
        "経理の担当、税理士",
        "number",
        unit="円",
        low=-MAX_YEN,
        optional=True,
    ),
    Asked(
        "continuing_costs",
        "money",
        "仕事が止まっていても1年に出ていく固定費はいくらですか。",
        "家賃、給料、リース料などは、止まっている間も出ていきます。",
        "人件費、家賃、リース料などの1年分です。",
        "経理の担当、税理士",
        "number",
        unit="円",
        optional=True,
    ),
    Asked(
        "cash",
        "money",
        "事故のとき、手元のお金でいくらまで払えますか。",
        "この額を超えて自社から出る年がどのくらいあるかを示します。",
        "借り入れをせずに払える額です。",
        "社長、経理の担当",
        "number",
        unit="円",
        optional=True,
    ),
    Asked(
        "budget",
        "money",
        "この1年、対策に使える予算はいくらですか。",
        "予算の中で、損害がいちばん減る順番を選びます。",
        "初めにかかるお金と、1年分の費用を合わせた額です。",
        "社長",
        "number",
        unit="円",
        optional=True,
    ),
    Asked(
        "policy_limit",
        "money",
        "いま入っているサイバー保険の、1年の支払限度額はいくらですか。",
        "保険から出る分と、自社に残る分を分けて示します。",
        "入っていなければ「0」と書きます。",
        "保険の担当、代理店",
        "number",
        unit="円",
        optional=True,
    ),
    Asked(
        "policy_retention",
        "money",
        "その保険の免責金額はいくらですか。",
        "1回の事故で、はじめに自社が払う額です。",
        "証券の「免責金額」（「自己負担額」とあることもあります）です。なければ「0」と書きます。",
        "保険の担当、代理店",
        "number",
        unit="円",
        optional=True,
    ),
    Asked(
        "policy_waiting_hours",
        "money",
        "仕事が止まった損失は、何時間後から保険に入りますか。",
        "止まった時間から、この待機時間が引かれます。",
        "証券の「待機時間」です。止まった損失が対象でなければ空のままにします。",
        "保険の担当、代理店",
        "number",
        unit="時間",
        high=10_000,
        optional=True,
    ),
)


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


@lru_cache(maxsize=4)
def _sheet(facts: Pack) -> dict[str, Asked]:
    questions = {name: _asked(question) for name, question in facts.questions.items()}
    return {**questions, **{asked.id: asked for asked in _MONEY}}


def sheet() -> Mapping[str, Asked]:
    """Every question by id, in the order of asking."""
    return _sheet(pack())


def short_sheet() -> Sequence[Asked]:
    """The twelve questions, group by group."""
    names = [name for name, question in pack().questions.items() if question.sheet == "short"]
    return [sheet()[name] for name in sorted(names, key=lambda name: SHORT_GROUPS.index(sheet()[name].group))]


def further(group: str) -> Sequence[Asked]:
    """The questions of one group of the full sheet, and those on money."""
    if group == "money":
        return _MONEY
    full = [name for name, question in pack().questions.items() if question.sheet == "full"]
    return [sheet()[name] for name in full if sheet()[name].group == group]


def further_groups() -> Sequence[str]:
    """Groups after the short sheet, money first: it costs a minute and changes most."""
    return ["money", *(group for group in (*SHORT_GROUPS, *FURTHER_GROUPS) if further(group))]


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
        problem, remedy = str(error).split("\n", 1)
        raise AnswerError(f"{problem}。{remedy}。") from None


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
