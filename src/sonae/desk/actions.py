"""What is done across rooms."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sonae.assessments.models import Run
from sonae.audit.actions import record
from sonae.customers.models import Customer
from sonae.tenancy.actor import Actor
from sonae_paper.text.numbers import about_yen


@transaction.atomic
def proposed(*, customer: Customer, run: Run, by: Actor, at: datetime) -> None:
    """Note that a proposal was made, and of which result."""
    told = {"損害の見込み": about_yen(run.result["event"]["median"]), "診断の日": f"{run.as_of:%Y-%m-%d}"}
    record(by=by, what="proposals.made", on=customer.record, at=at, after=told)
