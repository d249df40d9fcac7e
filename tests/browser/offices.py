"""On a running site: an agency that has published, its members and guests, invitations in every state, an operator."""

from __future__ import annotations

from pathlib import Path

from tests.browser.server import made

_MAKE = """
import django; django.setup()
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from sonae.accounts import cookies
from sonae.accounts.actions import branches, grants, members, people_shown
from sonae.accounts.actions.grants import Terms
from sonae.outbox.sources import company
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from sonae.config.demo import PEOPLE
from tests.factories.agencies import make_agency, make_member, make_person, signed_in
from tests.factories.offices import Desk, LINKS, invited, make_company, operator, published

at = timezone.now()
owner = Desk(Client(), make_agency("みなと保険事務所（架空）", "minato-office"), person=make_person("架空 なお子"))
shy = Desk(Client(), make_agency("ひかえめ保険（架空）", "hikaeme-office"), person=make_person("架空 ひかる"))
guest = Desk(Client(), make_agency("さざなみ保険（架空）", "sazanami-office"), Role.STAFF)
operators, boss = operator(Client())
agency = owner.agency
published(owner, brand_colour="#2b6542", brand_sentence="10分だけ、会社の備えを一緒に見てみませんか。")
with within(agency.pk):
    office = branches.add(name="本店", by=owner.actor, at=at)
    people = [people_shown.add(given=each, by=owner.actor, at=at) for each in PEOPLE]
member = make_member(agency, Role.STAFF, person=make_person("架空 三郎"))
out = make_member(agency, Role.STAFF, person=make_person("架空 四郎"))
shown = make_company(agency, owner.actor)
with within(agency.pk):
    members.end(part=out, by=owner.actor, at=at)
    terms = Terms("事故の調査を頼むため", at + timedelta(days=30), may_edit=True)
    both = {"company": company(shown.pk), "terms": terms, "by": owner.actor, "at": at}
    grants.give_person(email=guest.person.email, address=LINKS, here="http://localhost/gyomu/kyoyu/", **both)
    over = grants.give_agency(slug=guest.agency.slug, **both)
    grants.end(grant=over, by=owner.actor, at=at)
    grants.ask_support(operator=operators, reason="結果が開けません", days=3, by=owner.actor, at=at)
fresh = invited(owner, "atarashii-office@example.jp")
late = invited(owner, "osoi-office@example.jp", at=at - timedelta(days=8))
known = invited(owner, guest.person.email)
value = lambda browser: browser.cookies[cookies.SESSION].value
print(json.dumps({
    "cookie": cookies.SESSION, "owner": value(owner.browser), "shy": value(shy.browser),
    "guest": value(guest.browser), "boss": value(boss), "member": str(member.pk), "me": str(owner.member.pk),
    "company": str(shown.pk), "office": str(office.pk), "person": str(people[0].pk),
    "fresh": fresh, "late": late, "known": known,
}))
"""


def make_office(folder: Path) -> dict[str, str]:
    """Secrets of sessions, ids, and the secrets of three invitations."""
    return made(folder, _MAKE)
