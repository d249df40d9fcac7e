"""Companies that do not exist, with people and diagnoses."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sonae.answers.models import Answer
from sonae.assessments import actions as diagnosing
from sonae.assessments.case import company_file
from sonae.assessments.models import Draft, Run
from sonae.config.demo import MANUFACTURER
from sonae.customers import actions
from sonae.customers.models import Contact, Customer
from sonae.tenancy.models import Membership
from sonae.tenancy.scope import within
from sonae_core.values.corporate_number import check_digit
from tests.factories.agencies import actor_of

REGISTERED = datetime(2026, 11, 2, 1, tzinfo=UTC)
ASKED = {name: value for name, value in MANUFACTURER.items() if name not in ("budget", "cash")}
"""All twelve questions, one of them わからない."""
_NUMBERS = itertools.count(1)


def fake_number(serial: int = 1) -> str:
    """A 法人番号 whose digits agree and which cannot be given out: no registry has the code 9999."""
    base = f"9999{serial:08d}"
    return f"{check_digit(base)}{base}"


def make_customer(by: Membership, name: str = "", *, at: datetime = REGISTERED, **given: Any) -> Customer:
    """A company that the member has registered."""
    name = name or f"架空工業{next(_NUMBERS)}株式会社"
    with within(by.agency_id):
        return actions.add(given={"name": name, **given}, by=actor_of(by), at=at)


def make_contact(customer: Customer, by: Membership, name: str = "架空 花子", **given: Any) -> Contact:
    """Somebody at a company."""
    with within(customer.agency_id):
        return actions.add_contact(customer=customer, given={"name": name, **given}, by=actor_of(by), at=REGISTERED)


@lru_cache(maxsize=4)
def engine_says(day: date, employees: int) -> dict[str, Any]:
    """Of the invented manufacturer; the engine is asked once for all tests."""
    return diagnosing.answer_for(company_file({**ASKED, "employees": employees}), day, uncertain=False)


def make_run(draft: Draft, *, at: datetime, employees: int = 28, by: Membership | None = None) -> Run:
    """A result of a draft, as the button of the sheet stores it."""
    agencies = [draft.agency_id] if draft.agency_id else []
    inputs = company_file({**ASKED, "employees": employees})
    with within(*agencies):
        return diagnosing.keep_run(
            draft=draft,
            of=None,
            inputs=inputs,
            result=engine_says(date(2026, 11, 24), employees),
            at=at,
            by=None if by is None else actor_of(by),
        )


def make_diagnosis(customer: Customer, by: Membership, *, at: datetime = REGISTERED, employees: int = 28) -> Run:
    """A sheet of the company with all twelve answers, and its result."""
    with within(customer.agency_id):
        draft = diagnosing.start_for(company=customer, by=actor_of(by), at=at)
        diagnosing.answer(draft=draft, given={**ASKED, "employees": employees}, by=actor_of(by), at=at)
        assert Answer.objects.filter(subject=draft.pk).exists()
    return make_run(draft, at=at, employees=employees, by=by)
