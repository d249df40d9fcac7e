"""Every address, asked by everybody: who must be refused, what they must not read, and what must stay as it was."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from sonae.accounts import cookies
from sonae.accounts.models import Session
from sonae.accounts.secrets import digest as digest_of
from sonae.tenancy import walls
from sonae.tenancy.permissions import HOLDS, Role
from sonae.web.access import Access
from sonae.web.origin import new_token
from tests.isolation.bodies import words
from tests.isolation.filling import canary
from tests.isolation.routes import SITE, Route
from tests.isolation.world import VICTIM, House, digest

REFUSED = (302, 303, 400, 403, 404, 405, 409, 410, 422)
"""An answer that shows nothing and does nothing; what it must not say is looked at besides."""
GUARDED = (Access.MEMBER, Access.OPERATOR, Access.SIGNED_IN)


@dataclass(frozen=True)
class Asker:
    """Somebody with a browser. ``own``: the agency whose texts they may read; ``role``: their part in it."""

    name: str
    sign_in: Callable[[], Client]
    """A browser of theirs, signed in anew: some addresses end a session, or change it."""
    own: str = ""
    role: Role | None = None
    operator: bool = False

    @cached_property
    def clients(self) -> list[Client]:
        """The browsers they have used; the last one is used as long as its session lasts."""
        return [self.sign_in()]

    def browser(self, route: Route) -> Client:
        """The one for an address."""
        if route.access is not Access.MEMBER or not _lasts(self.clients[-1]):
            self.clients.append(self.sign_in())
        return self.clients[-1]

    def may(self, route: Route) -> bool:
        """Whether the door should open; which records are behind it for them is another matter."""
        if route.access is Access.MEMBER:
            return self.role is not None and route.permission in HOLDS[self.role]
        return self.operator if route.access is Access.OPERATOR else self.role is not None or self.operator


@dataclass(frozen=True)
class Finding:
    """A hole."""

    route: str
    who: str
    verb: str
    what: str

    def __str__(self) -> str:
        return f"{self.verb} {self.route} by {self.who}: {self.what}"


def values(route: Route, victim: House) -> dict[str, Any]:
    """What varies in an address, of the victim: records go by the name of their model; for the rest see ``KNOWN``."""
    found = {}
    for name in route.varies:
        model = "customer" if name == "pk" and CUSTOMERS in route.pattern else ALIASES.get(name, name)
        rows = [row for label, row in victim.rows.items() if label.rpartition(".")[2] == model]
        if name in KNOWN:
            found[name] = KNOWN[name]
        elif len(rows) == 1:
            found[name] = rows[0].pk
        else:
            raise LookupError(f"{route.pattern}: nobody knows what to put for <{name}>")
    return found


PUBLISHED = (
    *("legal_name", "representative", "address", "phone", "email", "registration", "insurers", "solicitation_policy"),
    *("complaint_desk", "privacy_policy", "privacy_contact", "brand_name", "brand_sentence", "approval_number"),
)
"""What they say of it, from its profile."""
INTRODUCED = ("name", "kana", "title", "qualifications", "since", "introduction", "career")
"""What they say of the people it introduces."""
CUSTOMERS = "okyakusama/"
"""Under it ``pk`` is a customer."""
ALIASES = {
    "company": "customer",
    "part": "membership",
    "policy": "policyterm",
    "factor": "authenticator",
    "lead": "request",
    "template": "replytemplate",
}
"""What varies in addresses under another name than its model's."""
KNOWN: dict[str, Any] = {
    "slug": VICTIM,
    "token": "nobody-was-ever-given-this-link",
    "number": 1,
    "other": 2,
    "before": 1,
    "after": 2,
    "place": 1,
    **dict.fromkeys(("kind", "case", "name", "group", "what", "fact"), "x"),
}
"""Values of what varies in addresses without being a record of an agency."""


def everything_of(victim: House) -> dict[str, Any]:
    """A form with every field of every table, all of it the victim's: what mass assignment and stray ids would take."""
    given: dict[str, Any] = {"agency": victim.agency.pk, "agency_id": victim.agency.pk, "ids": [], "id": uuid.uuid4()}
    for row in victim.rows.values():
        model = type(row)._meta
        given[model.model_name] = given[f"{model.model_name}_id"] = str(row.pk)
        given["ids"].append(str(row.pk))
        for field in model.concrete_fields:
            value = getattr(row, field.attname)
            given.setdefault(field.name, canary(victim.agency, "posted") if isinstance(value, str) else str(value))
    return given


