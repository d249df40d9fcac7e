"""What the gate must know and other rooms hold: a company with its contacts, and the names of the other customers.

This room stands below them; each hands its knowledge in from a module ``mailing``, which is imported when Django is set
up. Without any, nobody is a contact and no name is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from sonae.tenancy.actor import Actor


@dataclass(frozen=True)
class Person:
    """Somebody at a company who can be written to."""

    address: str
    name: str
    role: str = ""


@dataclass(frozen=True)
class Company:
    """A customer as the outbox needs it."""

    id: UUID
    agency_id: UUID
    name: str
    people: tuple[Person, ...]


CompanyOf = Callable[[UUID, Actor | None], Company | None]
"""The company of an id; with an actor only where they may see it. Asked inside a scope."""
NamesOf = Callable[[UUID, UUID | None], Iterable[str]]
"""Names of an agency's customers, without that of one company."""

AskerOf = Callable[[UUID, str], str]
"""Who an address is that asked an agency something on its site, in words; empty for one that did not."""

_companies: list[CompanyOf] = []
_askers: list[AskerOf] = []
_names: list[NamesOf] = []


def companies_come_from(source: CompanyOf) -> CompanyOf:
    """Let a room say who a company is."""
    if source not in _companies:
        _companies.append(source)
    return source


def names_come_from(source: NamesOf) -> NamesOf:
    """Let a room say what an agency's customers are called."""
    if source not in _names:
        _names.append(source)
    return source


def askers_come_from(source: AskerOf) -> AskerOf:
    """Let a room say who has asked something."""
    if source not in _askers:
        _askers.append(source)
    return source


def asker(agency: UUID, address: str) -> str:
    """Who has asked the agency something from this address; empty for nobody."""
    return next((found for source in _askers if (found := source(agency, address))), "")


def company(identity: UUID, actor: Actor | None = None) -> Company | None:
    """The company, where some room knows it (and the actor may see it)."""
    return next((found for source in _companies if (found := source(identity, actor)) is not None), None)


def names(agency: UUID, but: UUID | None) -> list[str]:
    """What the agency's other customers are called."""
    return [name for source in _names for name in source(agency, but)]
