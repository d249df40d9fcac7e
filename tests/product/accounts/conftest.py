"""People in front of the pages of signing in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from sonae.accounts import codes, resets
from sonae.accounts.actions import factors
from sonae.accounts.models import User
from sonae.audit.models import Event
from sonae.outbox.models import Mail
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped
from tests.factories.agencies import make_agency, make_member, make_person
from tests.factories.passkeys import Passkey, asked

PASSWORD, OTHER, WIDE = "つきよのいけに 21 かえる", "ひとりぼっちの 12 かえる", "abcdefgh12345xyz"
"""Invented. The last is what ａｂｃｄｅｆｇｈ１２３４５ｘｙｚ is, too."""
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BEFORE = datetime(2026, 1, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def person(db: None) -> User:
    """Staff of an agency, with a password and nothing else."""
    found = make_person("架空 花子", password=codes_normal(PASSWORD))
    make_member(make_agency(), Role.STAFF, person=found)
    return found


def codes_normal(password: str) -> str:
    """As forms keep it."""
    from sonae.accounts.forms import normal

    return normal(password)


@pytest.fixture
def with_app(person: User) -> User:
    """The same, with an app for codes whose seed is SEED."""
    assert factors.add_app(user=person, seed=SEED, code=codes.code_at(SEED, BEFORE), at=BEFORE)
    return person


def code_now() -> str:
    """What the app shows."""
    return codes.code_at(SEED, datetime.now(UTC))


def give_password(visitor: Any, person: User, password: str = PASSWORD, **more: Any) -> Any:
    """Sign in with address and password, as far as that leads."""
    return visitor.send("/account/login/", {"email": person.email, "password": password, **more})


def add_passkey(visitor: Any, key: Passkey, **more: Any) -> Any:
    """Have a passkey made on the page that offers it."""
    page = visitor.get("/account/setup/")
    options, fields = asked(page, "/account/passkeys/add/")
    return visitor.post("/account/passkeys/add/", {**fields, "credential": key.made(options, **more)})


def show_passkey(visitor: Any, key: Passkey, page: Any = None, **more: Any) -> Any:
    """Sign in with a passkey."""
    options, fields = asked(page or visitor.get("/account/login/"), "/account/login/passkey/")
    return visitor.post("/account/login/passkey/", {**fields, "credential": key.shown(options, **more)})


def ask_reset(visitor: Any, email: str, **more: Any) -> Any:
    """Ask for a link to choose a new password, and have the scheduler look at it."""
    answer = visitor.send("/account/reset/", {"email": email}, **more)
    resets.due(datetime.now(UTC))
    return answer


def mails(kind: str = "") -> list[Mail]:
    """What waits to be sent, the oldest first."""
    with unscoped("a test"):
        rows = Mail.objects.order_by("created_at", "pk")
        return [row for row in rows if row.kind.startswith(f"accounts.{kind}")]


def told() -> list[str]:
    """The codes of what stands in all logs, the oldest first."""
    with unscoped("a test"):
        return list(Event.objects.order_by("at", "number").values_list("what", flat=True))


def link_in(mail: Mail) -> str:
    """The address of the link that a mail carries, without the site."""
    found = re.search(r"https?://[^/\s]+(/account/link/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def codes_on(page: Any) -> list[str]:
    """The backup codes that a page shows."""
    return re.findall(r"<li><code>([^<]+)</code></li>", page.content.decode())
