"""Everybody who might ask: nobody, another agency, a wrong part, a grant that is over, the operator, the right part."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client

from sonae.tenancy.models import Agency, Grant
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import make_member, make_person, signed_in
from tests.isolation.matrix import Asker
from tests.isolation.world import House


def nobody() -> Asker:
    """Not signed in."""
    return Asker("nobody", _browser)


def stranger(other: House) -> Asker:
    """The owner of another agency, who may do everything there."""
    return member(other.agency, Role.OWNER, "the owner of another agency")


def former_guest(other: House, victim: House, *, company: object) -> Asker:
    """Staff of another agency to whom a record was shown, until yesterday."""
    found = make_member(other.agency, Role.STAFF)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with within(victim.agency.pk):
        for record in (company, None):
            Grant.objects.create(
                agency=victim.agency,
                to_user=found.user,
                record_id=record,
                may_edit=True,
                reason="canary-tanin-reason",
                starts_at=yesterday - timedelta(days=9),
                ends_at=yesterday,
                given_by=victim.person,
                given_at=yesterday - timedelta(days=9),
            )
    return Asker("a guest whose grant is over", lambda: signed_in(_browser(), found), other.agency.slug, Role.STAFF)


def operator() -> Asker:
    """Who runs the installation, without any support granted."""
    person = make_person("運営", operator=True)
    return Asker("the operator", lambda: signed_in(_browser(), person), operator=True)


def member(agency: Agency, role: Role, name: str = "") -> Asker:
    """A member in one part."""
    company = None
    if role is Role.CLIENT:
        import uuid

        company = uuid.uuid4()
    found = make_member(agency, role, company_id=company)
    return Asker(name or f"{role} of the agency", lambda: signed_in(_browser(), found), agency.slug, role)


def _browser() -> Client:
    return Client(raise_request_exception=False)
