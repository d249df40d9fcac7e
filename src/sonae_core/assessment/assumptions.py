"""A company's own values of facts that the packs only assume: 「うちは違う」.

Whoever knows better than an assumption may say so. Facts that were read in a source are not for a company to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from sonae_core.packs.facts import Confidence, Fact
from sonae_core.packs.references import FactRef, references
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.units import UNITS
from sonae_core.values.errors import InputError

OPEN = (Confidence.ASSUMED, Confidence.UNVERIFIED)
MOST_APART = 100
"""How many times below the least or above the greatest of our range a value may lie."""


def used_facts(pack: Pack) -> set[str]:
    """The ids of all facts that an answer can rest on."""
    parts: list[Any] = [pack.parameters, pack.premium, *pack.scenarios.values(), *pack.lines.values()]
    parts += [*pack.measures.values(), *pack.questions.values()]
    return {str(ref) for part in parts for _, ref in references(part) if isinstance(ref, FactRef)}


def is_open(fact: Fact) -> bool:
    """Whether a company may put its own value in its place."""
    return fact.confidence in OPEN


def allowed(fact: Fact) -> tuple[float, float]:
    """Between which numbers a company's own value must lie, both included.

    Not beyond what the unit can hold, and not further than a hundredfold outside of our range: further away it is more
    likely a slip of the unit than a company. 0 is allowed only where our range reaches it or the fact is a share.
    """
    unit, (low, high) = UNITS[fact.unit], fact.bounds
    if fact.unit == "share":
        return 0.0, 1.0
    if low < 0:
        return max(unit.low, low * MOST_APART), min(unit.high, high * MOST_APART)
    least = max(unit.low, low / MOST_APART)
    return least, min(unit.high, high * MOST_APART)


def with_assumptions(pack: Pack, given: Mapping[str, float], under: str = "assumptions") -> Pack:
    """The packs with those facts at the company's values, without a range. Version and hash stay those of the packs.

    Raises InputError for a fact that is not used or may not be changed, and for a value that cannot be.
    """
    if not given:
        return pack
    used = used_facts(pack)
    changed = {name: _own(pack, used, name, value, f"{under}.{name}") for name, value in given.items()}
    return replace(pack, facts=MappingProxyType({**pack.facts, **changed}))


def _own(pack: Pack, used: set[str], name: str, value: float, path: str) -> Fact:
    fact = pack.facts.get(name)
    if fact is None or name not in used:
        near = get_close_matches(name, sorted(used), 1)
        hint = f"「{near[0]}」のことですか。" if near else ""
        raise InputError(path, "計算に使う数字にありません", f"{hint}結果の sources にあるidを書いてください")
    if not is_open(fact):
        raise InputError(
            path, f"「{fact.title}」は出典のある数字です", "自社の値にできるのは、仮定か未確認の数字だけです"
        )
    low, high = allowed(fact)
    if not low <= value <= high or (value == 0 and UNITS[fact.unit].above):
        raise InputError(
            path,
            f"「{fact.title}」として使えない値です（{value:.10g}）",
            f"{UNITS[fact.unit].title}で、{low:.10g}以上{high:.10g}以下にしてください",
        )
    return fact.model_copy(update={"value": value, "low": None, "high": None})
