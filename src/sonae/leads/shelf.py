"""An agency's documents: taken in, changed, shown to visitors or not, put away; and what a file must be to be one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from sonae.audit.actions import record
from sonae.leads.offers import MEDIA, MOST_BYTES, Document
from sonae.outbox import words
from sonae.tenancy.actor import Actor
from sonae_core.values.errors import InputError

FIELDS = ("title", "description", "place", "approval_number", "approval_until")
MOST_DOCUMENTS = 50
_TOP, _END = b"%PDF-", b"%%EOF"
_NEAR = 1024
"""Readers look for both marks within so many bytes of the ends."""
_DOES = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile")
"""What a paper to be read needs no more than a letter does."""


class ConflictError(Exception):
    """Somebody else has changed it since it was opened; ``current`` is as it is now."""

    def __init__(self, current: Document) -> None:
        super().__init__(current.pk)
        self.current = current


def checked(name: str, content: bytes) -> str:
    """The file's name as it is kept; InputError for what is no plain PDF of at most ten megabytes.

    What a browser says of a file is not believed: the content decides, and the name must agree with it.
    """
    kept = words.line("ファイル", name.replace("\\", "/").rpartition("/")[2], words.MOST_FILE_NAME)
    if len(content) > MOST_BYTES:
        raise InputError(
            "ファイル", f"{len(content) / 1e6:.1f} MBあります", f"{MOST_BYTES // 10**6} MBまでにしてください"
        )
    if _TOP not in content[:_NEAR] or _END not in content[-_NEAR:] or not kept.lower().endswith(".pdf"):
        raise InputError("ファイル", "PDFファイルではありません", "PDFで保存し直したファイルを選んでください")
    if any(mark in content for mark in _DOES):
        raise InputError("ファイル", "動く仕掛けや、別のファイルが入ったPDFです", "印刷用として保存し直してください")
    return kept


def _told(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in (*FIELDS, "file_name")}


def _hold(document: Document, name: str, content: bytes) -> None:
    document.file_name, document.content, document.media = name, content, MEDIA
    document.size, document.sha256 = len(content), hashlib.sha256(content).hexdigest()


@transaction.atomic
def add(*, given: Mapping[str, Any], name: str, content: bytes, by: Actor, at: datetime) -> Document:
    """A new document; visitors see it once it is published. InputError for a file that is none."""
    here = Document.objects.filter(agency_id=by.agency_id, withdrawn_at__isnull=True)
    if here.count() >= MOST_DOCUMENTS:
        raise InputError("ファイル", f"資料が{MOST_DOCUMENTS}件あります", "使わないものを片付けてください")
    document = Document(agency_id=by.agency_id, created_at=at, updated_at=at, **given)
    _hold(document, checked(name, content), content)
    document.save(force_insert=True)
    record(by=by, what="leads.document_added", on=document.record, at=at, after=_told(document))
    return document


@transaction.atomic
def change(
    *,
    document: Document,
    given: Mapping[str, Any],
    version: int,
    by: Actor,
    at: datetime,
    file: tuple[str, bytes] | None = None,
) -> None:
    """Change what is said of it, or the file itself. ConflictError, InputError."""
    held: Document = Document.objects.select_for_update().get(pk=document.pk)
    if held.version != version:
        raise ConflictError(held)
    before = _told(held)
    for name, value in given.items():
        setattr(held, name, value)
    if file is not None:
        _hold(held, checked(*file), file[1])
    held.updated_at, held.version = at, held.version + 1
    held.save()
    record(by=by, what="leads.document_changed", on=held.record, at=at, before=before, after=_told(held))


@transaction.atomic
def publish(*, document: Document, public: bool, by: Actor, at: datetime) -> None:
    """Show it to visitors, or no longer."""
    held: Document = Document.objects.light().select_for_update().get(pk=document.pk)
    if (held.published_at is not None) == public or held.withdrawn_at is not None:
        return
    held.published_at = at if public else None
    held.version += 1
    held.save(update_fields=["published_at", "version"])
    what = "leads.document_published" if public else "leads.document_hidden"
    record(by=by, what=what, on=held.record, at=at)


@transaction.atomic
def withdraw(*, document: Document, by: Actor, at: datetime) -> None:
    """Put it away: nobody is offered it any more, and links that were sent give it no longer."""
    held: Document = Document.objects.light().select_for_update().get(pk=document.pk)
    if held.withdrawn_at is not None:
        return
    held.withdrawn_at, held.published_at = at, None
    held.save(update_fields=["withdrawn_at", "published_at"])
    record(by=by, what="leads.document_withdrawn", on=held.record, at=at)
