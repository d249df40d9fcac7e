"""The list of companies as its address says: what is looked for, in which order, which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from sonae.customers.models import Customer
from sonae.customers.querysets import MOST_COUNTED, capped
from sonae.tenancy.actor import Actor

SORTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kana": ("五十音順", ("sort_key", "id")),
    "changed": ("変更の新しい順", ("-updated_at", "id")),
}
SIZES = (20, 50, 100)
MINE, NOBODY = "mine", "nobody"
MOST_PAGES = MOST_COUNTED
MOST_LETTERS = 100


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; whatever it says that cannot be is left out."""

    text: str = ""
    person: str = ""
    """A membership, ``mine``, ``nobody``, or empty for all."""
    industry: str = ""
    deleted: bool = False
    sort: str = "kana"
    size: int = SIZES[0]
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wanted:
        """From the query of an address."""
        sort, size, person = asked.get("sort", ""), asked.get("size", ""), asked.get("person", "")
        return cls(
            text=asked.get("q", "").strip()[:MOST_LETTERS].replace("\0", ""),
            person=person if person in (MINE, NOBODY) or is_id(person) else "",
            industry=asked.get("industry", "")[:16].replace("\0", ""),
            deleted=asked.get("deleted") == "1",
            sort=sort if sort in SORTS else "kana",
            size=int(size) if size in map(str, SIZES) else SIZES[0],
            page=_page(asked.get("page", "")),
        )

    @classmethod
    def back(cls, query: str) -> Wanted:
        """From what a page kept of the list that led to it."""
        return cls.of(dict(parse_qsl(query[:600])))

    def query(self, **other: Any) -> str:
        """The query that asks for this, or for this with something else; nothing that goes without saying."""
        said = {
            "q": self.text,
            "person": self.person,
            "industry": self.industry,
            "deleted": "1" if self.deleted else "",
            "sort": "" if self.sort == "kana" else self.sort,
            "size": "" if self.size == SIZES[0] else self.size,
            "page": "" if self.page == 1 else self.page,
            **other,
        }
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def narrows(self) -> bool:
        """Whether anything is left out on purpose."""
        return bool(self.text or self.person or self.industry or self.deleted)


def is_id(text: str) -> bool:
    """Whether it has the form of a record's id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _page(text: str) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 9 else 1


@dataclass(frozen=True)
class Page:
    """One page of the list."""

    wanted: Wanted
    rows: list[Customer]
    count: int
    """At most one beyond ``MOST_COUNTED``."""

    @property
    def counted(self) -> str:
        """「12社」, 「1,000社以上」."""
        return f"{MOST_COUNTED:,}社以上" if self.count > MOST_COUNTED else f"{self.count:,}社"

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.wanted.page - 1) * self.wanted.size + 1

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.count > self.wanted.page * self.wanted.size


def found(wanted: Wanted, actor: Actor) -> Any:
    """The companies that the address asks for, as far as the person may see them."""
    seen = Customer.objects.visible_to(actor)
    rows = (seen.deleted() if wanted.deleted else seen.kept()).matching(wanted.text)
    if wanted.person == MINE:
        rows = rows.filter(person_id=actor.membership_id)
    elif wanted.person == NOBODY:
        rows = rows.filter(person__isnull=True)
    elif wanted.person:
        rows = rows.filter(person_id=wanted.person)
    if wanted.industry:
        rows = rows.filter(industry=wanted.industry)
    return rows.order_by(*SORTS[wanted.sort][1])


def page(wanted: Wanted, actor: Actor) -> Page:
    """Two questions to the database: how many, and the rows."""
    rows = found(wanted, actor)
    start = (wanted.page - 1) * wanted.size
    shown = rows.select_related("person__user").defer("note", "search_key")[start : start + wanted.size]
    return Page(wanted, list(shown), capped(rows))
