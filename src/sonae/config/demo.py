"""The demo: one finished sheet of an invented manufacturer, so that a new installation has something to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sonae.answers.models import Subject
from sonae.assessments import actions
from sonae.assessments.case import company_file
from sonae.assessments.links import new_link, results_link
from sonae.tenancy.scope import unscoped, within

MANUFACTURER: Mapping[str, Any] = {
    "industry": "E",
    "employees": 28,
    "sales": 500_000_000,
    "works_by_hand": "partly",
    "persons_held": 1_200,
    "data_class": "basic",
    "remote_access": "vpn",
    "web_presence": "form",
    "supplier_dependence": None,
    "mfa": "no",
    "backup": "no",
    "updates": "partial",
    "budget": 1_500_000,
    "cash": 10_000_000,
}
"""Answers of a company that does not exist."""


def load(at: datetime, today: date) -> str | None:
    """The address of its result; None when the database already knows somebody."""
    with unscoped("whether the database knows anybody"):
        if Subject.objects.exists():
            return None
    link = new_link()
    inputs = company_file(MANUFACTURER)
    result = actions.answer_for(inputs, today, uncertain=False)
    draft = actions.start_draft(link=link, given=MANUFACTURER, at=at)
    with within():
        run = actions.keep_run(draft=draft, of=None, inputs=inputs, result=result, at=at)
    return f"/r/{results_link(link)}/{run.number}/"
