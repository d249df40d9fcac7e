"""The question: which situations are known since when, about how many persons, for whom.

Read from plain values (a JSON line, or the options of the command line). Days are days in Japan: an instant with a
zone is moved to Japanese time first, one without zone is Japanese time, and only the date counts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from sonae_core.packs.law import Law, Regime
from sonae_core.values.errors import InputError
from sonae_core.values.reading import MAX_YEN, shown

JST = timezone(timedelta(hours=9), "JST")
FIELDS = ("known", "triggers", "persons", "exempt", "entity")
UNKNOWN = "unknown"
MAX_TRIGGERS = 100

_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([Tt ]([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?)?"
)
_HOW = "2026-10-24 か 2026-10-24T08:00+09:00 の形で、実在する日時を書いてください"


@dataclass(frozen=True)
class KnownTrigger:
    """One situation and the day (in Japan) on which the company learned of it."""

    kind: str
    known: date


@dataclass(frozen=True)
class Question:
    """A checked question; ``persons`` is a number, ``"unknown"`` or None (not said)."""

    entity: str
    triggers: tuple[KnownTrigger, ...]
    persons: int | str | None = None
    exempt: str | None = None


def day_in_japan(value: Any, path: str) -> date:
    """The day in Japan of a date or an instant (ISO 8601); InputError at ``path`` when it is not one."""
    if isinstance(value, datetime):
        return value.astimezone(JST).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise InputError(path, f"日付ではありません（{shown(value)}）", _HOW)
    text = value.strip()
    if not _INSTANT.fullmatch(text):
        raise InputError(path, f"日付として読めません（{shown(value)}）", _HOW)
    try:
        moment = datetime.fromisoformat(text.upper().replace(",", "."))
        return moment.astimezone(JST).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):
        raise InputError(path, f"実在しない日時です（{shown(value)}）", _HOW) from None


def read_question(data: Any, law: Law, names: Mapping[str, str] | None = None) -> Question:
    """The question in ``data``; InputError names the field (as ``names`` calls it) and the remedy."""
    names = names or {}
    if not isinstance(data, Mapping):
        raise InputError(
            "(全体)", "項目の並びではありません", '{"known": "2026-10-24", "triggers": ["malicious"]} の形に'
        )
    for key in data:
        if key not in FIELDS:
            raise InputError(shown(key), "知らない項目です", "使える項目: " + "、".join(FIELDS))
    regime = _regime(data.get("entity"), law, names.get("entity", "entity"))
    triggers = _triggers(data, regime, names)
    persons = _persons(data.get("persons"), names.get("persons", "persons"))
    counted = [t.kind for t in triggers if regime.trigger(t.kind, t.known).more_than is not None]
    if counted and persons is None:
        raise InputError(
            names.get("persons", "persons"),
            f"{counted[0]} には人数が要ります",
            f"考えられる最大の人数か {UNKNOWN} を書いてください",
        )
    exempt = _exempt(data.get("exempt"), regime, names.get("exempt", "exempt"))
    return Question(regime.entity, triggers, persons, exempt)


def _regime(value: Any, law: Law, path: str) -> Regime:
    entity = "business" if value is None else value
    if isinstance(entity, str) and entity in law.regimes:
        return law.regimes[entity]
    choices = "、".join(law.regimes)
    if entity == "public":
        raise InputError(path, "public（行政機関など）の決まりはまだ入っていません", f"使えるもの: {choices}")
    raise InputError(path, f"選べない値です（{shown(value)}）", f"次のどれかにしてください: {choices}")


def _triggers(data: Mapping[str, Any], regime: Regime, names: Mapping[str, str]) -> tuple[KnownTrigger, ...]:
    path = names.get("triggers", "triggers")
    entries = data.get("triggers")
    choices = "、".join(regime.kinds)
    if entries is None or entries == []:
        raise InputError(path, "何が起きたかがありません", f"次から1つ以上: {choices}")
    if not isinstance(entries, (list, tuple)):
        raise InputError(path, f"並びではありません（{shown(entries)}）", '["malicious"] のように並びで書いてください')
    if len(entries) > MAX_TRIGGERS:
        raise InputError(path, "多すぎます", f"次から選んでください: {choices}")
    default = None if data.get("known") is None else _known(data["known"], regime, names.get("known", "known"))
    found: dict[str, KnownTrigger] = {}
    for position, entry in enumerate(entries):
        where = path if path.startswith("-") else f"{path}[{position}]"
        trigger = _trigger(entry, default, regime, where, names)
        if found.setdefault(trigger.kind, trigger) != trigger:
            raise InputError(where, f"{trigger.kind} に知った日が2つあります", "別の事案なら、分けて聞いてください")
    return tuple(found.values())


def _trigger(entry: Any, default: date | None, regime: Regime, where: str, names: Mapping[str, str]) -> KnownTrigger:
    kind, known = entry, default
    if isinstance(entry, Mapping):
        for key in entry:
            if key not in ("kind", "known"):
                raise InputError(f"{where}.{shown(key)}", "知らない項目です", "使える項目: kind、known")
        kind = entry.get("kind")
        if entry.get("known") is not None:
            known = _known(entry["known"], regime, f"{where}.known" if not where.startswith("-") else where)
    if not isinstance(kind, str) or kind not in regime.kinds:
        raise InputError(
            where, f"選べない値です（{shown(kind)}）", "次のどれかにしてください: " + "、".join(regime.kinds)
        )
    if known is None:
        raise InputError(names.get("known", "known"), "知った日がありません", _HOW)
    return KnownTrigger(kind, known)


def _known(value: Any, regime: Regime, path: str) -> date:
    day = day_in_japan(value, path)
    if day < regime.first_day:
        raise InputError(
            path,
            f"{regime.first_day.isoformat()} より前の日です（{day.isoformat()}）",
            "報告が義務になった日より前は計算できません。日付を確かめてください",
        )
    return day


def _persons(value: Any, path: str) -> int | str | None:
    if value is None or value == UNKNOWN:
        return None if value is None else UNKNOWN
    remedy = f"0以上の整数か {UNKNOWN} を書いてください（例: 1200）"
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise InputError(path, f"数ではありません（{shown(value)}）", remedy)
    if not math.isfinite(value) or not 0 <= value <= MAX_YEN:
        raise InputError(path, f"人数として読めません（{shown(value)}）", remedy)
    if value != int(value):
        raise InputError(path, f"整数ではありません（{shown(value)}）", remedy)
    return int(value)


def _exempt(value: Any, regime: Regime, path: str) -> str | None:
    if value is None:
        return None
    choices = [exemption.kind for exemption in regime.exemptions]
    if not isinstance(value, str) or value not in choices:
        raise InputError(path, f"選べない値です（{shown(value)}）", "次のどれかにしてください: " + "、".join(choices))
    return value
