"""Which duties a company has after an incident, by the types of company it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sonae_core.packs.duties import Desk, Duty
from sonae_core.packs.library import Library
from sonae_core.packs.shelf import near
from sonae_core.values.errors import InputError

EVERYBODY = "any_company"
_ORDER: dict[Literal["law", "rule", "contract", "advised"], int] = {"law": 0, "rule": 1, "contract": 2, "advised": 3}


@dataclass(frozen=True)
class DutyOf:
    """One duty with the desks it is done at."""

    duty: Duty
    desks: tuple[Desk, ...]


def duties_of(library: Library, company_types: Collection[str]) -> tuple[DutyOf, ...]:
    """The duties of a company of these types and those of every company; law first, then rules, contracts, advice.

    InputError: a type nobody knows.
    """
    for name in company_types:
        if name not in library.company_types:
            raise InputError(
                "company_types", f"知らない会社の種類です（{name[:60]}）", near(name, library.company_types)
            )
    own = {EVERYBODY, *company_types}
    found = [duty for duty in library.duties.values() if own & {str(name) for name in duty.applies_to}]
    found.sort(key=lambda duty: _ORDER[duty.force])
    return tuple(DutyOf(duty, tuple(library.desks[str(desk)] for desk in duty.desks)) for duty in found)
