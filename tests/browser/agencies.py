"""An invented agency on a running site, made by a process of its own beside it; and who is signed in there."""

from __future__ import annotations

from pathlib import Path

from tests.browser.server import made

_MAKE = """
import django; django.setup()
import json
from datetime import UTC, datetime, timedelta
from django.test import Client
from django.utils import timezone
from sonae.accounts import cookies
from sonae.assessments import actions as diagnosing
from sonae.assessments.links import new_link
from sonae.customers import actions
from sonae.customers.models import Customer
from sonae.outbox.actions import send
from sonae.tenancy.models import Agency, Grant
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import actor_of, make_agency, make_member, make_person, signed_in
from tests.factories.customers import fake_number, make_contact, make_customer, make_diagnosis, make_run, ASKED
from tests.factories.policies import make_policy

at = timezone.now()
agency = make_agency("あおぞら保険事務所（架空）", "aozora-desk")
owner = make_member(agency, Role.OWNER, person=make_person("架空 直子"))
staff = make_member(agency, Role.STAFF, person=make_person("架空 三郎"))
maker = make_customer(
    owner, "東山工業株式会社（架空）", kana="ひがしやまこうぎょう", industry="E", phone="03-0000-0000",
    postcode="0000000", address="架空県見本市1-2-3", corporate_number=fake_number(7), person=owner,
    website="https://example.jp/", note="工場は平日8時から。\\n電話は午後に。", at=at - timedelta(days=40),
)
make_contact(
    maker, owner, "架空 健一", kana="かくう けんいち", role="工場長", phone="090-0000-0000", email="ken@example.jp",
)
make_contact(maker, owner, "架空 まゆみ", role="経理")
make_policy(
    maker, owner, number="MIHON-0001", starts_on=(at - timedelta(days=665)).date(),
    ends_on=(at - timedelta(days=300)).date(), premium=340_000, at=at - timedelta(days=500),
)
policy = make_policy(
    maker, owner, number="MIHON-0001", starts_on=(at - timedelta(days=300)).date(),
    ends_on=(at + timedelta(days=65)).date(), at=at - timedelta(days=299),
)
first = make_diagnosis(maker, owner, at=at - timedelta(days=39), employees=280)
last = make_diagnosis(maker, owner, at=at - timedelta(days=2), employees=28)
with within(agency.pk):
    actions.change(
        customer=maker, given={"address": "架空県見本市4-5-6"}, version=Customer.objects.get(pk=maker.pk).version,
        by=actor_of(staff), at=at - timedelta(hours=5),
    )
    Grant.objects.create(
        agency=agency, to_user=make_person("架空 専門家"), record_id=maker.pk, reason="事故対応の相談",
        starts_at=at - timedelta(days=1), ends_at=at + timedelta(days=3), given_by=owner.user, given_at=at,
    )
    send(
        agency=agency.pk, to="ken@example.jp", to_name="架空 健一", subject="診断の結果をお送りします", text="本文",
        kind="outbox.letter", by=actor_of(owner), at=at - timedelta(minutes=1), about=maker.record,
    )
begun = make_customer(
    owner, "有限会社さくら台クリニック（架空）", kana="さくらだい", industry="P", at=at - timedelta(days=5),
)
with within(agency.pk):
    diagnosing.start_for(company=begun, by=actor_of(owner), at=at - timedelta(days=3))
for name, kana in (("丸十商店（架空）", "まるじゅう"), ("合同会社みどり園芸（架空）", "みどりえんげい")):
    make_customer(owner, name, kana=kana, at=at - timedelta(days=1))
gone = make_customer(owner, "港南運輸株式会社（架空）", kana="こうなんうんゆ", at=at - timedelta(days=60))
with within(agency.pk):
    actions.delete(customer=gone, by=actor_of(owner), at=at - timedelta(days=26))
link = new_link()
make_run(diagnosing.start_draft(link=link, given=ASKED, at=at), at=at)
lonely = make_member(make_agency("はじまり保険（架空）", "hajimari-desk"), Role.OWNER, person=make_person("架空 一郎"))
print(json.dumps({
    "cookie": cookies.SESSION,
    "owner": signed_in(Client(), owner, at=at).cookies[cookies.SESSION].value,
    "lonely": signed_in(Client(), lonely, at=at).cookies[cookies.SESSION].value,
    "maker": str(maker.pk), "begun": str(begun.pk), "draft": str(last.draft_id), "link": link,
    "first": first.pk, "last": last.pk,
    "policy": str(policy.pk),
}))
"""


def make_desk(folder: Path) -> dict[str, str]:
    """Secrets of two sessions (an owner with customers, one without), ids of two companies, and a visitor's link."""
    return made(folder, _MAKE)
