"""The end of each log, mailed to those whose log it is: a head that lies where nobody who can change the log can reach.

Once a day (in Japan), where something was added since the last one; kept as ``WrittenHead`` in the same transaction as
the mails, so that no crash sends one twice or forgets one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from sonae.accounts.models import User
from sonae.audit.models import OPERATORS, Head, WrittenHead
from sonae.audit.words import JAPAN
from sonae.outbox.actions import send
from sonae.outbox.schedule import scan
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within

SUBJECT = "記録の控え（{number:,}件目まで）"
TEXT = """{whose}の操作の記録の控えです。

{day}に書き留めた控え（番号:確認番号）

{number}:{hash}

このメールを取っておくと、{number:,}件目までの記録が、あとから書き換えられたり
消されたりしていないかを、いつでも確かめられます。
確かめたいときは、上の控えを、備えを動かしている管理者に伝えてください。
（管理者の方へ: sonae audit verify {option} --head 番号:確認番号）

この控えは、記録が増えた日にだけ、1日に1回お送りします。
"""


@scan("audit.heads", every=timedelta(minutes=30))
def due(now: datetime) -> int:
    """Mail every head that is due; how many logs that were."""
    day = now.astimezone(JAPAN).date()
    found = [(agency.pk, agency.name, f"--agency {agency.slug}") for agency in _agencies()]
    return sum(_mail(*each, day=day, now=now) for each in [*found, (None, "運営者", "--operator")])


def _agencies() -> Iterator[Agency]:
    yield from Agency.objects.filter(closed_at__isnull=True).order_by("slug")


def _mail(agency_id: UUID | None, whose: str, option: str, *, day: date, now: datetime) -> bool:
    with within(*([agency_id] if agency_id else [])), transaction.atomic():
        if not _waits(agency_id, day):
            return False
        head = Head.objects.select_for_update().get(pk=agency_id or OPERATORS)
        people = _owners(agency_id)
        if not people or not _waits(agency_id, day):  # another scan was quicker
            return False
        WrittenHead.objects.create(agency_id=agency_id, day=day, number=head.number, hash=head.hash)
        words = {
            "whose": whose,
            "number": head.number,
            "hash": head.hash,
            "option": option,
            "day": f"{day.year}年{day.month}月{day.day}日",
        }
        for address in people:
            send(
                agency=agency_id,
                to=address,
                subject=SUBJECT.format(**words),
                text=TEXT.format(**words),
                kind="audit.head",
                by="schedule",
                at=now,
            )
        return True


def _waits(agency_id: UUID | None, day: date) -> bool:
    """Whether something was added since the last head, and none was written today."""
    written = WrittenHead.objects.filter(agency_id=agency_id).order_by("-day").first()
    if written is not None and written.day >= day:
        return False
    return Head.objects.filter(pk=agency_id or OPERATORS, number__gt=written.number if written else 0).exists()


def _owners(agency_id: UUID | None) -> list[str]:
    if agency_id is None:
        people = User.objects.filter(is_operator=True, is_active=True)
        return list(people.order_by("email").values_list("email", flat=True))
    parts = Membership.objects.filter(agency_id=agency_id, role=Role.OWNER, ended_at__isnull=True, user__is_active=True)
    return list(parts.order_by("user__email").values_list("user__email", flat=True))
