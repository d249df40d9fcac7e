"""Numbers and links of requests, and what is kept of a mail address when the address itself must go."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sonae.accounts.profile import AgencyProfile

LETTERS = "BCDFGHJKMNPQRTVWXY346789"
"""Without those that are taken for one another on paper or on the telephone, and without vowels, which make words."""
LENGTH = 8
Address = Callable[[str, str], str]
"""From the name of a page of the site and the secret of a link to the whole address."""


def new_number() -> str:
    """By chance out of a hundred thousand million: a number tells nothing of how many there are."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown_number(number: str) -> str:
    """As people read it out: in two halves."""
    return f"{number[:4]}-{number[4:]}"


def address_key(email: str) -> str:
    """By what an address is known again without being kept; letters of any size are one."""
    key = f"sonae.leads.address {settings.SECRET_KEY}".encode()
    return hmac.new(key, email.strip().lower().encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def addresses_on(request: HttpRequest) -> Address:
    """Addresses of the site on which the request came."""
    return lambda name, secret: request.build_absolute_uri(reverse(name, args=[secret]))


def addresses_of(request: HttpRequest, house: AgencyProfile) -> Address:
    """Addresses of an agency's site, for pages of the desk, which stands elsewhere."""
    return lambda name, secret: request.build_absolute_uri(
        house.site_path.rstrip("/") + reverse(name, urlconf=settings.SITE_URLCONF, args=[secret])
    )
