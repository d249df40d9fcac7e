"""Mails that were decided to leave, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sonae.outbox.querysets import LIVE, MailManager
from sonae.tenancy.models import Agency, AgencyOwned


class State(StrEnum):
    """Where a mail stands."""

    DRAFT = "draft"
    """Somebody is writing it and looks at what the gate says; leaves only when they say so."""
    HELD = "held"
    """A person wrote it; until ``not_before`` it can be undone."""
    WAITING = "waiting"
    """For its turn, or for the next try."""
    SENDING = "sending"
    """A sender has it until ``lease_until``."""
    SENT = "sent"
    FAILED = "failed"
    """No more tries by themselves."""
    STOPPED = "stopped"


STATE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        State.DRAFT: "下書き",
        State.HELD: "まだ取り消せます",
        State.WAITING: "送信待ち",
        State.SENDING: "送信中",
        State.SENT: "送信済み",
        State.FAILED: "送れませんでした",
        State.STOPPED: "取り消しました",
    }
)


class OfNobodyOrAnAgency(AgencyOwned):
    """A row of an agency, or of nobody: mail to people who belong nowhere yet, and to who runs the installation."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    class Meta(AgencyOwned.Meta):
        abstract = True


class Mail(OfNobodyOrAnAgency):
    """One mail to one recipient. Nobody is copied: two recipients are two mails."""

    company_path: ClassVar[str | None] = "company_id"

    kind = models.CharField("種類", max_length=60)
    """A code of ``kinds``."""
    to = models.EmailField("宛先", max_length=254)
    to_name = models.CharField("宛名", max_length=80, blank=True)
    sender_name = models.CharField("差出人の名前", max_length=120)
    reply_to = models.EmailField("返信先", max_length=254, blank=True)
    subject = models.CharField("件名", max_length=200)
    text = models.TextField("本文")
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True)
    about_name = models.CharField(max_length=200, blank=True)
    company_id = models.UUIDField(null=True, editable=False)
    """The company it is about (a record of ``customers``, which stands above this room)."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who decided that it leaves; None where the product did."""
    by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    state = models.CharField(max_length=8, choices=tuple(STATE_NAMES.items()))
    urgent = models.BooleanField(default=False)
    """Before the others: somebody waits at a page for it."""
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_holder = models.CharField(max_length=32, blank=True)
    """Which sender, and which of its tries."""
    message_id = models.CharField(max_length=120, unique=True)
    """The same for every try, so that whoever receives it twice can tell."""
    last_error = models.CharField("最後の誤り", max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)
    """When it was sent, given up or undone."""
    ended_by_name = models.CharField(max_length=120, blank=True)
    confirmed = models.JSONField(default=list)
    """What the gate said and whoever sent confirmed, in its words."""
    text_gone_at = models.DateTimeField(null=True)
    """When a text that opens a door was forgotten."""

    objects = MailManager()

    class Meta(AgencyOwned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="mail_state_known"),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until__isnull=False) | (~Q(state="sending") & Q(lease_until=None)),
                name="mail_leased_while_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LIVE) | Q(ended_at=None), name="mail_that_waits_has_not_ended"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "not_before"], name="mail_due"),
            models.Index(
                fields=["-urgent", "not_before", "created_at"], name="mail_next", condition=Q(ended_at__isnull=True)
            ),
            models.Index(fields=["agency", "created_at"], name="mail_of_agency"),
            models.Index(fields=["agency", "company_id", "created_at"], name="mail_of_company"),
            models.Index(fields=["about_id"], name="mail_about", condition=Q(about_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.subject


class Attached(OfNobodyOrAnAgency):
    """A file that goes with a mail, as it was when the mail was written."""

    company_path: ClassVar[str | None] = "mail__company_id"

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="attachments")
    place = models.PositiveSmallIntegerField()
    name = models.CharField("ファイル名", max_length=120)
    media = models.CharField(max_length=100)
    content = models.BinaryField()
    words = models.TextField(blank=True)
    """Its text, where whoever made the file knows it; the gate reads it."""
    size = models.PositiveIntegerField()
    """Bytes."""
    sha256 = models.CharField(max_length=64)

    class Meta(AgencyOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["mail", "place"], name="attachment_place")]


class Allowed(AgencyOwned):
    """An address outside of the agency and its customers to which it may write all the same: an insurer's desk, say."""

    address = models.EmailField("宛先", max_length=254)
    reason = models.CharField("理由", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(AgencyOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "address"], condition=Q(ended_at__isnull=True), name="allowed_once"
            )
        ]


class ScanRun(models.Model):
    """When a scan of due rows last ran, for ``sonae doctor``; the scans themselves need no memory."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
    found = models.PositiveIntegerField(default=0)
    """How many rows it had to do with."""
    error = models.CharField(max_length=120, blank=True)
    """The kind of error, where it failed."""
