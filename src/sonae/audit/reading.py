"""The log as sentences: who did what, and what changed from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sonae.audit import keys, sealing, words
from sonae.audit.actions import SUPPORT, place_of
from sonae.audit.keyring import MissingKeyError
from sonae.audit.models import Event, RecordKey
from sonae.audit.verbs import PARTS, VERBS
from sonae.tenancy.models import Agency
from sonae_paper.text.dates import weekday_date

ERASED = "消去済み"
UNREADABLE = "（読めません）"
OPERATORS_PARTS = ("operator", SUPPORT)


@dataclass(frozen=True)
class Change:
    """One field, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One entry as people read it."""

    number: int
    at: datetime
    sentence: str
    changes: tuple[Change, ...]
    note: str
    erased: bool
    """Whether its values are gone."""
    what: str
    kind: str
    kind_name: str
    record_id: UUID
    user_id: UUID | None

    @property
    def day(self) -> str:
        """The day in Japan, in words."""
        return weekday_date(self.at.astimezone(words.JAPAN).date())


def lines(events: Iterable[Event]) -> list[Line]:
    """Entries as sentences; ``events`` comes with its keys (``with_keys``)."""
    found = list(events)
    opened = [(event, _opened(event, event.key, event.sealed, "values"), _who(event)) for event in found]
    agencies = _agencies(who for _, _, who in opened)
    return [_line(event, values, who, agencies) for event, values, who in opened]


def with_keys(events: Any) -> Any:
    """A query of entries together with the keys that open them."""
    return events.select_related("key", "who_key")


def _line(event: Event, values: dict[str, Any] | None, who: dict[str, Any] | None, agencies: dict[str, str]) -> Line:
    held = values or {}
    return Line(
        number=event.number,
        at=event.at,
        sentence=_sentence(event, held.get("name", ""), values is None, who, agencies),
        changes=_changes(event.kind, held.get("before", {}), held.get("after", {})),
        note=str(held.get("note", "")),
        erased=event.key.erased or event.what == "audit.erased",
        what=event.what,
        kind=event.kind,
        kind_name=words.kind_name(event.kind),
        record_id=event.record_id,
        user_id=event.user_id,
    )


def _sentence(event: Event, name: str, unreadable: bool, who: dict[str, Any] | None, agencies: dict[str, str]) -> str:
    called = words.kind_name(event.kind)
    template = VERBS.get(event.what, "{actor}さんが{name}に何かをしました")
    if event.key.erased:
        name = f"{ERASED}の{called}"
    elif unreadable:
        name = f"{called}{UNREADABLE}"
    if event.key.erased or unreadable or not name:
        template = template.replace("{name}さん", "{name}")
    actor, person = _actor(event, who, agencies)
    if not person:
        template = template.replace("{actor}さん", "{actor}")
    return template.replace("{actor}", actor).replace("{name}", name or called)


def _actor(event: Event, who: dict[str, Any] | None, agencies: dict[str, str]) -> tuple[str, bool]:
    """Who acted, and whether it is a person's name that stands there."""
    if event.who_key is None:
        return PARTS.get(event.part, event.part), False
    if event.who_key.erased:
        return f"{ERASED}の人", False
    if who is None:
        return f"人{UNREADABLE}", False
    name = str(who.get("name", ""))
    if who.get("from"):
        return f"{agencies.get(who['from'], 'ほかの会社')}の{name}", True
    return (f"運営者の{name}" if event.part in OPERATORS_PARTS else name), True


def _changes(kind: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    """Those that say something: what was empty and is empty still does not."""
    found = (
        Change(
            words.field_name(kind, name),
            words.value_words(kind, name, before.get(name)),
            words.value_words(kind, name, after.get(name)),
        )
        for name in {**before, **after}
    )
    return tuple(change for change in found if change.before != change.after)


def _who(event: Event) -> dict[str, Any] | None:
    return _opened(event, event.who_key, event.who, "who") if event.who_key is not None else None


def _opened(event: Event, key: RecordKey, sealed: bytes, part: str) -> dict[str, Any] | None:
    if key.erased or not sealed:
        return None
    try:
        return sealing.unseal_values(keys.secret(key), bytes(sealed), place=place_of(event, part))
    except (MissingKeyError, sealing.UnreadableError):
        return None


def _agencies(people: Iterable[dict[str, Any] | None]) -> dict[str, str]:
    wanted = {who["from"] for who in people if who and who.get("from")}
    return (
        {str(pk): name for pk, name in Agency.objects.filter(pk__in=wanted).values_list("pk", "name")} if wanted else {}
    )
