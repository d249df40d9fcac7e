"""The people of the agency as its visitors meet them: years counted today, careers as threads."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from sonae.accounts.careers import Month, Step
from sonae.accounts.people_shown import ShownPerson, shown_by, versions_of
from sonae.accounts.profile import AgencyProfile
from sonae.tenancy.scope import within
from sonae_paper.charts.careers import Knot, Life, lives
from sonae_paper.charts.chart import Chart


@dataclass(frozen=True)
class Met:
    """One of them, on a day."""

    person: ShownPerson
    years: int
    began: Month | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class People:
    """All of them, and their careers side by side; ``chart`` None where nobody gave one."""

    all: tuple[Met, ...]
    chart: Chart | None

    @property
    def with_careers(self) -> tuple[Met, ...]:
        """Whose career is known."""
        return tuple(met for met in self.all if met.steps)


def introduced(house: AgencyProfile | None) -> list[ShownPerson]:
    """Those whom the agency of the site introduces; nobody where the site is nobody's."""
    if house is None:
        return []
    with within(house.agency_id):
        return shown_by(house.agency_id)


def introduced_state(house: AgencyProfile | None) -> Hashable:
    """Changes whenever the people of the agency do."""
    if house is None:
        return ()
    with within(house.agency_id):
        return tuple(versions_of(house.agency_id))


def met(people: Sequence[ShownPerson], day: date) -> People:
    """As they are shown that day."""
    found = tuple(Met(each, each.years(day), each.began(day), each.steps(day)) for each in people)
    drawn = [Life(each.person.name, tuple(_knot(step) for step in each.steps)) for each in found if each.steps]
    return People(found, lives(drawn, day, prefix="lives") if drawn else None)


def _knot(step: Step) -> Knot:
    return Knot(step.start.place, step.when, step.what)
