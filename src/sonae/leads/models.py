"""What a visitor of an agency's site asked for, with what they agreed to and what brought them.

What the agency offers stands in ``offers``, questions with their answers and newsletters in ``asked``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from sonae.audit.record import Record
from sonae.customers.models import Customer
from sonae.leads.asked import Question, Subscription
from sonae.leads.offers import Benefit, Document, ReplyTemplate
from sonae.leads.querysets import RequestManager
from sonae.tenancy.models import AgencyOwned, Membership
from sonae_core.values.folding import digits_of, folded

__all__ = [
    "Benefit",
    "Consent",
    "Document",
    "DownloadGrant",
    "Question",
    "ReplyTemplate",
    "Request",
    "SentDiagnosis",
    "Subscription",
    "Wish",
]  # fmt: skip

KIND = "leads.request"
PERSONAL = (
    "company", "department", "name", "kana", "email", "phone", "postcode", "address", "corporate_number", "industry",
    "call_times", "message",
)  # fmt: skip
"""Fields of a request that a visitor fills in, and that are emptied when it is erased."""
MOST_KEY = 600


class Asks(StrEnum):
    """What a visitor wants."""

    DOCUMENTS = "documents"
    QUESTION = "question"
    CALL = "call"


ASKS_NAMES: Mapping[str, str] = MappingProxyType(
    {Asks.DOCUMENTS: "資料請求", Asks.QUESTION: "ご質問", Asks.CALL: "電話のご希望"}
)


class State(StrEnum):
    """Where a request stands at the agency."""

    NEW = "new"
    WORKING = "working"
    """Somebody has it, and the visitor has no answer from a person yet."""
    ANSWERED = "answered"
    CLOSED = "closed"
    """Done without an answer: a double, a wish withdrawn."""
    QUARANTINED = "quarantined"
    """Looks like a machine's; kept for a person to decide, and nobody was mailed about it."""
    DISCARDED = "discarded"


STATE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        State.NEW: "新着",
        State.WORKING: "対応中",
        State.ANSWERED: "回答済み",
        State.CLOSED: "終了",
        State.QUARANTINED: "隔離",
        State.DISCARDED: "破棄",
    }
)
OPEN = (State.NEW, State.WORKING)
"""States in which the visitor waits."""
OPEN_CODES = tuple(state.value for state in OPEN)


