"""One-time codes of an app, and backup codes on paper: how they are made and compared; ``factors`` keeps them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from datetime import datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from sonae.accounts.people import User

PERIOD = 30
"""Seconds for which an app shows a code."""
AROUND = (0, -1, 1)
"""Clocks differ: the code before and the code after are taken too."""
BACKUP_CODES = 10
BACKUP_LETTERS = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without what people confuse: 49 bits a code."""


def new_seed() -> str:
    """What an app makes its codes of."""
    return str(generate_totp_secret())


def counter_of(seed: str, code: str, at: datetime) -> int | None:
    """The half minute to which a code belongs, of those around the moment; None for a wrong code."""
    now, given = int(at.timestamp()) // PERIOD, normal(code)
    for step in AROUND:
        expected = format_hotp_value(hotp_value(seed, now + step))
        if hmac.compare_digest(expected.encode(), given.encode()):
            return now + step
    return None


def code_at(seed: str, at: datetime) -> str:
    """What an app shows."""
    return str(format_hotp_value(hotp_value(seed, int(at.timestamp()) // PERIOD)))


def normal(code: str) -> str:
    """However a person writes it: 全角, capitals, with spaces or hyphens."""
    text = unicodedata.normalize("NFKC", code).lower()
    return "".join(letter for letter in text if letter.isalnum())


def new_backup_codes() -> list[str]:
    """As a person writes them down: xxxxx-xxxxx."""
    half = BACKUP_LETTERS // 2
    made = ("".join(secrets.choice(ALPHABET) for _ in range(BACKUP_LETTERS)) for _ in range(BACKUP_CODES))
    return [f"{code[:half]}-{code[half:]}" for code in made]


def backup_digest(user: User, code: str) -> str:
    """What we keep of a backup code: keyed, so that a copy of the database alone cannot be tried out."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sonae.accounts.backup").derive(
        settings.SECRET_KEY.encode()
    )
    return hmac.new(key, f"{user.pk} {normal(code)}".encode(), hashlib.sha256).hexdigest()
