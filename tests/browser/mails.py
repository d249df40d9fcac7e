"""An invented agency with mails in every state, made by a process of its own beside a running site."""

from __future__ import annotations

from pathlib import Path

from tests.browser.server import made

_MAKE = """
import django; django.setup()
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from sonae.accounts import cookies
from sonae.outbox import actions
from sonae.outbox.actions import Given
from sonae.outbox.models import Mail
from sonae.outbox.words import Attachment
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import actor_of, make_agency, make_member, make_person, signed_in
from tests.factories.customers import make_contact, make_customer

at = timezone.now()
agency = make_agency("みなと保険事務所（架空）", "minato-mails")
owner = make_member(agency, Role.OWNER, person=make_person("架空 直子"))
by = actor_of(owner)
maker = make_customer(owner, "東山工業株式会社（架空）", at=at)
make_customer(owner, "有限会社さくら台クリニック（架空）", at=at)
make_contact(maker, owner, "架空 健一", role="工場長", email="ken@example.jp")
make_contact(maker, owner, "架空 まゆみ", role="経理", email="mayumi@example.jp")
found = {}


def given(to, text, *files):
    about = maker.record
    return Given(agency.pk, to, "お見積りの件", text, "outbox.letter", by, about, files, "架空 健一", maker.pk)


def queue(name, kind="outbox.letter", **state):
    subject = "2027年1月の更新に向けて、確認していただきたいことの一覧（14項目）をお送りします"
    mail = actions.send(
        agency=agency.pk, to="ken@example.jp", to_name="架空 健一", subject=subject, text="架空 様\\n\\n本文です。" * 9,
        kind=kind, by=by, at=at, about=maker.record, attachments=[Attachment("確認の一覧.csv", b"1,2", "text/csv")],
    )
    Mail.objects.filter(pk=mail.pk).update(**state)
    found[name] = str(mail.pk)


with within(agency.pk):
    clean = actions.write(given=given("ken@example.jp", "見積の件です。"), at=at)
    paper = Attachment("見積.pdf", b"%PDF", "application/pdf")
    warned = actions.write(given=given("ken@example.jp", "さくら台クリニック様と同じ内容です。", paper), at=at)
    refused = actions.write(given=given("ken@elsewhere.example", "見積の件です。"), at=at)
    queue("held", not_before=at + timedelta(hours=9))
    away = "メールサーバーにつながりません。ネットワークと SONAE_MAIL を確かめてください"
    queue("waiting", state="waiting", attempts=2, last_error=away, not_before=at + timedelta(hours=9))
    no = "宛先が受け取りを断りました（550 5.1.1 no such user）"
    queue("failed", state="failed", attempts=1, last_error=no, ended_at=at)
    queue("sent", state="sent", attempts=1, ended_at=at, confirmed=["「見積.pdf」の中身は機械では確かめられません"])
    queue("stopped", state="stopped", ended_at=at, ended_by_name="架空 直子")
    queue("secret", kind="accounts.recovery", state="failed", attempts=8, last_error="つながりません", ended_at=at)
    actions.allow(agency=agency.pk, address="uketsuke@example.com", reason="引受保険会社の事故受付", by=by, at=at)
lonely = make_member(make_agency("はじまり保険（架空）", "hajimari-mails"), Role.OWNER, person=make_person("架空 一郎"))
print(json.dumps({
    **found, "clean": str(clean.pk), "warned": str(warned.pk), "refused": str(refused.pk), "maker": str(maker.pk),
    "cookie": cookies.SESSION,
    "owner": signed_in(Client(), owner, at=at).cookies[cookies.SESSION].value,
    "lonely": signed_in(Client(), lonely, at=at).cookies[cookies.SESSION].value,
}))
"""


def make_mails(folder: Path) -> dict[str, str]:
    """Secrets of two sessions (an owner with mails, one without), and the ids of mails by their state."""
    return made(folder, _MAKE)
