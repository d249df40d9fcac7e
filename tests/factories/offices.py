"""An agency with people at their desks, the links that its mails carry, and companies to show to others."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sonae.accounts.actions import inviting, profiles
from sonae.accounts.actions.inviting import Address, Part
from sonae.accounts.invitations import Invitation
from sonae.accounts.people import User
from sonae.customers import actions as customers
from sonae.outbox.models import Mail
from sonae.tenancy.actor import Actor, Operator
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import actor_of, make_agency, make_member, make_person, signed_in

LINKS = Address("http://testserver", "/shotai/{}/")
COMPLETE = {
    "legal_name": "株式会社みなと保険事務所（架空）",
    "address": "架空県みなと市1-2-3",
    "phone": "03-0000-0000",
    "insurers": "架空損害保険株式会社",
    "authority": "agent",
    "solicitation_policy": "お客様の意向を確かめてから、ご案内します。",
    "complaint_desk": "お客様相談窓口 03-0000-0000",
    "privacy_policy": "診断のためだけに使います。",
    "privacy_contact": "個人情報の担当 03-0000-0000",
}
"""All that must be said before an agency's pages are for everybody."""


class Desk:
    """Somebody in one part, with a browser in which they are signed in."""

    def __init__(self, browser: Any, agency: Agency, role: Role = Role.OWNER, *, person: User | None = None) -> None:
        self.agency = agency
        self.member = make_member(agency, role, person=person or make_person())
        self.browser = signed_in(browser, self.member)

    @property
    def actor(self) -> Actor:
        """Who acts here."""
        return actor_of(self.member)

    @property
    def person(self) -> User:
        """Whoever sits here."""
        return self.member.user


def now() -> datetime:
    """This moment: sessions are of now, so what they meet is too."""
    return datetime.now(UTC)


def operator(browser: Any) -> tuple[User, Any]:
    """Whoever runs the installation, and their browser."""
    person = make_person("運営 太郎", operator=True)
    return person, signed_in(browser, person)


def operator_actor() -> Operator:
    """Whoever runs the installation, as an actor."""
    person = make_person("運営 太郎", operator=True)
    return Operator(person.pk, person.name)


def make_company(agency: Agency, by: Actor, name: str = "株式会社北浜精工（架空）") -> Any:
    """A company that the agency looks after."""
    with within(agency.pk):
        return customers.add(given={"name": name}, by=by, at=now())


def invited(desk: Desk, email: str = "hanako@example.jp", role: Role = Role.STAFF, **more: Any) -> str:
    """Invite somebody from a desk; the secret of the link in their mail."""
    at = more.pop("at", now())
    with within(desk.agency.pk):
        part = Part(role, **more)
        inviting.invite(agency=desk.agency, email=email, part=part, by=desk.actor, address=LINKS, at=at)
    return secret_of(email)


def secret_of(email: str) -> str:
    """The secret of the newest link that was mailed to an address."""
    found = re.findall(r"/shotai/([\w-]+)/", last_mail(email).text)
    return str(found[-1])


def last_mail(email: str) -> Mail:
    """The newest mail to an address."""
    with unscoped("a test reads mails"):
        found: Mail = Mail.objects.filter(to=email).order_by("-created_at").first()
        return found


def parts_at(agency: Agency, email: str) -> list[Membership]:
    """The live parts of an address in an agency."""
    with within(agency.pk):
        return list(Membership.objects.filter(user__email=email, ended_at=None))


def invitation_of(agency: Agency, email: str) -> Invitation:
    """The newest invitation of an address."""
    with within(agency.pk):
        found: Invitation = Invitation.objects.filter(email=email).order_by("-created_at").first()
        return found


def complete(desk: Desk, **more: Any) -> None:
    """Say all that must be said."""
    with within(desk.agency.pk):
        from sonae.accounts import profile

        version = profile.of(desk.agency.pk).version
        profiles.save(agency=desk.agency.pk, given={**COMPLETE, **more}, version=version, by=desk.actor, at=now())


def published(desk: Desk, **more: Any) -> None:
    """Switch the agency's pages on."""
    complete(desk, **more)
    with within(desk.agency.pk):
        profiles.publish(agency=desk.agency.pk, by=desk.actor, at=now())


def two_agencies() -> tuple[Agency, Agency]:
    """Ours and another one."""
    return make_agency("みなと保険事務所（架空）"), make_agency("さざなみ保険（架空）")


A_DAY = timedelta(days=1)
