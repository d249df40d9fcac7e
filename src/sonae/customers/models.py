"""A company that an agency looks after, and whom one speaks to there.

What is known of its size, its defences and its money stands in ``answers``, with source and date.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from sonae.audit.record import Record
from sonae.customers.querysets import CustomerManager
from sonae.tenancy.models import AgencyOwned, Branch, Membership
from sonae_core.values.folding import digits_of, folded

MOST_NAME = 120
KIND = "customers.customer"
MOST_KEY = 600
"""Letters of the search key: an index of PostgreSQL holds no more than about 2,700 bytes."""


class Customer(AgencyOwned):
    """A company. Deleted ones stay for thirty days, to be brought back."""

    company_path = "pk"

    name = models.CharField("会社名", max_length=MOST_NAME)
    kana = models.CharField("ふりがな", max_length=120, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    industry = models.CharField("業種", max_length=16, blank=True)
    """An option of the question ``industry``."""
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    """Seven digits."""
    address = models.CharField("住所", max_length=200, blank=True)
    phone = models.CharField("電話番号", max_length=30, blank=True)
    website = models.CharField("ホームページ", max_length=200, blank=True)
    person = models.ForeignKey(
        Membership, verbose_name="担当", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who of the agency looks after it."""
    branch = models.ForeignKey(
        Branch, verbose_name="拠点", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField("メモ", max_length=4000, blank=True)
    source_first = models.JSONField("はじめのきっかけ", default=dict, blank=True, editable=False)
    """What brought the visit in which their request began, as the request says it; empty where nobody asked."""
    source_last = models.JSONField("送ったときのきっかけ", default=dict, blank=True, editable=False)

    search_key = models.CharField(max_length=MOST_KEY, editable=False)
    name_key = models.CharField(max_length=MOST_NAME, editable=False)
    sort_key = models.CharField(max_length=MOST_NAME, editable=False)
    phone_key = models.CharField(max_length=30, editable=False, blank=True)

    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    """Rises with every change; who changes an older one is shown both."""
    deleted_at = models.DateTimeField(null=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = CustomerManager()

    class Meta(AgencyOwned.Meta):
        indexes = [
            models.Index(fields=["agency", "sort_key", "id"], name="customers_in_order"),
            models.Index(fields=["agency", "-updated_at", "id"], name="customers_by_change"),
            models.Index(fields=["agency", "-created_at"], name="customers_by_age"),
            models.Index(fields=["agency", "search_key"], name="customers_by_key"),
            models.Index(fields=["agency", "name_key"], name="customers_by_name"),
            models.Index(
                fields=["agency", "corporate_number"],
                name="customers_by_number",
                condition=~Q(corporate_number=""),
            ),
            models.Index(fields=["deleted_at"], name="customers_deleted", condition=Q(deleted_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the row, with the keys by which it is found."""
        if not self.search_key:
            self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self, people: Iterable[Contact] = ()) -> None:
        """The keys of what it is called, and of the people there."""
        self.name_key = folded(self.name)[:MOST_NAME]
        self.sort_key = (folded(self.kana) or self.name_key)[:MOST_NAME]
        self.phone_key = digits_of(self.phone)
        own = (self.name, self.kana, self.corporate_number, self.phone, self.postcode)
        theirs = [text for each in people for text in (each.name, each.kana, each.phone, each.email)]
        self.search_key = " ".join(key for key in map(folded, (*own, *theirs)) if key)[:MOST_KEY]

    @property
    def record(self) -> Record:
        """As the log names it."""
        return Record(KIND, self.pk, self.name, self.agency_id)


class Contact(AgencyOwned):
    """Somebody one speaks to at a company."""

    company_path = "customer_id"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField("お名前", max_length=80)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    role = models.CharField("役割", max_length=80, blank=True)
    email = models.EmailField("メールアドレス", max_length=254, blank=True)
    phone = models.CharField("電話番号", max_length=30, blank=True)
    main = models.BooleanField("はじめに連絡する人", default=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(AgencyOwned.Meta):
        indexes = [models.Index(fields=["customer", "-main", "created_at"], name="contacts_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["customer"], condition=Q(main=True), name="one_main_contact"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def record(self) -> Record:
        """As the log names it: kept under the company, and erased with it."""
        return Record("customers.contact", self.pk, self.name, self.agency_id, under=self.customer.record)


class Intent(AgencyOwned):
    """What a company said it wants, when and where it said so. A later one stands beside the earlier, never over it.

    The first is what a solicitation's record of intentions begins with (Insurance Business Act, art. 294-2).
    """

    company_path = "customer_id"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="intents")
    answers = models.JSONField("意向", default=list)
    """Pairs of what was asked and what was said, in words."""
    source = models.CharField("出どころ", max_length=80)
    said_at = models.DateTimeField("聞いた日時")
    kept_at = models.DateTimeField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it down; None where the company typed it itself."""

    class Meta(AgencyOwned.Meta):
        indexes = [models.Index(fields=["customer", "said_at"], name="intents_in_order")]

    @property
    def record(self) -> Record:
        """As the log names it: kept under the company, and erased with it."""
        return Record("customers.intent", self.pk, self.source, self.agency_id, under=self.customer.record)
