"""What allauth asks of us about factors: names in passkeys, and how secrets are kept."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from sonae.accounts.people import User
from sonae.web.context import NAME

_PURPOSE = b"sonae.accounts.totp"
_NONCE = 12


class UnreadableSecretError(Exception):
    """A secret was sealed under a key that this installation does not have."""


class Adapter(DefaultMFAAdapter):
    """Ours."""

    def encrypt(self, text: str) -> str:
        """The seed of one-time codes, sealed: a copy of the database alone makes no codes."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, text.encode(), _PURPOSE)
        return base64.b64encode(nonce + sealed).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Back; UnreadableSecretError where no key of ours fits."""
        sealed = base64.b64decode(encrypted_text)
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return AESGCM(_key(key)).decrypt(sealed[:_NONCE], sealed[_NONCE:], _PURPOSE).decode()
            except InvalidTag:
                continue
        raise UnreadableSecretError

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as a passkey names it."""
        return {**super().get_public_key_credential_rp_entity(), "name": NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """The person as a passkey names them."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}

    def get_totp_issuer(self) -> str:
        """The site as an app for codes names it."""
        return NAME


def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
