"""The self check of the ten directives in words: what a level means, where the company stands, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sonae_core.assessment.self_check import BEST, LEVELS, SelfCheck, Step
from sonae_paper.text.labels import UNKNOWN

LEVEL_WORDS: Mapping[int, str] = MappingProxyType(
    {1: "していない", 2: "一部している", 3: "全体でしている", 4: "見直している"}
)
"""What one says of oneself."""
LEVEL_MEANINGS: Mapping[int, str] = MappingProxyType(
    {
        1: "まだ始めていません。考えたことはある、も含みます。",
        2: "一部の人や機器だけか、気づいた人がしているだけです。",
        3: "会社の決まりとして、全体でしています。",
        4: "年に1回は見直し、直した記録があります。",
    }
)
"""How to tell the levels apart."""


def level_words(level: int | None) -> str:
    """「4段階の2、一部している」; わからない where nobody knows."""
    return UNKNOWN if level is None else f"{len(LEVELS)}段階の{level}、{LEVEL_WORDS[level]}"


def summary(found: SelfCheck) -> str:
    """Where the company stands, without any sum: how many directives at which level."""
    if not found.judged:
        return "まだ1つも選ばれていません。"
    counts = [
        (f"「{word}」", sum(1 for each in found.judged if each.level == level)) for level, word in LEVEL_WORDS.items()
    ]
    counts.append((f"「{UNKNOWN}」", len(found.asks)))
    told = "、".join(f"{word}が{count}つ" for word, count in counts if count)
    return f"{len(found.judged)}項目のうち、{told}です。"


def heading(step: Step) -> str:
    """What to do, in a few words."""
    if step.question is not None:
        return f"{step.question.ask}に聞く"
    return step.measure.title if step.measure is not None else "年に1回見直す日を決める"


def doing(step: Step) -> str:
    """How."""
    if step.question is not None:
        return f"「{step.question.text}」と聞いてください。"
    if step.measure is not None:
        return step.measure.what
    return "いまのやり方が仕事に合っているかを確かめ、直したことと日付を残します。"


def nothing_next(found: SelfCheck) -> str:
    """What to say where no step is left."""
    if found.judged and all(each.level == BEST for each in found.judged):
        return "選んだ項目は、どれも見直しまで続いています。この紙を残し、来年もう一度確かめてください。"
    return ""
