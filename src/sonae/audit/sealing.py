"""AES-GCM around values and keys: what is sealed for one place opens in no other."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BITS = 256


class UnreadableError(Exception):
    """Sealed under another key or for another place, or changed since."""


def new_key() -> bytes:
    """A key for one record."""
    return AESGCM.generate_key(bit_length=KEY_BITS)


def seal(key: bytes, content: bytes, *, place: str) -> bytes:
    """The content, to be opened with the same key at the same place only."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """What was sealed. UnreadableError otherwise."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise UnreadableError(place) from error


def seal_values(key: bytes, values: Mapping[str, Any], *, place: str) -> bytes:
    """Values as JSON, sealed."""
    return seal(key, json.dumps(values, ensure_ascii=False, default=_plain).encode(), place=place)


def unseal_values(key: bytes, sealed: bytes, *, place: str) -> dict[str, Any]:
    """The values again. UnreadableError otherwise."""
    found: dict[str, Any] = json.loads(unseal(key, sealed, place=place))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return str(value)
