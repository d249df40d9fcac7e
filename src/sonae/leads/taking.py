"""A request is taken: kept with what was agreed to, logged and mailed about, in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from sonae.accounts.profile import AgencyProfile
from sonae.accounts.secrets import digest, new_secret
from sonae.assessments.models import Run
from sonae.audit.actions import record
from sonae.leads import letters
from sonae.leads.benefits import DIAGNOSIS, given_to
from sonae.leads.consents import WORDINGS, wording
from sonae.leads.forms import START_BOOK
from sonae.leads.hours import promised_for
from sonae.leads.intents import INTENTS, in_words
from sonae.leads.keys import Address, address_key, new_number
from sonae.leads.models import (
    ASKS_NAMES,
    PERSONAL,
    Asks,
    Consent,
    Document,
    DownloadGrant,
    Purpose,
    Request,
    SentDiagnosis,
    State,
    Wish,
)
from sonae.leads.newsletters import ask as ask_to_confirm
from sonae.leads.offers import Gift
from sonae.outbox.actions import send
from sonae.tenancy.models import Membership
from sonae.tenancy.permissions import Role

TAKEN_FOR = timedelta(days=14)
"""How long documents can be taken by the link of the mail."""
BOOK_TITLE = "スタートブック"
VISITOR = "visitor"
_COPIED = ("at", "as_of", "engine", "pack_version", "pack_hash", "seed", "inputs", "result", "middle", "number")


@dataclass(frozen=True)
class Sent:
    """What a visitor sent, understood."""

    kind: Asks
    given: Mapping[str, Any]
    typed: Mapping[str, Any]
    came_first: Mapping[str, str]
    came_last: Mapping[str, str]
    reasons: Sequence[str] = ()
    apart: bool = False
    """Whether it is kept apart, for a person to decide."""
    run: Run | None = None
    """The result of a diagnosis that they chose to send along."""
    secret: str = field(default_factory=new_secret)
    """In the address of the page that shows the number."""


@transaction.atomic
def take(*, sent: Sent, house: AgencyProfile, address: Address, desk: str, at: datetime) -> Request:
    """Keep it. Inside the agency's scope. ``desk``: the address of the desk, for the mail to the agency."""
    request = _kept(sent, house, at)
    _consents(request, sent, house, at)
    _wishes(request, sent.given.get("documents", ()))
    if sent.run is not None:
        copied = {name: getattr(sent.run, name) for name in _COPIED}
        SentDiagnosis.objects.create(agency_id=house.agency_id, request=request, draft_id=sent.run.draft_id, **copied)
        given_to(request=request, kind=Gift.DIAGNOSIS, title=DIAGNOSIS, at=at)
    record(by=VISITOR, what="leads.received", on=request.record, at=at, after={"種類": ASKS_NAMES[request.kind]})
    if not sent.apart:
        welcome(request=request, house=house, address=address, desk=desk, at=at)
    return request


def welcome(*, request: Request, house: AgencyProfile, address: Address, desk: str, at: datetime) -> None:
    """Mail to whoever asked, with a link to what they chose, and to the agency. Once a request is trusted."""
    if request.email:
        _answer(request, house, address, at)
        if request.consents.filter(purpose=Purpose.ADVERTISING, given=True).exists():
            ask_to_confirm(email=request.email, house=house, address=address, at=at, request=request)
    _tell_agency(request, house, desk, at)


def grant(*, request: Request, at: datetime) -> tuple[str, datetime] | None:
    """A new link under which everything that was wished for can be taken until a day; None where nothing was."""
    wishes = list(request.wishes.all())
    if not wishes:
        return None
    secret, until = new_secret(), at + TAKEN_FOR
    DownloadGrant.objects.bulk_create(
        DownloadGrant(
            agency_id=request.agency_id, wish=wish, token_hash=digest(secret), created_at=at, expires_at=until
        )
        for wish in wishes
    )
    return secret, until


def _kept(sent: Sent, house: AgencyProfile, at: datetime) -> Request:
    given = sent.given
    request = Request(
        agency_id=house.agency_id,
        number=_free_number(house.agency_id),
        kind=sent.kind.value,
        state=State.QUARANTINED if sent.apart else State.NEW,
        received_at=at,
        promised_at=promised_for(at),
        intent=in_words({name: str(given.get(name, "")) for name in INTENTS}),
        typed=dict(sent.typed),
        came_first=dict(sent.came_first),
        came_last=dict(sent.came_last),
        reasons=list(sent.reasons),
        assigned=_default_person(house),
        receipt_hash=digest(sent.secret),
        **{name: given.get(name, "") for name in PERSONAL},
    )
    request.save(force_insert=True)
    return request


def _free_number(agency: UUID) -> str:
    while Request.objects.filter(agency_id=agency, number=(number := new_number())).exists():
        continue
    return number


def _default_person(house: AgencyProfile) -> Membership | None:
    person = house.person
    return person if person is not None and person.ended_at is None else None


def _consents(request: Request, sent: Sent, house: AgencyProfile, at: datetime) -> None:
    for purpose in Purpose:
        row = Consent(
            agency_id=request.agency_id,
            request=request,
            purpose=purpose.value,
            version=WORDINGS[purpose].version,
            words=wording(purpose, house.shown_name),
            given=bool(sent.given.get(purpose.value)),
            at=at,
            address_key=address_key(request.email or request.phone),
        )
        row.save(force_insert=True)


def _wishes(request: Request, chosen: Sequence[str]) -> None:
    documents = {str(each.pk): each for each in Document.objects.light().filter(pk__in=_ids(chosen))}
    for code in chosen:
        document = documents.get(code)
        if code == START_BOOK or document is not None:
            title = BOOK_TITLE if document is None else document.title
            Wish.objects.create(agency_id=request.agency_id, request=request, document=document, title=title)


def _ids(chosen: Sequence[str]) -> list[str]:
    return [code for code in chosen if code != START_BOOK]


def _answer(request: Request, house: AgencyProfile, address: Address, at: datetime) -> None:
    link, until, titles = "", at, []
    if (granted := grant(request=request, at=at)) is not None:
        secret, until = granted
        link, titles = (
            address("download", secret),
            list(request.wishes.order_by("title").values_list("title", flat=True)),
        )
    send(
        agency=request.agency_id,
        to=request.email,
        to_name=request.name,
        subject=f"{ASKS_NAMES[request.kind]}を受け付けました（{house.shown_name}）"[:200],
        text=letters.received(request, house, titles, link, until),
        kind="leads.received",
        by="system",
        at=at,
        about=request.record,
    )


def _tell_agency(request: Request, house: AgencyProfile, desk: str, at: datetime) -> None:
    for to, name in _readers(house):
        send(
            agency=request.agency_id,
            to=to,
            to_name=name,
            subject=f"{ASKS_NAMES[request.kind]}が届きました",
            text=letters.arrived(request, desk),
            kind="leads.arrived",
            by="system",
            at=at,
            about=request.record,
        )


def _readers(house: AgencyProfile) -> list[tuple[str, str]]:
    """Whoever looks after what comes in, else the agency's address, else its owners."""
    if (person := _default_person(house)) is not None:
        return [(person.user.email, person.user.name)]
    if house.email:
        return [(house.email, house.shown_name)]
    owners = Membership.objects.filter(agency_id=house.agency_id, role=Role.OWNER, ended_at=None)
    return [(part.user.email, part.user.name) for part in owners.select_related("user")]
