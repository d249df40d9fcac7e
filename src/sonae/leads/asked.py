"""Questions with their answers, some of them published; and whom the newsletter goes to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.conf import settings
from django.db import models
from django.db.models import Q

from sonae.audit.record import Record
from sonae.tenancy.models import AgencyOwned


class Question(AgencyOwned):
    """A visitor's question, answered to them alone or, in words without anybody's name, for all."""

    request = models.ForeignKey("leads.Request", on_delete=models.SET_NULL, null=True, related_name="questions")
    """Who asked it; None: the agency wrote it."""
    slug = models.SlugField(max_length=60, blank=True)
    """Its part of the address; empty while it is not published."""
    title = models.CharField("質問", max_length=120)
    text = models.TextField("質問の内容", max_length=2000, blank=True)
    """As it is published: without whatever tells who asked."""
    answer = models.TextField("回答", max_length=4000, blank=True)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(AgencyOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "slug"], condition=~Q(slug=""), name="one_question_an_address"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | (~Q(slug="") & ~Q(answer="")), name="published_with_answer"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def record(self) -> Record:
        """As the log names it."""
        return Record("leads.question", self.pk, self.title, self.agency_id)


class Standing(StrEnum):
    """Where a subscription stands."""

    PENDING = "pending"
    """Asked for, and the address not confirmed: nothing is sent but the mail that asks."""
    CONFIRMED = "confirmed"
    ENDED = "ended"


STANDING_NAMES: Mapping[str, str] = MappingProxyType(
    {Standing.PENDING: "確認待ち", Standing.CONFIRMED: "配信中", Standing.ENDED: "停止"}
)


class Subscription(AgencyOwned):
    """An address that asked for the agency's news, confirmed by a mail to it, ended by one press."""

    email = models.EmailField("メールアドレス", max_length=254, blank=True)
    """Empty once it ended long enough ago."""
    address_key = models.CharField(max_length=64)
    """The address, keyed and hashed: one row for each, also after the address is gone."""
    request = models.ForeignKey("leads.Request", on_delete=models.SET_NULL, null=True, related_name="+")
    """The request with which it was asked for; None: on the page of news."""
    state = models.CharField("状態", max_length=10, choices=tuple(STANDING_NAMES.items()))
    confirm_hash = models.CharField(max_length=64, blank=True)
    """Of the secret in the mail that asks to confirm; empty once used."""
    stop_hash = models.CharField(max_length=64)
    """Of the secret under which one press ends it."""
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    wording = models.CharField(max_length=40)
    """The version of the words that were agreed to."""

    class Meta(AgencyOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "address_key"], name="one_subscription_an_address"),
            models.UniqueConstraint(fields=["agency", "stop_hash"], name="one_subscription_a_link"),
        ]
        indexes = [
            models.Index(fields=["confirm_hash"], name="subscriptions_to_confirm", condition=~Q(confirm_hash=""))
        ]

    @property
    def record(self) -> Record:
        """As the log names it."""
        return Record("leads.subscription", self.pk, self.email, self.agency_id)
