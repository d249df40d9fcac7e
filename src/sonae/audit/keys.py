"""The keys of records: found or made, wrapped by a master key of the installation."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from sonae.audit import sealing
from sonae.audit.keyring import Keyring
from sonae.audit.models import RecordKey
from sonae.audit.record import Record


def keyring() -> Keyring:
    """The master keys of this installation."""
    return Keyring(settings.RECORD_KEYS)


def of(agency_id: UUID | None, records: Iterable[Record], *, lock: bool = False) -> dict[tuple[str, UUID], RecordKey]:
    """The key of each record by kind and id; made where there is none. Whoever calls holds the head of the chain."""
    wanted = list(dict.fromkeys((each.kind, each.id) for each in records))
    asked = Q(pk__in=[])
    for kind, record_id in wanted:
        asked |= Q(kind=kind, record_id=record_id)
    rows = RecordKey.objects.filter(asked, agency_id=agency_id)
    found = {(key.kind, key.record_id): key for key in (rows.select_for_update() if lock else rows)}
    for kind, record_id in wanted:
        if (kind, record_id) not in found:
            found[kind, record_id] = _made(agency_id, kind, record_id)
    return found


def secret(key: RecordKey) -> bytes:
    """The key itself. MissingKeyError without its master key, UnreadableError where it does not open."""
    return sealing.unseal(keyring().secret(key.master), bytes(key.wrapped), place=_place(key))


def wrap(key: RecordKey, content: bytes, master: str) -> None:
    """Put the key under a master key; the row is not saved."""
    key.master = master
    key.wrapped = sealing.seal(keyring().secret(master), content, place=_place(key))


def _made(agency_id: UUID | None, kind: str, record_id: UUID) -> RecordKey:
    key = RecordKey(agency_id=agency_id, kind=kind, record_id=record_id)
    wrap(key, sealing.new_key(), keyring().current())
    key.save(force_insert=True)
    return key


def _place(key: RecordKey) -> str:
    return f"{key.chain}|{key.kind}|{key.record_id}|{key.master}"
