"""In whose name a mail leaves: the agency's name before the installation's address, and where answers go.

What an agency says of itself stands in ``accounts``, above this room: it hands its knowledge in by ``comes_from``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from sonae.outbox import words
from sonae.tenancy.models import Agency


@dataclass(frozen=True)
class Letterhead:
    """``name``: before the address. ``reply_to``: where answers go; empty where nobody reads them."""

    name: str
    reply_to: str = ""


Source = Callable[[UUID], Letterhead | None]
_sources: list[Source] = []


def comes_from(source: Source) -> Source:
    """Let a room say what an agency calls itself in mails; the first answer counts."""
    if source not in _sources:
        _sources.append(source)
    return source


def of(agency: UUID | None) -> Letterhead:
    """The installation's own for no agency; for an agency what it said, or else its name."""
    if agency is None:
        return Letterhead(settings.MAIL_NAME)
    found = next((said for source in _sources if (said := source(agency)) is not None), None)
    if found is None:
        found = Letterhead(Agency.objects.values_list("name", flat=True).get(pk=agency))
    name = words.line("差出人の名前", found.name, 120)
    return Letterhead(name, words.address("返信先", found.reply_to) if found.reply_to else "")
