"""A policy for one term. A renewal is a row of its own that names the term before it.

A term is known by its insurer, its number and its last day: a renewed policy keeps its number. What it is called and
costs is typed by the agency; what it covers (``sonae_core.cover.terms.Policy``) is not here yet.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models
from django.db.models import F, Q

from sonae.audit.record import Record
from sonae.customers.models import Customer
from sonae.policies.querysets import PolicyTermManager
from sonae.tenancy.models import AgencyOwned
from sonae_core.values.folding import folded

MOST_NAME = 120
MOST_NUMBER = 40


class Kind(models.TextChoices):
    """What is insured, as far as this product tells it apart."""

    CYBER = "cyber", "サイバー保険"
    OTHER = "other", "ほかの保険"


def number_key(number: str) -> str:
    """A number as it is compared: without width, case, gaps and dashes."""
    plain = unicodedata.normalize("NFKC", number).upper()
    return "".join(each for each in plain if each.isalnum())[:MOST_NUMBER]


class PolicyTerm(AgencyOwned):
    """One policy, from its first day to its last."""

    company_path = "customer_id"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="policies")
    kind = models.CharField("種類", max_length=8, choices=Kind.choices, default=Kind.CYBER)
    insurer = models.CharField("保険会社", max_length=MOST_NAME)
    product = models.CharField("商品名", max_length=MOST_NAME, blank=True)
    number = models.CharField("証券番号", max_length=MOST_NUMBER, blank=True)
    """Empty until the insurer has given it."""
    starts_on = models.DateField("始期日")
    ends_on = models.DateField("満期日")
    premium = models.BigIntegerField("保険料（円）")
    """Yen for the whole term."""
    note = models.TextField("メモ", max_length=2000, blank=True)
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    """The term that this one renews; None: the first that we know."""
    source_first = models.JSONField("はじめのきっかけ", default=dict, blank=True, editable=False)
    """What brought the company's request, as the company had it when the contract was written down; a renewal has its
    contract's."""
    source_last = models.JSONField("送ったときのきっかけ", default=dict, blank=True, editable=False)

    insurer_key = models.CharField(max_length=MOST_NAME, editable=False)
    number_key = models.CharField(max_length=MOST_NUMBER, editable=False, blank=True)
    created_at = models.DateTimeField(editable=False)

    objects = PolicyTermManager()

    class Meta(AgencyOwned.Meta):
        indexes = [
            models.Index(fields=["customer", "-ends_on"], name="policies_in_order"),
            models.Index(fields=["agency", "created_at"], name="policies_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "insurer_key", "number_key", "ends_on"],
                condition=~Q(number_key=""),
                name="one_policy_of_a_term",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="policy_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(premium__gte=0), name="no_premium_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.insurer} {self.product}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the row, with the keys by which a term is known."""
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """The keys of its insurer and its number."""
        self.insurer_key = folded(self.insurer)[:MOST_NAME]
        self.number_key = number_key(self.number)

    @property
    def record(self) -> Record:
        """As the log names it: kept under the company, and erased with it."""
        return Record("policies.policyterm", self.pk, str(self), self.agency_id, under=self.customer.record)
