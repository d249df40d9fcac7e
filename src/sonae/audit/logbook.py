"""What the page of the log was asked for, and the entries that answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import get_user_model

from sonae.audit.models import Event
from sonae.audit.verbs import KINDS
from sonae.audit.words import JAPAN
from sonae.tenancy.actor import Actor, Operator

PAGE = 50
"""Entries on a page."""
LOOKS = "audit.looked"


@dataclass(frozen=True)
class Asked:
    """The conditions of a page; empty ones do not narrow. ``wrong``: names of those that could not be read."""

    who: UUID | None = None
    kind: str = ""
    record: UUID | None = None
    since: date | None = None
    until: date | None = None
    looks: bool = False
    before: int | None = None
    wrong: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether anything but the place in the log is asked for."""
        return bool(self.who or self.kind or self.record or self.since or self.until)

    def address(self) -> str:
        """The conditions as the query of an address, without the place in the log."""
        given = {
            "who": self.who,
            "kind": self.kind,
            "record": self.record,
            "since": self.since,
            "until": self.until,
            "looks": "1" if self.looks else "",
        }
        return urlencode({name: value for name, value in given.items() if value})

    def words(self) -> str:
        """The conditions for the note of an export; names no person and no record."""
        parts = [
            f"{self.since}から" if self.since else "",
            f"{self.until}まで" if self.until else "",
            KINDS.get(self.kind, ""),
            "1人分" if self.who else "",
            "1件の記録" if self.record else "",
            "" if self.looks else "見ただけのものを除く",
        ]
        return "、".join(filter(None, parts))


def understood(given: Mapping[str, str]) -> Asked:
    """The conditions of an address; what cannot be read does not narrow, and is named."""
    found, wrong = Asked(looks=given.get("looks") == "1"), []
    for name, title, read in _READ:
        text = given.get(name, "").strip()
        if not text:
            continue
        try:
            found = replace(found, **{name: read(text)})
        except ValueError:
            wrong.append(title)
    if found.since and found.until and found.since > found.until:
        found = replace(found, since=found.until, until=found.since)
    return replace(found, wrong=tuple(wrong))


def own(actor: Actor | Operator) -> Any:
    """The entries of the log that is theirs: of their agency, or the operator's own."""
    if isinstance(actor, Operator):
        return Event.objects.filter(agency__isnull=True)
    return Event.objects.visible_to(actor).filter(agency_id=actor.agency_id)


def chosen(entries: Any, asked: Asked) -> Any:
    """Those that answer, newest first."""
    conditions = {
        "user_id": asked.who,
        "kind": asked.kind or None,
        "record_id": asked.record,
        "at__gte": _start(asked.since) if asked.since else None,
        "at__lt": _start(asked.until + timedelta(days=1)) if asked.until else None,
        "number__lt": asked.before,
    }
    found = entries.filter(**{name: value for name, value in conditions.items() if value is not None})
    return (found if asked.looks else found.exclude(what=LOOKS)).order_by("-number")


def people(entries: Any) -> list[tuple[UUID, str]]:
    """Whoever stands in the log and still has an account: id and name as it is now."""
    ids = entries.exclude(user_id__isnull=True).order_by().values_list("user_id", flat=True).distinct()
    return list(get_user_model().objects.filter(pk__in=list(ids)).order_by("name").values_list("pk", "name"))


def kinds(entries: Any) -> list[tuple[str, str]]:
    """The kinds of records in the log, by their names."""
    there = set(entries.order_by().values_list("kind", flat=True).distinct())
    return [(kind, name) for kind, name in KINDS.items() if kind in there]


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), JAPAN)


def _kind(text: str) -> str:
    if text not in KINDS:
        raise ValueError(text)
    return text


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise ValueError(text)
    return int(text)


def _day(text: str) -> date:
    found = date.fromisoformat(text)
    if not 2000 <= found.year <= 2999:
        raise ValueError(text)
    return found


_READ: tuple[tuple[str, str, Any], ...] = (
    ("who", "人", UUID),
    ("kind", "種類", _kind),
    ("record", "対象", UUID),
    ("since", "はじめの日", _day),
    ("until", "おわりの日", _day),
    ("before", "ページ", _number),
)
