"""One fact in a few words: its quantity with its unit, and where it comes from or that it is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae_core.packs.facts import Fact
from sonae_core.packs.units import UNITS
from sonae_paper.text.numbers import spoken_count, spoken_yen

Json = Mapping[str, Any]

_SHARES = ("share", "correlation")
_COUNTS = ("persons", "packets", "packets_per_address", "addresses", "organisations", "reports")
_LONG = 10_000
"""From here on a count is read more easily with 万 and 億."""
_WORDS = {
    "servers": "台",
    "yen_per_server": "/台",
    "devices": "台",
    "employees": "人",
    "persons": "人",
    "reports": "件",
    "answers": "件",
    "organisations": "組織",
}


def fact_text(entry: Json) -> str:
    """「調査の料金（パソコン1台） 100万円〜150万円/台［出典 …、2021-08-20］」, from an entry of ``sources``."""
    return f"{entry['title']} {quantity(entry)}［{origin(entry)}］"


def in_prose(fact: Fact) -> str:
    """As part of a sentence: 「50%」, 「3,843万円」, 「7,010億パケット」, 「100万円〜150万円/台」."""
    if fact.value is not None and fact.value >= _LONG and fact.unit in _COUNTS:
        return spoken_count(fact.value, unit_word(fact.unit))
    return quantity({"low": fact.low, "high": fact.high, "value": fact.value, "unit": fact.unit})


def quantity(entry: Json) -> str:
    """The value, or the range where there is no value; an assumed value with its range."""
    low, high, value = entry["low"], entry["high"], entry["value"]
    unit = entry["unit"]
    span = "" if low is None else f"{_number(low, unit)}〜{_number(high, unit)}"
    if value is None:
        return span + unit_word(unit)
    text = _number(value, unit) + unit_word(unit)
    return f"{text}（{span}）" if span else text


def origin(entry: Json) -> str:
    """Its source and date, with a word for how far it can be trusted."""
    if entry.get("own"):
        return "自社の値"
    if entry["confidence"] == "assumed":
        return "仮定"
    word = {"unverified": "未確認の出典", "derived": "出典から計算", "verified": "出典"}[entry["confidence"]]
    return f"{word} {entry['source']}、{entry['as_of']}"


def _number(value: float, unit: str) -> str:
    if unit.startswith("yen"):
        return spoken_yen(round(value))
    return f"{value * 100:.10g}%" if unit in _SHARES else f"{value:,.10g}"


def unit_word(unit: str) -> str:
    """What follows a number of that unit: 「/台」 after yen, 「時間」, nothing after a percentage."""
    if unit in _SHARES:
        return ""
    if unit in _WORDS:
        return _WORDS[unit]
    title = UNITS[unit].title if unit in UNITS else unit
    return title.removeprefix("円") if unit.startswith("yen") else title
