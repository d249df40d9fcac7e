"""How people write their own value of a fact: shares in percent, yen as they speak of them, else plain numbers."""

from __future__ import annotations

import re
import unicodedata

from pydantic_core import PydanticCustomError

from sonae.assessments.sheet import AnswerError
from sonae_core.assessment.assumptions import allowed
from sonae_core.packs.facts import Fact
from sonae_core.packs.units import UNITS
from sonae_core.values.reading import MAX_YEN, in_sentences
from sonae_core.values.spoken import spoken_whole
from sonae_paper.text.facts import quantity, unit_word

SHARE = "share"
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")


def unit_words(fact: Fact) -> str:
    """What stands behind the field: 「%」, 「円/台」, 「時間」."""
    if fact.unit == SHARE:
        return "%"
    return f"円{unit_word(fact.unit)}" if fact.unit.startswith("yen") else UNITS[fact.unit].title


def own_value(fact: Fact, text: str) -> float:
    """The value that was typed, in the fact's unit. AnswerError says how to mend it."""
    value = _yen(text) if fact.unit.startswith("yen") else _number(text)
    value = value / 100 if fact.unit == SHARE else value
    low, high = allowed(fact)
    if not low <= value <= high or (value == 0 and UNITS[fact.unit].above):
        raise AnswerError(f"この数字として使えない値です。{between(fact)}の間で書いてください。")
    return value


def between(fact: Fact) -> str:
    """The least and the greatest value that is taken: 「0%から100%」."""
    low, high = allowed(fact)
    return f"{_said(fact, low)}から{_said(fact, high)}"


def _said(fact: Fact, value: float) -> str:
    return quantity({"low": None, "high": None, "value": value, "unit": fact.unit})


def _yen(text: str) -> float:
    try:
        return float(spoken_whole(text, 0, MAX_YEN, "円"))
    except PydanticCustomError as error:
        raise AnswerError(in_sentences(error)) from None


def _number(text: str) -> float:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%").replace(",", "").strip()
    plain = re.sub(r"[^0-9.]+$", "", plain)
    if not _NUMBER.fullmatch(plain):
        raise AnswerError("数として読めません。「30」「1.5」のように、数だけを書いてください。")
    return float(plain)


def shown_value(fact: Fact, value: float) -> str:
    """A value as the field shows it."""
    if fact.unit.startswith("yen"):
        return f"{value:,.0f}"
    return f"{value * 100:.10g}" if fact.unit == SHARE else f"{value:.10g}"
