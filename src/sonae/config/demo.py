"""The demo: so that a new installation has something to look at, a visitor's finished sheet and a small agency at work.

Everything and everybody in it is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from sonae.accounts import profile
from sonae.accounts.actions import agencies, links, people_shown, profiles
from sonae.accounts.actions.telling import acting_as
from sonae.accounts.models import Link, User
from sonae.answers.models import Subject
from sonae.assessments import actions
from sonae.assessments.case import company_file
from sonae.assessments.links import new_link, results_link
from sonae.config import demo_requests
from sonae.customers import actions as customers
from sonae.customers.models import Customer
from sonae.policies import actions as policies
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within

MANUFACTURER: Mapping[str, Any] = {
    "industry": "E",
    "employees": 28,
    "sales": 500_000_000,
    "works_by_hand": "partly",
    "persons_held": 1_200,
    "data_class": "basic",
    "remote_access": "vpn",
    "web_presence": "form",
    "supplier_dependence": None,
    "mfa": "no",
    "backup": "no",
    "updates": "partial",
    "budget": 1_500_000,
    "cash": 10_000_000,
}
"""Answers of a company that does not exist."""


AGENCY = ("みなと保険事務所（架空）", "minato-demo")
OWNER = ("yamada@minato.example", "山田 直子")
PROFILE: Mapping[str, Any] = {
    "legal_name": "株式会社みなと保険事務所（架空）",
    "representative": "山田 直子",
    "address": "架空県みなと市1-2-3",
    "phone": "03-0000-0000",
    "insurers": "架空損害保険株式会社\n見本火災海上保険株式会社",
    "authority": "agent",
    "solicitation_policy": "お客様の意向を確かめてから、ご案内します。合わないときは、合わないとお伝えします。",
    "complaint_desk": "お客様相談窓口 03-0000-0000（平日9時〜17時）",
    "privacy_policy": "お預かりした情報は、ご相談への返事と、備えのご案内のためだけに使います。",
    "privacy_contact": "個人情報の担当 03-0000-0000",
    "brand_name": "みなと保険事務所（架空）",
    "brand_sentence": "10分だけ、会社の備えを一緒に見てみませんか。",
}
PEOPLE: tuple[Mapping[str, Any], ...] = (
    {
        "name": "山田 直子",
        "kana": "やまだ なおこ",
        "title": "みなと保険事務所（架空） 代表",
        "qualifications": "損害保険の資格",
        "since": "2009年4月",
        "introduction": "もとは会社の仕組みを作る技術者です。保険の前に、いま何ができるかを一緒に確かめます。",
        "career": "2004年4月〜2009年3月 業務の仕組みの開発\n2009年4月〜2016年3月 保険会社で法人を担当\n"
        "2016年4月〜 みなと保険事務所を設立",
    },
    {
        "name": "浜野 悟",
        "kana": "はまの さとる",
        "title": "浜野情報設計（架空） 代表",
        "qualifications": "情報処理の資格",
        "since": "2006年4月",
        "introduction": "通信と小売の会社で、社内の守りを受け持ってきました。事故のときは調べる会社との間に立ちます。",
        "career": "2006年4月〜2014年3月 通信会社の情報の守り\n2014年4月〜2022年9月 小売の会社で事故対応の責任者\n"
        "2022年10月〜 浜野情報設計を設立",
    },
)
CUSTOMERS: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (
    (
        {
            "name": "株式会社北浜精工（架空）",
            "kana": "きたはませいこう",
            "industry": "E",
            "postcode": "0000000",
            "address": "架空県北浜市4-5-6",
            "phone": "03-0000-0001",
        },
        {"name": "佐伯 一郎", "kana": "さえき いちろう", "role": "総務部長", "email": "saeki@kitahama.example"},
    ),
    (
        {
            "name": "さくら台クリニック（架空）",
            "kana": "さくらだいくりにっく",
            "industry": "P",
            "postcode": "0000000",
            "address": "架空県さくら市7-8-9",
            "phone": "03-0000-0002",
        },
        {"name": "三浦 桜", "kana": "みうら さくら", "role": "事務長", "email": "miura@sakuradai.example"},
    ),
)
POLICY: Mapping[str, Any] = {
    "kind": "cyber",
    "insurer": "架空損害保険株式会社",
    "product": "サイバー保険（見本）",
    "number": "MIHON-0001",
    "premium": 360_000,
}
"""An agency, its owner, whom it introduces, its customers and a policy of the first, none of which exists."""


@dataclass(frozen=True)
class Demo:
    """Paths of the site. ``sign_in`` opens the desk as the owner, once."""

    result: str
    sign_in: str


def load(at: datetime, today: date) -> Demo | None:
    """A visitor's result, and an agency with an owner, two customers, a diagnosis and a few requests.

    None where the database already knows somebody. Only for a site that no other machine reaches: the link signs in
    without a second factor.
    """
    with unscoped("whether the database knows anybody"):
        if Subject.objects.exists() or Agency.objects.exists() or User.objects.exists():
            return None
    inputs = company_file(MANUFACTURER)
    result = actions.answer_for(inputs, today, uncertain=False)
    link = new_link()
    with transaction.atomic():
        draft = actions.start_draft(link=link, given=MANUFACTURER, at=at)
        with within():
            run = actions.keep_run(draft=draft, of=None, inputs=inputs, result=result, at=at)
        secret = _agency(inputs, result, at)
    return Demo(f"/r/{results_link(link)}/{run.number}/", reverse("account_demo", args=[secret]))


def _agency(inputs: Mapping[str, Any], result: Mapping[str, Any], at: datetime) -> str:
    """The secret of the owner's link."""
    agency = agencies.make(name=AGENCY[0], slug=AGENCY[1], by="console", at=at)
    agencies.place(agency=agency, host="", front=True, by="console", at=at)
    owner = User.objects.create_user(*OWNER, created_at=at)
    with within(agency.pk):
        part = Membership.objects.create(agency=agency, user=owner, role=Role.OWNER, since=at)
        by = acting_as(part, owner)
        profiles.save(agency=agency.pk, given=PROFILE, version=0, by=by, at=at)
        profiles.say_none_needed(agency=agency.pk, none_needed=True, by=by, at=at)
        profiles.publish(agency=agency.pk, by=by, at=at)
        for person in PEOPLE:
            people_shown.add(given=person, by=by, at=at)
        first, *_ = [_customer(*each, by=by, at=at) for each in CUSTOMERS]
        draft = actions.start_for(company=first, by=by, at=at)
        actions.answer(draft=draft, given=MANUFACTURER, by=by, at=at)
        actions.keep_run(draft=draft, of=None, inputs=inputs, result=result, at=at, by=by)
        policies.add(customer=first, given=_policy(at.date()), by=by, at=at)
        demo_requests.load(profile.of(agency.pk), by, at)
    return links.issue(user=owner, kind=Link.Kind.DEMO, at=at)


def _policy(today: date) -> dict[str, Any]:
    """A policy that ends in two months."""
    ends = today + timedelta(days=60)
    starts = date(ends.year - 1, ends.month, min(ends.day, 28))
    return {**POLICY, "starts_on": starts, "ends_on": ends}


def _customer(company: Mapping[str, Any], contact: Mapping[str, Any], *, by: Actor, at: datetime) -> Customer:
    made = customers.add(given=company, by=by, at=at)
    customers.add_contact(customer=made, given=contact, by=by, at=at)
    return made
