"""Somebody with every right in their own agency sends their own forms with the ids of another agency's records.

The forms are those that the pages show; whatever in them holds an id or is chosen from a list is given each id of the
victim in turn. Nothing of the victim may show, change, or be referred to from the sender's rows.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.db import connection

from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped
from sonae.web.access import Access
from tests.isolation import askers
from tests.isolation.bodies import words
from tests.isolation.matrix import Asker, send, values
from tests.isolation.routes import Route, routes
from tests.isolation.world import House, digest, tables

_ID = re.compile(r"^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$")


class Forms(HTMLParser):
    """The forms of a page: where each goes, its fields with their values, and which of them carry ids."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str], set[str]]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.forms.append((given.get("action", ""), {}, set()))
        if not self.forms:
            return
        _, fields, chosen = self.forms[-1]
        name = given.get("name", "")
        if tag in ("input", "textarea") and name:
            fields.setdefault(name, given.get("value", ""))
            if given.get("type") in ("radio", "checkbox") or _ID.match(given.get("value", "")):
                chosen.add(name)
        if tag == "select" and name:
            self._select = name
            fields.setdefault(name, "")
            chosen.add(name)
        if tag == "option" and self._select and "selected" in given:
            fields[self._select] = given.get("value", "")


def sent(asker: Asker, route: Route, path: str, victim: House) -> Iterator[str]:
    """Send every form of a page with every id of the victim; what came of it."""
    page = asker.browser(route).get(path)
    if page.status_code != 200 or "text/html" not in page.headers["Content-Type"]:
        return
    parser = Forms()
    parser.feed(page.content.decode())
    ids = [str(row.pk) for row in victim.rows.values()]
    for action, fields, chosen in parser.forms:
        for name in sorted(chosen - {"form"}):
            for each in ids:
                client = asker.browser(route)
                answer = send(client, action or path, {**fields, name: each})
                if answer.status_code >= 500:
                    yield f"{route.pattern} {name}: {answer.status_code}"
                if victim.mark in words(answer):
                    yield f"{route.pattern} {name}: shows the victim's"


def mentioned(other: House, victim: House) -> list[str]:
    """Rows of one agency that hold an id of the other's."""
    ids = {form for row in victim.rows.values() if isinstance(row.pk, uuid.UUID) for form in (str(row.pk), row.pk.hex)}
    ids |= {str(victim.agency.pk), victim.agency.pk.hex}
    found = []
    with unscoped("a test compares everything"), connection.cursor() as cursor:
        for table in tables():
            if table.startswith("audit_"):
                continue
            key: Any = other.agency.pk if connection.vendor == "postgresql" else other.agency.pk.hex
            cursor.execute(f'SELECT * FROM "{table}" WHERE agency_id = %s', [key])  # noqa: S608
            found += [table for row in cursor.fetchall() if any(str(value) in ids for value in row)]
    return found


def test_ids_of_another_agency_in_the_own_forms_do_nothing(victim, other):
    owner = askers.member(other.agency, Role.OWNER, "the owner of another agency")
    before, found = digest(victim), []
    asked = [route for route in routes() if route.access is Access.MEMBER]
    for route in asked:
        found += sent(owner, route, route.path(values(route, other)), victim)
    assert found == []
    assert digest(victim) == before
    assert mentioned(other, victim) == []


def test_the_forms_of_members_are_found(other):
    """Or else nothing would have been sent."""
    owner = askers.member(other.agency, Role.OWNER)
    chosen: set[str] = set()
    for route in (route for route in routes() if route.access is Access.MEMBER):
        page = owner.browser(route).get(route.path(values(route, other)))
        parser = Forms()
        parser.feed(page.content.decode("utf-8", "replace"))
        chosen |= {name for _, _, names in parser.forms for name in names}
    assert len(chosen) >= 3
