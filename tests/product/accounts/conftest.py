"""People in front of the pages of signing in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from sonae.accounts import codes
from sonae.accounts.actions import factors
from sonae.accounts.models import User
from sonae.tenancy.permissions import Role
from tests.factories.agencies import make_agency, make_member, make_person
from tests.factories.passkeys import Passkey, asked

PASSWORD = "つきよのいけに 21 かえる"  # noqa: S105 (invented)
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


def codes_on(page: Any) -> list[str]:
    """The backup codes that a page shows."""
    return re.findall(r"<li><code>([^<]+)</code></li>", page.content.decode())
