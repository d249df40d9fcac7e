"""Secret links. Whoever has the link has what it names, so only its hash is kept.

A draft's link lets one change answers. The link of its results is computed from it (and not the other way round), so
results can be shown to others without letting them change anything.

A diagnosis that an agency makes has no secret: its address holds its id, and opens to members who may see the company.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from uuid import UUID

BYTES = 18
LENGTH = 24
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_link() -> str:
    """24 letters with 144 bits of chance."""
    return secrets.token_urlsafe(BYTES)


def results_link(draft_link: str) -> str:
    """The link under which the results of a draft are read; of an agency's, the same."""
    if id_of(draft_link) is not None:
        return draft_link
    digest = hmac.new(draft_link.encode(), b"sonae results", hashlib.sha256).digest()[:BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def id_of(link: str) -> UUID | None:
    """The draft of an agency that an address names; None for a secret link, which is shorter."""
    return UUID(link) if _ID.fullmatch(link) else None


def hashed(link: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(b"sonae link " + link.encode()).hexdigest()
