"""The list of requests as its address says: which tab, what is looked for, which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import Count

from sonae.customers.listing import is_id
from sonae.customers.querysets import MOST_COUNTED, capped
from sonae.leads.keys import shown_number
from sonae.leads.models import ASKS_NAMES, Request, State
from sonae.leads.promises import Promise, promise_of
from sonae.tenancy.actor import Actor

SIZE = 30
MINE, NOBODY = "mine", "nobody"
MOST_LETTERS, MOST_PAGES = 100, 1000


@dataclass(frozen=True)
class Tab:
    """A part of the inbox. ``waits``: the visitor waits for an answer, so the nearest promise stands first."""

    title: str
    states: tuple[State, ...]
    waits: bool = False


TABS: Mapping[str, Tab] = {
    "new": Tab("新着", (State.NEW,), waits=True),
    "working": Tab("対応中", (State.WORKING,), waits=True),
    "done": Tab("済み", (State.ANSWERED, State.CLOSED)),
    "quarantine": Tab("隔離", (State.QUARANTINED,)),
}


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; whatever it says that cannot be is left out."""

    tab: str = "new"
    text: str = ""
    kind: str = ""
    person: str = ""
    """A membership, ``mine``, ``nobody``, or empty for all."""
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wanted:
        """From the query of an address."""
        tab, kind, person = asked.get("tab", ""), asked.get("kind", ""), asked.get("person", "")
        page = asked.get("page", "")
        return cls(
            tab=tab if tab in TABS else "new",
            text=asked.get("q", "").strip()[:MOST_LETTERS].replace("\0", ""),
            kind=kind if kind in ASKS_NAMES else "",
            person=person if person in (MINE, NOBODY) or is_id(person) else "",
            page=min(max(int(page), 1), MOST_PAGES) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
        )

    @classmethod
    def back(cls, query: str) -> Wanted:
        """From what a page kept of the list that led to it."""
        return cls.of(dict(parse_qsl(query[:600])))

    def query(self, **other: Any) -> str:
        """The query that asks for this, or for this with something else; nothing that goes without saying."""
        said = {
            "tab": "" if self.tab == "new" else self.tab,
            "q": self.text,
            "kind": self.kind,
            "person": self.person,
            "page": "" if self.page == 1 else self.page,
            **other,
        }
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def narrows(self) -> bool:
        """Whether anything of the tab is left out."""
        return bool(self.text or self.kind or self.person)


@dataclass(frozen=True)
class Line:
    """One request as a row of the list."""

    request: Request
    kind: str
    number: str
    promise: Promise | None
    """How the promise stands; None where nobody waits any more."""


@dataclass(frozen=True)
class Page:
    """One page of the list."""

    wanted: Wanted
    lines: list[Line]
    count: int
    """At most one beyond ``MOST_COUNTED``."""
    counts: Mapping[str, int]
    """Of each tab, without conditions."""

    @property
    def counted(self) -> str:
        """「12件」, 「1,000件以上」."""
        return f"{MOST_COUNTED:,}件以上" if self.count > MOST_COUNTED else f"{self.count:,}件"

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.wanted.page - 1) * SIZE + 1

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.count > self.wanted.page * SIZE


def own(actor: Actor) -> Any:
    """Requests of the actor's own agency, as far as they may see them."""
    return Request.objects.visible_to(actor).filter(agency_id=actor.agency_id)


def found(wanted: Wanted, actor: Actor) -> Any:
    """The requests that the address asks for; of those that wait the nearest promise first, else the newest."""
    tab = TABS[wanted.tab]
    rows = own(actor).filter(state__in=tab.states).matching(wanted.text)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.person == MINE:
        rows = rows.filter(assigned_id=actor.membership_id)
    elif wanted.person == NOBODY:
        rows = rows.filter(assigned__isnull=True)
    elif wanted.person:
        rows = rows.filter(assigned_id=wanted.person)
    return rows.order_by("promised_at", "pk") if tab.waits else rows.order_by("-received_at", "pk")


def page(wanted: Wanted, actor: Actor, at: datetime) -> Page:
    """Three questions to the database: how many in each tab, how many here, and the rows."""
    rows = found(wanted, actor)
    start = (wanted.page - 1) * SIZE
    waits = TABS[wanted.tab].waits
    shown = rows.select_related("assigned__user").defer("typed", "message", "search_key")[start : start + SIZE]
    lines = [
        Line(
            each, ASKS_NAMES[each.kind], shown_number(each.number), promise_of(each.promised_at, at) if waits else None
        )
        for each in shown
    ]
    counts = counts_of(actor)
    count = capped(rows) if wanted.narrows else min(counts[wanted.tab], MOST_COUNTED + 1)
    return Page(wanted, lines, count, counts)


def counts_of(actor: Actor) -> dict[str, int]:
    """How many requests each tab holds."""
    by_state = dict(own(actor).order_by().values_list("state").annotate(n=Count("pk")))
    return {name: sum(by_state.get(state, 0) for state in tab.states) for name, tab in TABS.items()}
