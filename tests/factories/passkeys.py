"""A passkey in software: answers what a page asks as a browser would, right or wrong in one point."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

UP, UV, AT = 0x01, 0x04, 0x40
"""Somebody touched it; they unlocked it; a key comes with it."""
ORIGIN = "http://testserver"


def asked(page: Any, action: str) -> tuple[dict[str, str], dict[str, str]]:
    """What a form of the page asks of the browser, and its hidden fields."""
    text = page.content.decode()
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"([^>]*)data-challenge(.*?)>(.*?)</form>', text, re.S)
    assert form, "the page asks for no passkey"
    said = dict(re.findall(r'data-([\w-]+)="([^"]*)"', f"data-challenge{form[2]}"))
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[3]))
    return _unescaped(said), _unescaped(fields)


def _unescaped(given: dict[str, str]) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in given.items()}


class Passkey:
    """One key, for one person of one site."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.handle = b""

    def made(self, options: dict[str, str], *, origin: str = ORIGIN, flags: int = UP | UV) -> str:
        """The answer to being asked to be made."""
        self.handle = websafe_decode(options["person"])
        key = AttestedCredentialData.create(b"\0" * 16, self.id, ES256.from_cryptography_key(self.private.public_key()))
        data = AuthenticatorData.create(_hash(options["site"]), flags | AT, 0, key)
        said = CollectedClientData.create("webauthn.create", websafe_decode(options["challenge"]), origin)
        response = {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return self._whole(response)

    def shown(self, options: dict[str, str], *, origin: str = ORIGIN, flags: int = UP | UV, **wrong: Any) -> str:
        """The answer to being asked for. ``site``: made for another one; ``spoilt``: with a wrong signature."""
        data = AuthenticatorData.create(_hash(wrong.get("site", options["site"])), flags, 0)
        said = CollectedClientData.create("webauthn.get", websafe_decode(options["challenge"]), origin)
        signed = self.private.sign(data + said.hash, ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": websafe_encode(said),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signed[:-1] + bytes([signed[-1] ^ 1]) if wrong.get("spoilt") else signed),
            "userHandle": websafe_encode(self.handle),
        }
        return self._whole(response)

    def _whole(self, response: dict[str, str]) -> str:
        name = websafe_encode(self.id)
        whole = {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
        return json.dumps(whole)


def _hash(site: str) -> bytes:
    return hashlib.sha256(site.encode()).digest()
