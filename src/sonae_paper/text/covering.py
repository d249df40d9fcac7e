"""What insurance does with a cost, in words: the four standings, the terms that stand in the way, the limits beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from sonae_core.cover.explore import Condition, Standing, Verdict, Why
from sonae_core.cover.terms import SectionTerms, Terms
from sonae_paper.text.numbers import percent, spoken_yen

STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.PAID: "出る",
        Standing.CONDITIONAL: "条件つき",
        Standing.NOT_PAID: "出ない",
        Standing.NOT_ARISING: "かからない",
    }
)
SAID: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.PAID: "多くの保険で、払われます。",
        Standing.CONDITIONAL: "条件がそろうと、払われます。",
        Standing.NOT_PAID: "払われません。",
        Standing.NOT_ARISING: "この事故では、ふつう、かからない費用です。",
    }
)
OF_PLAN: Mapping[Standing, str] = MappingProxyType(
    {**SAID, Standing.PAID: "免責金額を超えた分が、限度額まで払われます。"}
)
"""The same of one plan, whose terms are known."""
NO_LIMIT, NONE = "なし", "なし"
_WORDS: Mapping[Why, Callable[[Decimal | None], str]] = MappingProxyType(
    {
        Why.NEVER_INSURED: lambda _: "保険にできない費用です",
        Why.UNCOVERED: lambda _: "このプランの、どの補償にも入っていない費用です",
        Why.NOTHING_LEFT: lambda _: "限度額や割合から見て、払われる額が残りません",
        Why.CONSENT: lambda _: "先に保険会社の同意が要ります",
        Why.WAITING: lambda hours: f"はじめの{_hours(hours)}の分は払われません（待機時間）",
        Why.MAX_HOURS: lambda hours: f"払われるのは、待機時間のあとの{_hours(hours)}までです",
        Why.SHARE: lambda share: f"払われるのは、費用の{percent(float(share or 0))}です",
        Why.PER_HEAD: lambda yen: f"1人あたり{_yen(yen)}までです",
        Why.SUBLIMIT: lambda yen: f"この費目だけの限度額があり、1事故{_yen(yen)}までです（内枠）",
    }
)


def condition_text(condition: Condition) -> str:
    """Without a full stop, as the packs write conditions."""
    return _WORDS[condition.why](condition.amount)


def limits(verdict: Verdict, terms: Terms) -> Iterator[tuple[str, str]]:
    """The terms around a line that a plan covers: each with its amount; nothing where it is not covered."""
    section = verdict.section
    if section is None:
        return
    yield "補償の限度額（1事故）", _limit(section.limit)
    yield "この費目の限度額（内枠）", _sublimit(verdict.line, section)
    yield "免責金額（1事故）", _yen(section.retention) if section.retention else NONE
    yield "待機時間", _hours(section.waiting_hours) if section.waiting_hours else NONE
    yield "先に要る同意", "要ります" if section.lines[verdict.line].needs_consent else NONE
    yield "1年の限度額（契約全体）", _limit(terms.aggregate_limit)


def _sublimit(line: str, section: SectionTerms) -> str:
    return _limit(section.lines[line].sublimit)


def _limit(yen: Decimal | None) -> str:
    return NO_LIMIT if yen is None else _yen(yen)


def _yen(yen: Decimal | None) -> str:
    return spoken_yen(int(yen or 0))


def _hours(hours: Decimal | None) -> str:
    return f"{hours or 0:g}時間"