class Request(AgencyOwned):
    """One sending of the form. Never deleted: erasing empties what is personal and keeps number, kind and times."""

    number = models.CharField("受付番号", max_length=8)
    """Eight letters and digits that nobody confuses; by chance, so that nobody can count or guess them."""
    kind = models.CharField("種類", max_length=10, choices=tuple(ASKS_NAMES.items()))
    state = models.CharField("状態", max_length=12, choices=tuple(STATE_NAMES.items()), default=State.NEW.value)
    received_at = models.DateTimeField("受付日時")
    promised_at = models.DateTimeField("返信の約束")
    """By when the visitor was told that somebody answers."""

    company = models.CharField("会社名", max_length=120, blank=True)
    department = models.CharField("部署", max_length=80, blank=True)
    name = models.CharField("お名前", max_length=80, blank=True)
    kana = models.CharField("フリガナ", max_length=80, blank=True)
    email = models.CharField("メールアドレス", max_length=254, blank=True)
    phone = models.CharField("電話番号", max_length=30, blank=True)
    postcode = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("住所", max_length=200, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    industry = models.CharField("業種", max_length=16, blank=True)
    """An option of the question ``industry``."""
    call_times = models.CharField("電話を受けやすい時間", max_length=120, blank=True)
    message = models.TextField("ご質問・ご要望", blank=True)
    intent = models.JSONField("きっかけ", default=dict)
    """What they said they want to protect and why they ask: name of the question → chosen codes (``intents``)."""
    typed = models.JSONField(default=dict)
    """Field → exactly what was typed, before widths and gaps were made alike."""

    came_first = models.JSONField(default=dict)
    """What brought the visit in which the request, or the draft attached to it, began: the keys of ``attribution``."""
    came_last = models.JSONField(default=dict)
    """The same of the visit in which it was sent."""
    reasons = models.JSONField(default=list)
    """Why it looks like a machine's: codes of ``suspicion``; empty where nothing does."""

    assigned = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.SET_NULL, null=True, related_name="requests")
    """The company that it became, or that it turned out to be from."""
    converted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    receipt_hash = models.CharField(max_length=64)
    """Of the secret in the address of the page that shows the number."""
    version = models.PositiveIntegerField(default=1, editable=False)
    """Rises with every change at the desk."""

    search_key = models.CharField(max_length=MOST_KEY, editable=False, blank=True)
    name_key = models.CharField(max_length=120, editable=False, blank=True)
    """Of the company."""

    objects = RequestManager()

    class Meta(AgencyOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="one_request_a_number"),
            models.UniqueConstraint(fields=["agency", "receipt_hash"], name="one_request_a_receipt"),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "-received_at"], name="requests_by_state"),
            models.Index(fields=["agency", "-received_at"], name="requests_by_age"),
            models.Index(fields=["agency", "promised_at"], name="requests_open", condition=Q(state__in=OPEN_CODES)),
            models.Index(fields=["received_at"], name="requests_kept", condition=Q(erased_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.company or self.name or self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the row, with the keys by which it is found."""
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """The keys of who asked."""
        self.name_key = folded(self.company)[:120]
        own = (self.company, self.name, self.kana, self.email, self.number, digits_of(self.phone))
        self.search_key = " ".join(key for key in map(folded, own) if key)[:MOST_KEY]

    @property
    def record(self) -> Record:
        """As the log names it: kept under the company, once it has one, and erased with it."""
        under = self.customer.record if self.customer_id is not None else None
        return Record(KIND, self.pk, str(self), self.agency_id, under=under)


class Wish(AgencyOwned):
    """One document that was asked for; without ``document`` the start book, which is always there."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="wishes")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120)
    """As it was called then."""

    class Meta(AgencyOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["request", "document"], name="wished_once")]


class DownloadGrant(AgencyOwned):
    """Whoever holds the link may take the document until a day. Several may stand under one link."""

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="grants")
    token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_count = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True)

    class Meta(AgencyOwned.Meta):
        indexes = [models.Index(fields=["token_hash"], name="downloads_by_link")]


class SentDiagnosis(AgencyOwned):
    """The diagnosis that a visitor chose to send along, as it was then; it does not end with the visitor's draft."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="diagnosis")
    draft_id = models.UUIDField()
    """The visitor's draft, which belongs to nobody and may be gone."""
    number = models.PositiveIntegerField()
    """Which of its results."""
    at = models.DateTimeField()
    as_of = models.DateField()
    engine = models.CharField(max_length=32)
    pack_version = models.CharField(max_length=32)
    pack_hash = models.CharField(max_length=64)
    seed = models.BigIntegerField()
    inputs = models.JSONField()
    result = models.JSONField()
    middle = models.BigIntegerField(null=True)
    """Yen: what a serious event costs in the middle."""


class Purpose(StrEnum):
    """What is agreed to. Each stands alone: nobody need take advertising to be answered."""

    HANDLING = "handling"
    ADVERTISING = "advertising"


PURPOSE_NAMES: Mapping[str, str] = MappingProxyType(
    {Purpose.HANDLING: "個人情報の取り扱い", Purpose.ADVERTISING: "ご案内メール"}
)


class Consent(AgencyOwned):
    """What somebody was asked and what they said. A withdrawal is noted; nothing else changes, nothing is deleted."""

    refuses: ClassVar[Mapping[str, str]] = {
        "UPDATE": "NEW.given <> OLD.given OR NEW.purpose <> OLD.purpose OR NEW.words <> OLD.words OR NEW.at <> OLD.at",
        "DELETE": "",
    }

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=12, choices=tuple(PURPOSE_NAMES.items()))
    version = models.CharField(max_length=40)
    """Of the wording."""
    words = models.TextField()
    """The wording that was shown, whole."""
    given = models.BooleanField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    address_key = models.CharField(max_length=64)
    """The mail address, keyed and hashed: whose consent it was can be asked, but not read, after erasure."""

    class Meta(AgencyOwned.Meta):
        indexes = [models.Index(fields=["agency", "address_key", "purpose"], name="consents_by_address")]
