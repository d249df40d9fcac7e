"""What an agency offers and gives: its documents, the words of its replies, and the register of what was given free."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.conf import settings
from django.db import models

from sonae.audit.record import Record
from sonae.customers.models import Customer
from sonae.leads.querysets import DocumentManager
from sonae.tenancy.models import AgencyOwned

MOST_BYTES = 10_000_000
MEDIA = "application/pdf"


class Document(AgencyOwned):
    """A paper that visitors can ask for. Solicitation material is hidden once its approval has run out."""

    title = models.CharField("題名", max_length=120)
    description = models.CharField("内容", max_length=300, blank=True)
    file_name = models.CharField("ファイル名", max_length=120)
    media = models.CharField(max_length=100, default=MEDIA)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    """Bytes."""
    sha256 = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField("順番", default=0)
    approval_number = models.CharField("募集文書の承認番号", max_length=80, blank=True)
    approval_until = models.DateField("承認の有効期限", null=True, blank=True)
    """Shown through this day; None: no day was said."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    """None: not shown to visitors."""
    withdrawn_at = models.DateTimeField(null=True)
    """Put away for good; kept for the requests that name it."""
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentManager()

    class Meta(AgencyOwned.Meta):
        indexes = [models.Index(fields=["agency", "place"], name="documents_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def record(self) -> Record:
        """As the log names it."""
        return Record("leads.document", self.pk, self.title, self.agency_id)


class ReplyTemplate(AgencyOwned):
    """Words for an answer, with places for names (``replies``)."""

    name = models.CharField("名前", max_length=80)
    subject = models.CharField("件名", max_length=200)
    text = models.TextField("本文")
    place = models.PositiveSmallIntegerField("順番", default=0)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(AgencyOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_template_of_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def record(self) -> Record:
        """As the log names it."""
        return Record("leads.template", self.pk, self.name, self.agency_id)


class Gift(StrEnum):
    """What was given free."""

    BOOK = "book"
    DIAGNOSIS = "diagnosis"
    CONSULTING = "consulting"
    OTHER = "other"


GIFT_NAMES: Mapping[str, str] = MappingProxyType(
    {Gift.BOOK: "冊子・資料", Gift.DIAGNOSIS: "診断", Gift.CONSULTING: "相談・助言", Gift.OTHER: "その他"}
)


class Benefit(AgencyOwned):
    """One thing given free, to a requester, a customer or anybody, with its value and the terms of the offer."""

    company_path = "customer_id"

    kind = models.CharField("種類", max_length=12, choices=tuple(GIFT_NAMES.items()))
    title = models.CharField("内容", max_length=120)
    yen = models.PositiveIntegerField("金額の目安")
    """What it would cost where it is sold."""
    at = models.DateTimeField("渡した日")
    request = models.ForeignKey("leads.Request", on_delete=models.PROTECT, null=True, related_name="benefits")
    customer = models.ForeignKey(Customer, on_delete=models.SET_NULL, null=True, related_name="+")
    recipient = models.CharField("相手", max_length=120, blank=True)
    """The company as it was called; emptied with the request."""
    recipient_key = models.CharField(max_length=64, blank=True)
    """By which what one recipient was given is added up."""
    for_everybody = models.BooleanField("契約の有無にかかわらず、どなたにも", default=True)
    terms = models.CharField("条件", max_length=300)
    """As the offer said publicly."""
    note = models.CharField("メモ", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it down; None: noted by itself when it was given."""

    class Meta(AgencyOwned.Meta):
        indexes = [models.Index(fields=["agency", "-at"], name="benefits_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def record(self) -> Record:
        """As the log names it."""
        return Record("leads.benefit", self.pk, self.title, self.agency_id)
