"""The log of each agency, and one of the operator: entries in a chain, the keys of their values, heads written down.

Rows whose agency is null are the operator's.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from sonae.tenancy.models import Agency, AgencyOwned

OPERATORS = UUID(int=0)
"""The name of the operator's own chain, where those of agencies have the agency's id."""


class LogOwned(AgencyOwned):
    """A row of an agency's log, or of the operator's."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(AgencyOwned.Meta):
        abstract = True

    @property
    def chain(self) -> UUID:
        """Which log."""
        return self.agency_id or OPERATORS


class Head(LogOwned):
    """The end of a chain; its ``id`` is the chain's. Whoever appends holds this row, so numbers have no gap."""

    refuses: ClassVar = {"UPDATE": "NEW.number <> OLD.number + 1 OR NEW.id <> OLD.id", "DELETE": ""}

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class RecordKey(LogOwned):
    """The key that seals what the log says of one record, wrapped by a master key; empty once erased, for ever."""

    refuses: ClassVar = {
        "UPDATE": "length(OLD.wrapped) = 0 OR NEW.kind <> OLD.kind OR NEW.record_id <> OLD.record_id",
        "DELETE": "",
    }

    kind = models.CharField(max_length=64)
    record_id = models.UUIDField()
    master = models.CharField(max_length=32)
    """The master key that wraps it."""
    wrapped = models.BinaryField()

    class Meta(LogOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "record_id"], name="one_key_of_a_record"),
            models.UniqueConstraint(
                fields=["kind", "record_id"], condition=Q(agency__isnull=True), name="one_key_of_an_operators_record"
            ),
        ]
        indexes = [models.Index(fields=["master"], name="keys_by_master")]

    @property
    def erased(self) -> bool:
        """Whether what it sealed is gone."""
        return not self.wrapped


class Event(LogOwned):
    """One entry. Never changed and never deleted; the database refuses both."""

    company_path = "key__record_id"
    refuses: ClassVar = {"UPDATE": "", "DELETE": ""}

    number = models.PositiveBigIntegerField()
    """Within the log, from 1, without a gap."""
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    membership_id = models.UUIDField(null=True)
    part = models.CharField(max_length=32)
    """The role in which somebody acted, ``operator``, or the code of what acted by itself."""
    what = models.CharField(max_length=64)
    """A code of ``verbs``."""
    kind = models.CharField(max_length=64)
    record_id = models.UUIDField()
    key = models.ForeignKey(RecordKey, on_delete=models.PROTECT, related_name="events")
    """Seals ``sealed``."""
    who_key = models.ForeignKey(RecordKey, on_delete=models.PROTECT, null=True, related_name="+")
    """Seals ``who``: the acting person's own key, so that erasing a customer leaves who did it."""
    who = models.BinaryField()
    sealed = models.BinaryField()
    """The record's name, values before and after, and a note."""
    hash = models.CharField(max_length=64)

    class Meta(LogOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="one_entry_of_a_number"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(agency__isnull=True), name="one_operators_entry_of_a_number"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "kind", "record_id", "number"], name="entries_of_a_record"),
            models.Index(fields=["agency", "user_id", "number"], name="entries_of_a_person"),
            models.Index(fields=["agency", "at"], name="entries_by_time"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it; one that is there is refused here as it would be by the database."""
        if not self._state.adding:
            raise AppendOnlyError(str(self.number))
        super().save(*args, **kwargs)


class WrittenHead(LogOwned):
    """A head that was sent out on a day (in Japan): what a later look at the log is held against."""

    refuses: ClassVar = {"UPDATE": "", "DELETE": ""}

    day = models.DateField()
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta(LogOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "day"], name="one_head_a_day"),
            models.UniqueConstraint(fields=["day"], condition=Q(agency__isnull=True), name="one_operators_head_a_day"),
        ]


class AppendOnlyError(Exception):
    """Somebody tried to change an entry of the log."""
