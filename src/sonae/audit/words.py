"""Values of the log as people read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from sonae.audit.verbs import KINDS

JAPAN = ZoneInfo("Asia/Tokyo")
NOTHING = "（なし）"
YEN = "（円）"
"""Ends the name of a field that holds an amount."""


def kind_name(kind: str) -> str:
    """A kind of record: 「お客様」."""
    return KINDS.get(kind, "記録")


def field_name(kind: str, field: str) -> str:
    """A field as its form calls it; the word itself where it is no field of the model."""
    found = _field(kind, field)
    return str(found.verbose_name) if found is not None and hasattr(found, "verbose_name") else field


def value_words(kind: str, field: str, value: Any) -> str:
    """A value: choices by their names, yes and no, dates as dates, yen with commas, nothing as 「（なし）」."""
    found = _field(kind, field)
    choices = {str(code): str(name) for code, name in getattr(found, "flatchoices", None) or ()}
    if str(value) in choices:
        return choices[str(value)]
    if type(value) is int and field_name(kind, field).endswith(YEN):
        return f"{value:,}"
    return plain_words(value)


def plain_words(value: Any) -> str:
    """A value of no field in particular."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, list):
        return "、".join(plain_words(each) for each in value)
    if isinstance(value, dict):
        return "、".join(f"{name}: {plain_words(each)}" for name, each in value.items())
    return _moment(value) if isinstance(value, str) else str(value)


def _moment(text: str) -> str:
    if len(text) < len("2026-11-24") or text[4:5] != "-":
        return text
    try:
        if len(text) == len("2026-11-24"):
            day = date.fromisoformat(text)
            return f"{day.year}年{day.month}月{day.day}日"
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is None:
        return text
    there = moment.astimezone(JAPAN)
    return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M}"


def _field(kind: str, field: str) -> Any:
    try:
        return apps.get_model(kind)._meta.get_field(field)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
