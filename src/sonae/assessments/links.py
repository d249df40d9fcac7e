"""Secret links. Whoever has the link has what it names, so only its hash is kept.

A draft's link lets one change answers. The link of its results is computed from it (and not the other way round), so
results can be shown to others without letting them change anything.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

BYTES = 18
LENGTH = 24


def new_link() -> str:
    """24 letters with 144 bits of chance."""
    return secrets.token_urlsafe(BYTES)


def results_link(draft_link: str) -> str:
    """The link under which the results of a draft are read."""
    digest = hmac.new(draft_link.encode(), b"sonae results", hashlib.sha256).digest()[:BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def hashed(link: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(b"sonae link " + link.encode()).hexdigest()
