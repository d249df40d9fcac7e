"""Templates of replies: kept and thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from sonae.audit.actions import record
from sonae.leads.offers import ReplyTemplate
from sonae.tenancy.actor import Actor
from sonae_core.values.errors import InputError

FIELDS = ("name", "subject", "text")
MOST_TEMPLATES = 50


class ConflictError(Exception):
    """Somebody else has changed it since it was opened; ``current`` is as it is now."""

    def __init__(self, current: ReplyTemplate) -> None:
        super().__init__(current.pk)
        self.current = current


def save(
    *, template: ReplyTemplate | None, given: Mapping[str, str], version: int, by: Actor, at: datetime
) -> ReplyTemplate:
    """A new one, or one changed. InputError for a name that another has, ConflictError."""
    try:
        with transaction.atomic():
            return _saved(template, given, version, by, at)
    except IntegrityError:
        raise InputError("名前", "同じ名前のひな形があります", "別の名前にしてください") from None


def _saved(
    template: ReplyTemplate | None, given: Mapping[str, str], version: int, by: Actor, at: datetime
) -> ReplyTemplate:
    rows = ReplyTemplate.objects.filter(agency_id=by.agency_id)
    if template is None:
        if rows.count() >= MOST_TEMPLATES:
            raise InputError("名前", f"ひな形が{MOST_TEMPLATES}件あります", "使わないものを消してください")
        held = ReplyTemplate(agency_id=by.agency_id, version=0)
        before = {}
    else:
        held = rows.select_for_update().get(pk=template.pk)
        if held.version != version:
            raise ConflictError(held)
        before = {name: getattr(held, name) for name in FIELDS}
    for name in FIELDS:
        setattr(held, name, given[name])
    held.updated_at, held.version = at, held.version + 1
    held.save(force_insert=template is None)
    record(by=by, what="leads.template_saved", on=held.record, at=at, before=before, after=dict(given))
    return held


@transaction.atomic
def remove(*, template: ReplyTemplate, by: Actor, at: datetime) -> None:
    """Throw it away; replies that were made of it stay as they are."""
    record(by=by, what="leads.template_removed", on=template.record, at=at)
    template.delete()
