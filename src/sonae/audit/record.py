"""What an entry of the log is about."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Record:
    """A record of the product as the log names it."""

    kind: str
    """Room and model: ``customers.customer``."""
    id: UUID
    name: str = ""
    """As people call it now; kept encrypted, and gone when the record is erased."""
    agency_id: UUID | None = None
    """Whose record it is, and so in whose log it stands; None: of whoever acts, or the operator's own."""
    under: Record | None = None
    """The record with which this one is erased (a contact's company): its key seals what is written here."""

    @property
    def keeper(self) -> Record:
        """The record whose key seals the values."""
        return self.under or self
