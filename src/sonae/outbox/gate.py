"""The one gate for whatever leaves: may it go to this address, and whose names does it carry?

Most leaks of agencies were no break-ins: an ordinary person sent the right thing to the wrong address, or a list with
other customers in it. So the address must be known (``Recipients``), and another customer's name in the text or in an
attachment is said aloud before anything leaves; whoever sends confirms exactly what was said.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q

from sonae.outbox import sources
from sonae.outbox.inside import words_of
from sonae.outbox.kinds import Recipients, kind
from sonae.outbox.models import Allowed
from sonae.outbox.words import Attachment
from sonae.tenancy.models import Grant, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped
from sonae_core.values.errors import InputError
from sonae_core.values.folding import folded

LEAST_NAME = 3
"""Letters of a name below which it is found in ordinary words."""
_PIECE = 400
"""Letters that ``folded`` takes at once."""
_OVERLAP = 120
"""The longest name."""


@dataclass(frozen=True)
class Verdict:
    """``known_as``: who the recipient is. ``refused``: why it may not leave; empty where it may. ``warnings``: what
    must be confirmed by whoever sends."""

    known_as: str = ""
    refused: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Stands for exactly these warnings; empty without any. Confirming hands it back."""
        return hashlib.sha256("\n".join(self.warnings).encode()).hexdigest()[:24] if self.warnings else ""


class NotConfirmedError(Exception):
    """Something must be confirmed before it leaves."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__("、".join(verdict.warnings))


UNKNOWN = "この会社の連絡先にも、送ってよい宛先にも登録されていません"
GRANTED = "ほかの代理店の方（お客様を見せている相手）"
REMEDY = "連絡先に登録してください。ほかの代理店の方なら、先にこのお客様を「見せる相手」に加えてください"
STRANGER = "この宛先は、サインインできる人のものではありません"


def look(
    *,
    agency: UUID | None,
    to: str,
    subject: str,
    text: str,
    kind_code: str,
    company: UUID | None,
    attachments: Sequence[Attachment],
    at: datetime,
) -> Verdict:
    """What the gate says. Asked inside the agency's scope; writes nothing."""
    rule = kind(kind_code).recipients
    if rule is Recipients.ANYBODY:
        return Verdict()
    known, inside = _known(agency, to, company, at) if agency is not None else _anybody(to)
    if not known and rule is Recipients.ASKERS and agency is not None:
        known = sources.asker(agency, to.lower())
    if not known:
        return Verdict(refused=STRANGER if rule is Recipients.PEOPLE else UNKNOWN)
    if rule is Recipients.PEOPLE:
        return Verdict(known) if inside else Verdict(refused=STRANGER)
    if inside or agency is None:
        return Verdict(known)
    return Verdict(known, warnings=tuple(_warnings(agency, company, f"{subject}\n{text}", attachments)))


def passed(verdict: Verdict, confirmed: str) -> None:
    """InputError for what may not leave; NotConfirmedError where not exactly what was said has been confirmed."""
    if verdict.refused:
        raise InputError("宛先", verdict.refused, REMEDY)
    if verdict.mark != confirmed and verdict.warnings:
        raise NotConfirmedError(verdict)


# --- to whom ----------------------------------------------------------------------------------------------------------


def _anybody(to: str) -> tuple[str, bool]:
    person = get_user_model().objects.filter(email=to.lower(), is_active=True).first()
    return (f"{person.name}さん", True) if person is not None else ("", False)


def _known(agency: UUID, to: str, company: UUID | None, at: datetime) -> tuple[str, bool]:
    """Who the address is to the agency, and whether it stays inside: its own people may see every customer."""
    address = to.lower()
    parts = Membership.objects.filter(agency_id=agency, user__email=address, ended_at=None)
    part = parts.select_related("user").first()
    if part is not None and part.role != Role.CLIENT:
        return f"{part.user.name}さん（この代理店の人）", part.role != Role.COORDINATOR
    if _elsewhere(agency, address):
        return (GRANTED if _granted(agency, address, company, at) else ""), False
    if part is not None and part.company_id == company:
        return f"{part.user.name}さん（お客様）", False
    return _contact(agency, address, company), False


def _contact(agency: UUID, address: str, company: UUID | None) -> str:
    found = sources.company(company) if company is not None else None
    if found is not None and found.agency_id == agency:
        for person in found.people:
            if person.address.lower() == address:
                return f"{person.name}さん（{found.name}の連絡先）"
    allowed = Allowed.objects.filter(agency_id=agency, address=address, ended_at=None).first()
    return f"送ってよい宛先（{allowed.reason}）" if allowed is not None else ""


def _elsewhere(agency: UUID, address: str) -> bool:
    """Whether somebody of another agency's staff has this address."""
    with unscoped("whether an address belongs to another agency"):
        others = Membership.objects.filter(user__email=address, ended_at=None).exclude(agency_id=agency)
        return bool(others.exclude(role=Role.CLIENT).exists())


def _granted(agency: UUID, address: str, company: UUID | None, at: datetime) -> bool:
    live = Q(starts_at__lte=at, ends_at__gt=at, ended_at=None) & (Q(record_id=None) | Q(record_id=company))
    with unscoped("whether an agency has shown a record to whom it writes"):
        belongs = Membership.objects.filter(user__email=address, ended_at=None).values("agency_id")
        to_them = Q(to_user__email=address) | Q(to_agency_id__in=belongs)
        return bool(Grant.objects.filter(live & to_them, agency_id=agency).exists())


# --- whose names ------------------------------------------------------------------------------------------------------


def _warnings(agency: UUID, company: UUID | None, text: str, attachments: Sequence[Attachment]) -> list[str]:
    keys = {key: name for name in sources.names(agency, company) if len(key := folded(name)) >= LEAST_NAME}
    found = [f"本文か件名に、ほかのお客様の名前があります: {name}" for name in _named(text, keys)]
    for each in attachments:
        words = words_of(each)
        if words is None:
            found.append(f"「{each.name}」の中身は機械では確かめられません。開いて確かめてください")
            continue
        inside = _named(f"{each.name}\n{words}", keys)
        found += [f"「{each.name}」に、ほかのお客様の名前があります: {name}" for name in inside]
    return found


def _named(text: str, keys: dict[str, str]) -> list[str]:
    whole = _folded_whole(text)
    return sorted(name for key, name in keys.items() if key in whole)


def _folded_whole(text: str) -> str:
    """The key of a text of any length. Pieces overlap, so that no name is cut through."""
    plain = unicodedata.normalize("NFKC", text)
    return "\n".join(folded(plain[start : start + _PIECE]) for start in range(0, len(plain), _PIECE - _OVERLAP))
