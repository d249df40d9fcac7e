"""An agency with one person, and mails of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from sonae.accounts.people import User
from sonae.outbox import actions, sources
from sonae.outbox.models import Mail
from sonae.outbox.sources import Company, Person
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.product.conftest import NOON


def member(agency: Agency, role: Role, email: str, **more: Any) -> Actor:
    """Somebody of an agency."""
    with unscoped("a test makes people"):
        user = User.objects.create_user(email, f"{agency.name}の{email.split('@')[0]}", created_at=NOON)
        part = Membership.objects.create(agency=agency, user=user, role=role, since=NOON, **more)
    return Actor(user.pk, user.name, part.pk, agency.pk, role, more.get("company_id"))


@pytest.fixture
def agency(db: None) -> Agency:
    """An agency."""
    return Agency.objects.create(name="みなと保険事務所", slug="minato", created_at=NOON)


@pytest.fixture
def other(db: None) -> Agency:
    """Another one."""
    return Agency.objects.create(name="さざなみ保険", slug="sazanami", created_at=NOON)


@pytest.fixture
def staff(agency: Agency) -> Actor:
    """Somebody who may send."""
    return member(agency, Role.STAFF, "yamada@minato.invalid")


@pytest.fixture
def queued(agency: Agency) -> Callable[..., Mail]:
    """Puts a mail of the agency into the outbox."""

    def make(**more: Any) -> Mail:
        given: dict[str, Any] = {
            "agency": agency.pk,
            "to": "sato@kitahama.invalid",
            "subject": "お知らせ",
            "text": "本文です。",
            "kind": "accounts.notice",
            "by": "備え",
            "at": NOON,
            **more,
        }
        held: tuple[UUID, ...] = () if given["agency"] is None else (given["agency"],)
        with within(*held):
            return actions.send(**given)

    return make


@pytest.fixture
def customers(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> Company:
    """A company with two contacts, in an agency that has other customers too."""
    company = Company(
        uuid4(),
        agency.pk,
        "株式会社 北浜精工",
        (Person("sato@kitahama.invalid", "佐藤 花子", "総務"), Person("kita@kitahama.invalid", "北 一郎")),
    )
    others = ["有限会社さくら台クリニック", "丸十商店", "ＡＢ"]
    monkeypatch.setattr(sources, "_companies", [lambda asked, actor: company if asked == company.id else None])
    monkeypatch.setattr(sources, "_names", [lambda asked, but: others if asked == agency.pk else []])
    return company
