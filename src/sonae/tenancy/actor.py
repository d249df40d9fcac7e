"""Who acts: a member of an agency in one part, with what others have granted; or the operator of the installation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sonae.tenancy.permissions import HOLDS, WHOLE_AGENCY, Role


@dataclass(frozen=True)
class Granted:
    """One live grant: a record (a company, a case) of another agency; all records where ``record_id`` is None."""

    id: UUID
    agency_id: UUID
    record_id: UUID | None
    may_edit: bool


@dataclass(frozen=True)
class Actor:
    """Somebody who is signed in, as a member of one agency."""

    user_id: UUID
    name: str
    membership_id: UUID
    agency_id: UUID
    role: Role
    company_id: UUID | None = None
    """The company that a client member belongs to."""
    granted: tuple[Granted, ...] = ()

    def may(self, permission: str) -> bool:
        """Whether their part in the agency includes it."""
        return permission in HOLDS[self.role]

    @property
    def sees_whole_agency(self) -> bool:
        """Whether all records of the own agency are theirs to see."""
        return self.role in WHOLE_AGENCY

    @property
    def agencies(self) -> frozenset[UUID]:
        """The own agency, and those that granted something."""
        return frozenset((self.agency_id, *(grant.agency_id for grant in self.granted)))

    def may_change(self, agency_id: UUID | None, company_id: UUID | None) -> bool:
        """Whether a record of a company is theirs to change: of the own agency, or granted with the right to edit."""
        if agency_id == self.agency_id and self.sees_whole_agency:
            return True
        return any(
            grant.may_edit and grant.agency_id == agency_id and grant.record_id in (None, company_id)
            for grant in self.granted
        )


@dataclass(frozen=True)
class Operator:
    """Who runs the installation: makes agencies, sees counts and health, and no record of anybody's customers."""

    user_id: UUID
    name: str
