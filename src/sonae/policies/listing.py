"""The contracts of a company as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sonae.customers.models import Customer
from sonae.policies.models import PolicyTerm

SOON = timedelta(days=120)
"""From when on the days to its end are told: renewals are prepared for about four months."""


@dataclass(frozen=True)
class Shown:
    """A term, and where in it we are."""

    policy: PolicyTerm
    today: date

    @property
    def over(self) -> bool:
        """Its last day has passed."""
        return self.policy.ends_on < self.today

    @property
    def days_left(self) -> int | None:
        """Days to its last day, where that is soon."""
        left = self.policy.ends_on - self.today
        return left.days if timedelta(0) <= left <= SOON else None


def policies_of(customer: Customer, today: date) -> list[Shown]:
    """What lasts, the first to end first; then what is over, the newest first."""
    shown = [Shown(policy, today) for policy in PolicyTerm.objects.filter(customer_id=customer.pk).order_by("ends_on")]
    lasting = [each for each in shown if not each.over]
    return lasting + [each for each in reversed(shown) if each.over]
