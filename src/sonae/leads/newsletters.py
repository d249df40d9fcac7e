"""Whom an agency's news goes to: nobody who has not pressed the button in a mail to their own address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from sonae.accounts.profile import AgencyProfile
from sonae.accounts.secrets import digest, new_secret
from sonae.audit.actions import record
from sonae.leads import letters
from sonae.leads.asked import Standing
from sonae.leads.consents import WORDINGS
from sonae.leads.keys import Address, address_key
from sonae.leads.models import Consent, Purpose, Request, Subscription
from sonae.outbox.actions import send

OPEN_FOR = timedelta(days=7)
"""How long the button of the mail works."""
AGAIN_AFTER = timedelta(hours=1)
"""An address is not mailed the same request sooner, however often somebody types it."""


@transaction.atomic
def ask(*, email: str, house: AgencyProfile, address: Address, at: datetime, request: Request | None = None) -> None:
    """Ask the address by mail whether it wants the news. Of an address that has them, or was just asked, nothing.

    Whoever typed it sees the same page either way.
    """
    found = Subscription.objects.filter(agency_id=house.agency_id, address_key=address_key(email)).first()
    if found is not None and (found.state == Standing.CONFIRMED or _was_just_asked(found, at)):
        return
    secret = new_secret()
    row = found or Subscription(
        agency_id=house.agency_id, address_key=address_key(email), stop_hash=digest(new_secret())
    )
    row.email, row.state, row.request = email, Standing.PENDING.value, request
    row.confirm_hash, row.asked_at, row.ended_at = digest(secret), at, None
    row.wording = WORDINGS[Purpose.ADVERTISING].version
    row.save()
    text = letters.confirm(house, address("news-confirm", secret), at + OPEN_FOR)
    _mail(row, house, f"ご案内の受け取りの確認（{house.shown_name}）", text, "leads.news_confirm", at)


def _was_just_asked(found: Subscription, at: datetime) -> bool:
    return found.state == Standing.PENDING and at - found.asked_at < AGAIN_AFTER


def to_confirm(secret: str, at: datetime) -> Subscription | None:
    """The subscription that the button of a mail would begin."""
    found: Subscription | None = Subscription.objects.filter(
        confirm_hash=digest(secret), asked_at__gt=at - OPEN_FOR, state=Standing.PENDING
    ).first()
    return found


def to_stop(secret: str) -> Subscription | None:
    """The subscription that the link under the news ends."""
    found: Subscription | None = Subscription.objects.filter(stop_hash=digest(secret)).first()
    return found


@transaction.atomic
def confirm(*, subscription: Subscription, house: AgencyProfile, address: Address, at: datetime) -> bool:
    """The owner of the address wants the news; whether they still had to say so."""
    held = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if held.state != Standing.PENDING:
        return False
    secret = new_secret()
    held.state, held.confirm_hash, held.confirmed_at = Standing.CONFIRMED.value, "", at
    held.stop_hash = digest(secret)
    held.save()
    record(by="visitor", what="leads.news_begun", on=held.record, at=at)
    text = letters.confirmed(house, address("news-stop", secret))
    _mail(held, house, f"ご案内の受け取りを始めました（{house.shown_name}）", text, "leads.news_begun", at)
    return True


@transaction.atomic
def stop(*, subscription: Subscription, at: datetime) -> None:
    """No more news. What was agreed to is noted as taken back; the address goes at once."""
    held = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if held.state == Standing.ENDED:
        return
    record(by="visitor", what="leads.news_ended", on=held.record, at=at)
    held.state, held.confirm_hash, held.ended_at, held.email = Standing.ENDED.value, "", at, ""
    held.save()
    given = Consent.objects.filter(purpose=Purpose.ADVERTISING, address_key=held.address_key, given=True)
    given.filter(withdrawn_at=None).update(withdrawn_at=at)


def _mail(row: Subscription, house: AgencyProfile, subject: str, text: str, kind: str, at: datetime) -> None:
    send(
        agency=house.agency_id,
        to=row.email,
        subject=subject[:200],
        text=text,
        kind=kind,
        by="system",
        at=at,
        about=row.record,
    )
