"""Secrets that a browser or a mail carries: made by chance, kept only as a hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

BYTES = 32


def new_secret() -> str:
    """256 bits, as text that an address can hold."""
    return secrets.token_urlsafe(BYTES)


def digest(secret: str) -> str:
    """What we keep of it. The secret is chance itself, so no salt and no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def mark(address: str) -> str:
    """By what lines of the log that belong to one account are known again: keyed, so that it names nobody."""
    key = f"sonae.accounts.log {settings.SECRET_KEY}".encode()
    return hmac.new(key, address.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:12]
