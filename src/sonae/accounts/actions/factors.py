"""Second factors and passkeys: added, used, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from sonae.accounts import codes
from sonae.accounts.actions import sessions
from sonae.accounts.actions.telling import note, tell
from sonae.accounts.adapter import Adapter, UnreadableSecretError
from sonae.accounts.people import User
from sonae.accounts.who import FACTORS

Type = Authenticator.Type
MOST_PASSKEYS = 10
MOST_NAME = 60


class LastFactorError(Exception):
    """Without it they could not sign in any more: another one comes first."""


class TooManyError(Exception):
    """They have as many passkeys as anybody can have."""


def of(user: User) -> list[Authenticator]:
    """What they have, the oldest first; backup codes are not among it."""
    return list(Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("created_at", "pk"))


@transaction.atomic
def add_passkey(*, user: User, name: str, credential: Mapping[str, Any], at: datetime) -> Authenticator:
    """Keep a passkey under a name; TooManyError."""
    if sum(each.type == Type.WEBAUTHN for each in of(user)) >= MOST_PASSKEYS:
        raise TooManyError
    data = {"name": name.strip()[:MOST_NAME] or "パスキー", "credential": dict(credential)}
    made = Authenticator.objects.create(user=user, type=Type.WEBAUTHN, data=data, created_at=at)
    tell(user=user, what="accounts.passkey_added", at=at, more=f"パスキー: {data['name']}")
    return made


@transaction.atomic
def add_app(*, user: User, seed: str, code: str, at: datetime) -> bool:
    """Keep the seed of an app that shows this code; False for a wrong code. It takes the place of an earlier app."""
    counter = codes.counter_of(seed, code, at)
    if counter is None:
        return False
    Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
    data = {"secret": Adapter().encrypt(seed), "last": counter}
    Authenticator.objects.create(user=user, type=Type.TOTP, data=data, created_at=at)
    tell(user=user, what="accounts.app_added", at=at)
    return True


@transaction.atomic
def new_backup_codes(*, user: User, at: datetime) -> list[str]:
    """Ten fresh ones in place of all earlier ones: shown now and never again."""
    made = codes.new_backup_codes()
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    data = {"digests": [codes.backup_digest(user, code) for code in made]}
    Authenticator.objects.create(user=user, type=Type.RECOVERY_CODES, data=data, created_at=at)
    tell(user=user, what="accounts.codes_made", at=at)
    return made


def backup_codes_left(user: User) -> int | None:
    """How many can still be used; None where there never were any."""
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return None if row is None else len(row.data["digests"])


@transaction.atomic
def use_code(*, user: User, code: str, at: datetime) -> str:
    """Take a code of the app, or a backup code, each only once: the type of what was used, or empty for a wrong one."""
    rows = Authenticator.objects.select_for_update().filter(user=user, type__in=(Type.TOTP, Type.RECOVERY_CODES))
    for row in rows.order_by("-type"):
        if _taken(row, user, code, at):
            row.last_used_at = at
            row.save(update_fields=["data", "last_used_at"])
            if row.type == Type.RECOVERY_CODES:
                note(user=user, what="accounts.code_spent", at=at)
            return str(row.type)
    return ""


def _taken(row: Authenticator, user: User, code: str, at: datetime) -> bool:
    if row.type == Type.TOTP:
        counter = _counter(row, code, at)
        if counter is None or counter <= row.data["last"]:
            return False
        row.data["last"] = counter
        return True
    digest = codes.backup_digest(user, code)
    if digest not in row.data["digests"]:
        return False
    row.data["digests"].remove(digest)
    return True


def _counter(row: Authenticator, code: str, at: datetime) -> int | None:
    """The half minute of a code; none fits a seed that was sealed under a signing key which is gone."""
    try:
        return codes.counter_of(Adapter().decrypt(row.data["secret"]), code, at)
    except UnreadableSecretError:
        return None


def used_passkey(*, passkey: Authenticator, at: datetime) -> None:
    """Note that it was shown."""
    Authenticator.objects.filter(pk=passkey.pk).update(last_used_at=at)


@transaction.atomic
def remove(*, user: User, factor: int, needed: bool, at: datetime, but: UUID | None = None) -> Authenticator | None:
    """Take one away; None where it is not theirs. LastFactorError for the last one where one is ``needed``, and for
    the last way to sign in of whoever has no password. Sessions end, save the one they act in (``but``)."""
    rows = list(Authenticator.objects.select_for_update().filter(user=user, type__in=FACTORS))
    found = next((row for row in rows if row.pk == factor), None)
    if found is None:
        return None
    rest = [row for row in rows if row is not found]
    way_in = user.has_usable_password() or any(row.type == Type.WEBAUTHN for row in rest)
    if (needed and not rest) or not way_in:
        raise LastFactorError
    found.delete()
    if not rest:
        Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user=user.pk, at=at, but=but)
    passkey = found.type == Type.WEBAUTHN
    tell(user=user, what="accounts.passkey_removed" if passkey else "accounts.app_removed", at=at)
    return found


def remove_all(*, user: User) -> int:
    """Take every factor and all backup codes away; how many."""
    return int(Authenticator.objects.filter(user=user).delete()[0])
