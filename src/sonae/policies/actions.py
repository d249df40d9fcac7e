"""What is done with policies; each with its entry in the log, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from sonae.audit.actions import record
from sonae.customers.models import Customer
from sonae.policies.models import PolicyTerm
from sonae.tenancy.actor import Actor

FIELDS = ("kind", "insurer", "product", "number", "starts_on", "ends_on", "premium", "note")
SOURCES = ("source_first", "source_last")


class SameTermError(Exception):
    """The agency has written down this insurer's number with this last day before, at the company that is named."""

    def __init__(self, other: PolicyTerm) -> None:
        where = "削除したお客様の" if other.customer.deleted_at else ""
        same = f"この証券番号と満期日の契約は、{where}{other.customer.name}に登録してあります。"
        super().__init__(f"{same}番号と満期日を確かめてください。")


def _told(policy: PolicyTerm) -> dict[str, Any]:
    found = {name: getattr(policy, name) for name in FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


@transaction.atomic
def add(*, customer: Customer, given: Mapping[str, Any], by: Actor, at: datetime) -> PolicyTerm:
    """Write a contract down. It was brought by what brought the company; a renewal by what brought its contract.

    SameTermError where the agency has this term already.
    """
    policy = PolicyTerm(agency_id=customer.agency_id, customer=customer, created_at=at, **given)
    came = Customer.objects.only(*SOURCES).get(pk=customer.pk)  # anew: a request may have been joined meanwhile
    policy.source_first, policy.source_last = came.source_first, came.source_last
    _renewing(policy)
    _keep(policy, force_insert=True)
    record(by=by, what="policies.added", on=policy.record, at=at, after=_told(policy))
    return policy


@transaction.atomic
def change(*, policy: PolicyTerm, given: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Change what differs. SameTermError where it becomes a term that the agency has already."""
    held = PolicyTerm.objects.select_for_update().get(pk=policy.pk)
    before = _told(held)
    for name, value in given.items():
        setattr(held, name, value)
    after = _told(held)
    if before == after:
        return
    _renewing(held)
    _keep(held)
    record(by=by, what="policies.changed", on=held.record, at=at, before=before, after=after)


@transaction.atomic
def remove(*, policy: PolicyTerm, by: Actor, at: datetime) -> None:
    """Take away a contract that was written down by mistake; one that ended stays."""
    record(by=by, what="policies.removed", on=policy.record, at=at, before=_told(policy))
    policy.delete()


def _renewing(policy: PolicyTerm) -> None:
    """Say which term it renews, if any; what brought that one brought this one too."""
    policy.set_keys()
    same = PolicyTerm.objects.filter(customer_id=policy.customer_id, insurer_key=policy.insurer_key)
    numbered = same.filter(number_key=policy.number_key).exclude(number_key="").exclude(pk=policy.pk)
    policy.previous = numbered.filter(ends_on__lt=policy.ends_on).order_by("-ends_on").first()
    if policy.previous is not None:
        policy.source_first, policy.source_last = policy.previous.source_first, policy.previous.source_last


def _keep(policy: PolicyTerm, **how: Any) -> None:
    try:
        with transaction.atomic():
            policy.save(**how)
    except IntegrityError:
        keys = {"insurer_key": policy.insurer_key, "number_key": policy.number_key, "ends_on": policy.ends_on}
        other = PolicyTerm.objects.filter(agency_id=policy.agency_id).same_term(**keys).exclude(pk=policy.pk).first()
        if other is None:
            raise
        raise SameTermError(other) from None