def ids_in_query(victim: House) -> dict[str, Any]:
    """Filters, orders and selections that name the victim's records; the word searched for stands in everybody's."""
    ids = {label.rpartition(".")[2]: str(row.pk) for label, row in victim.rows.items()}
    company, part = ids["customer"], ids["membership"]
    chosen = dict.fromkeys(("record", "company", "pk", "id", "ids"), company) | dict.fromkeys(("who", "person"), part)
    return {**ids, **chosen, "q": "canary", "sort": "agency", "order": "agency_id", "agency": victim.agency.pk}


def ask(asker: Asker, verb: str, route: Route, path: str, given: dict[str, Any]) -> Any:
    """One request, as our own pages would send it."""
    client = asker.browser(route)
    if verb == "GET":
        return client.get(path, given)
    return send(client, path, given)


def send(client: Client, path: str, given: dict[str, Any]) -> Any:
    """A form as browsers send it; as a multipart message it would take longer to read than to answer."""
    body = urlencode({**given, "form": token_of(client)}, doseq=True)
    return client.post(path, body, content_type="application/x-www-form-urlencoded")


def token_of(client: Client) -> str:
    """Of a form that the asker could have opened: bound to their session, where they have one."""
    session = _session(client)
    return new_token(str(session.pk) if session else "")


def _session(client: Client) -> Session | None:
    kept = client.cookies.get(cookies.SESSION)
    return Session.objects.open().filter(digest=digest_of(kept.value)).first() if kept else None


def _lasts(client: Client) -> bool:
    return cookies.SESSION not in client.cookies or _session(client) is not None


def findings(routes: list[Route], askers: list[Asker], victim: House) -> Iterator[Finding]:
    """All holes. Each asker asks each address for the victim's records, by reading and by sending everything."""
    before, stray, query = digest(victim), everything_of(victim), ids_in_query(victim)
    for route in routes:
        path = route.path(values(route, victim))
        for asker in askers:
            for verb, given in (("GET", {}), ("GET", query), ("POST", stray)):
                yield from _looked_at(route, asker, verb, ask(asker, verb, route, path, given), victim)
                after = digest(victim) if verb == "POST" else before
                if after != before:
                    yield Finding(route.pattern, asker.name, verb, "something of the agency is no longer as it was")
                    before = after
    if asker_mail := _strayed_mail(victim):
        yield Finding("(mail)", "anybody", "POST", asker_mail)


def _looked_at(route: Route, asker: Asker, verb: str, answer: Any, victim: House) -> Iterator[Finding]:
    read = words(answer)
    if answer.status_code >= 500:
        yield Finding(route.pattern, asker.name, verb, f"{answer.status_code}")
    for known in _meant_for(route, asker, victim):
        read = read.replace(known, "")
    if asker.own != victim.agency.slug and victim.mark in read:
        start = read.index(victim.mark)
        yield Finding(route.pattern, asker.name, verb, f"shows {read[start : start + 60]!r}")
    if route.access in GUARDED and not asker.may(route) and answer.status_code not in REFUSED:
        yield Finding(route.pattern, asker.name, verb, f"{answer.status_code} where they should be refused")
    if answer.status_code == 302 and verb == "POST" and not asker.may(route) and route.access in GUARDED:
        leads = answer.headers["Location"]
        if "/login" not in leads and "next=" not in leads:
            yield Finding(route.pattern, asker.name, verb, f"taken, leads to {leads}")


def _meant_for(route: Route, asker: Asker, victim: House) -> list[str]:
    """Texts of the agency that the asker may read there: what they sent themselves, and what it publishes."""
    found = [canary(victim.agency, "posted")]
    if asker.operator or SITE in route.pattern:
        found.append(victim.agency.name)
    if SITE in route.pattern:
        profile = victim.rows["accounts.agencyprofile"]
        shown = victim.rows["accounts.shownperson"]
        said = [str(getattr(profile, name)) for name in PUBLISHED] + [str(getattr(shown, name)) for name in INTRODUCED]
        found += sorted(said, key=len, reverse=True)
    return found


def _strayed_mail(victim: House) -> str:
    """A mail of somebody else's that carries the victim's words."""
    mails = next((m for m in walls.guarded_models() if m._meta.label_lower == "outbox.mail"), None)
    if mails is None:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{mails._meta.db_table}"')  # noqa: S608
        rows = [repr(row) for row in cursor.fetchall()]
    own = (victim.agency.pk.hex, str(victim.agency.pk))
    strayed = [row for row in rows if victim.mark in row and not any(key in row for key in own)]
    return strayed[0][:200] if strayed else ""
