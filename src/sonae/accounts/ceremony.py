"""Passkeys, as allauth and its FIDO library check them, without a session: what has begun is signed and goes with the
form.

So the page of signing in needs no cookie and writes nothing. Each challenge is answered once and within minutes, and
only on the very address that gave it out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core import signing
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest

from sonae.accounts.people import User
from sonae.web.models import Submission

MOST_AGE = 10 * 60
"""Seconds between showing a page and pressing its button."""
MOST_LETTERS = 20_000
_SALT = "sonae.accounts.ceremony"


class RefusedError(Exception):
    """What the browser sent is no answer to a challenge of ours."""


class LateError(RefusedError):
    """The page was open for too long."""


@dataclass(frozen=True)
class Begun:
    """``asked`` of the browser, as attributes of a form; ``state`` comes back with its answer."""

    asked: Mapping[str, str]
    state: str


class Answer(NamedTuple):
    """What the browser sent back, as it came."""

    credential: str
    state: str


def begin_entry(request: HttpRequest, user: User | None = None) -> Begun:
    """Ask for a passkey: one of the person's, or of whoever is before the browser."""
    return _begun(request, f"entry {_owner(user)}", lambda: auth.begin_authentication(user))


def finish_entry(request: HttpRequest, answer: Answer, *, at: datetime, user: User | None = None) -> Authenticator:
    """The passkey that was shown, with its owner; RefusedError for anything else."""
    given, held = _parsed(answer.credential), _opened(answer.state, f"entry {_owner(user)}")
    challenge = _challenge(held)
    with _refusing(), _as_allauth(request, held):
        said = auth.parse_authentication_response(given).response
        owner = user or auth.extract_user_from_response(given)
        found: Authenticator = auth.complete_authentication(owner, given)
        verified = said.authenticator_data.is_user_verified()
        origin = said.client_data.origin
    if not verified or not owner.is_active or origin != _here(request):
        raise RefusedError
    _spend(challenge, at)
    return found


def begin_adding(request: HttpRequest, user: User) -> Begun:
    """Ask the browser to make a passkey for the person."""
    return _begun(request, f"adding {_owner(user)}", lambda: auth.begin_registration(user, passwordless=True))


def finish_adding(request: HttpRequest, answer: Answer, *, at: datetime, user: User) -> dict[str, Any]:
    """What is kept of a passkey that was made; RefusedError for anything else."""
    given, held = _parsed(answer.credential), _opened(answer.state, f"adding {_owner(user)}")
    challenge = _challenge(held)
    with _refusing(), _as_allauth(request, held):
        origin = auth.parse_registration_response(given).response.client_data.origin
        verified = auth.complete_registration(given).is_user_verified()
    if not verified or origin != _here(request):
        raise RefusedError
    _spend(challenge, at)
    return given


def _owner(user: User | None) -> str:
    return "anybody" if user is None else str(user.pk)


def _here(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


@contextmanager
def _as_allauth(request: HttpRequest, session: dict[str, Any]) -> Iterator[None]:
    """Allauth keeps what has begun in a session; here the session is a dictionary for the length of one step."""
    with context.request_context(SimpleNamespace(session=session, get_host=request.get_host)):
        yield


def _begun(request: HttpRequest, purpose: str, begin: Any) -> Begun:
    held: dict[str, Any] = {}
    with _as_allauth(request, held):
        options = begin()["publicKey"]
    return Begun(_plain(options), signing.dumps(held, salt=f"{_SALT} {purpose}"))


def _plain(options: Mapping[str, Any]) -> dict[str, str]:
    """What differs from one time to the next; the rest (an unlocked key that is found by itself) the script says."""
    site, person = options.get("rp", {}), options.get("user", {})
    known = [*options.get("excludeCredentials", []), *options.get("allowCredentials", [])]
    return {
        "challenge": options["challenge"],
        "site": site.get("id") or options.get("rpId", ""),
        "site-name": site.get("name", ""),
        "person": person.get("id", ""),
        "person-name": person.get("name", ""),
        "person-title": person.get("displayName", ""),
        "kinds": " ".join(str(each["alg"]) for each in options.get("pubKeyCredParams", [])),
        "known": " ".join(each["id"] for each in known),
    }


def _opened(state: str, purpose: str) -> dict[str, Any]:
    try:
        held: dict[str, Any] = signing.loads(state, salt=f"{_SALT} {purpose}", max_age=MOST_AGE)
    except signing.SignatureExpired:
        raise LateError from None
    except signing.BadSignature:
        raise RefusedError from None
    return held


def _parsed(credential: str) -> dict[str, Any]:
    try:
        given = json.loads(credential) if len(credential) <= MOST_LETTERS else None
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise RefusedError
    return given


@contextmanager
def _refusing() -> Iterator[None]:
    """Libraries read what a stranger sent; whatever they stumble over means the same."""
    try:
        yield
    except DatabaseError:
        raise
    except Exception as error:
        raise RefusedError from error


def _challenge(held: dict[str, Any]) -> str:
    return str(held[auth.STATE_SESSION_KEY]["challenge"])


def _spend(challenge: str, at: datetime) -> None:
    """A challenge is answered once: who sends the same answer again is refused."""
    name = f"passkey {hashlib.sha256(challenge.encode()).hexdigest()[:24]}"
    try:
        with transaction.atomic():
            Submission.objects.create(nonce=name, outcome="", at=at)
    except IntegrityError:
        raise RefusedError from None
