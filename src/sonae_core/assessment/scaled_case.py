"""A published case at the size of another company: published yen × what the model says size does to each cost line.

The same scenario is calculated twice with the same answers, seed and prices: for a company like the one it happened to
(the profile of the case), and for the visitor's size. The mean of each cost line over the events that escalate is
compared, so that everything but size falls out of the ratio. Worked yen: docs/explanation/scaled-cases.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sonae_core.packs.cases import Case, CaseRow
from sonae_core.packs.shapes import Industry
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.threats import ScenarioLine
from sonae_core.profile.answers import read_answers
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import Between, Situation
from sonae_core.quant.events import EventMaker

PERSONS = "persons_held"
"""The question whose answer is the number of persons."""


@dataclass(frozen=True)
class Size:
    """How large a company is. ``persons`` whose data it holds, ``sales`` in yen a year; None where not known."""

    industry: Industry
    employees: int
    persons: int | None = None
    sales: int | None = None


@dataclass(frozen=True)
class ScaledLine:
    """One cost line of a row: its part of the published amount, and how much of that at the other size."""

    id: str
    published: float
    ratio: float

    @property
    def yen(self) -> float:
        """At the other size."""
        return self.published * self.ratio


@dataclass(frozen=True)
class ScaledRow:
    """One row of the published costs at the other size. ``yen`` is the sum of its lines."""

    title: str
    published: Between
    yen: Between
    lines: tuple[ScaledLine, ...]


@dataclass(frozen=True)
class ScaledCase:
    """A case at another size. ``total`` is the sum of the rows."""

    rows: tuple[ScaledRow, ...]
    total: Between
    interruption: Between | None
    """Lost profit and continuing costs while work is hampered, which no row holds; None without sales."""


def situation_of(pack: Pack, case: Case, size: Size | None = None) -> Situation:
    """A company as it was at the case, or one of another size that had answered alike."""
    size = size_of(pack, case) if size is None else size
    answers: dict[str, str | int] = dict(case.profile.answers)
    if size.persons is not None:
        answers[PERSONS] = size.persons
    company = Company(industry=size.industry, employees=size.employees, sales=size.sales or 0)
    return Situation(pack, company, read_answers(answers, pack.questions))


def size_of(pack: Pack, case: Case) -> Size:
    """How large it was where the case happened."""
    profile = case.profile
    employees, persons, sales = (round(pack.point(n)) for n in (profile.employees, profile.persons_held, profile.sales))
    return Size(profile.industry, employees, persons, sales)


def scaled_case(pack: Pack, case: Case, size: Size, seed: int = 1) -> ScaledCase:
    """The case at the size of another company. The same size gives the published amounts."""
    here = [_means(pack, case, each, seed) for each in _sizes(pack, case, size)]
    there = [_means(pack, case, each, seed) for each in _bounds(pack, case)]
    rows = tuple(_row(pack, row, here, there) for row in case.rows)
    total = Between(*(sum(getattr(row.yen, name) for row in rows) for name in ("point", "low", "high")))
    return ScaledCase(rows, total, None if size.sales is None else _interruption(pack, case, size))


Means = Mapping[str, float]


def _sizes(pack: Pack, case: Case, size: Size) -> tuple[Size, ...]:
    """The other company: as it is likely, and with the fewest and the most persons where it does not know."""
    if size.persons is not None:
        return (size,)
    held = situation_of(pack, case, size).persons_held()
    return tuple(
        Size(size.industry, size.employees, round(persons), size.sales) for persons in (held.point, held.low, held.high)
    )


def _bounds(pack: Pack, case: Case) -> tuple[Size, ...]:
    """The company of the case: as likely, and at both ends of what we assume of it."""
    profile = case.profile
    ends = zip(pack.bounds(profile.employees), pack.bounds(profile.persons_held), strict=True)
    return (size_of(pack, case), *(Size(profile.industry, round(few), round(held)) for few, held in ends))


def _means(pack: Pack, case: Case, size: Size, seed: int) -> Means:
    """The mean of each cost line over the events of the scenario that escalate and have it."""
    return _kept_means(pack, case.id, Size(size.industry, size.employees, size.persons), seed)


@lru_cache(maxsize=64)
def _kept_means(pack: Pack, case_id: str, size: Size, seed: int) -> Means:
    case = pack.cases[case_id]
    maker = EventMaker(situation_of(pack, case, size), pack.scenarios[case.scenario], seed)
    shares = list(zip(maker.states, maker.state_shares, strict=True))
    found = [share * maker.escalated(state).amounts.mean(axis=1) for state, share in shares if share > 0]
    means = np.sum(found, axis=0).tolist()
    return {e.line: mean / _chance(pack, e) for e, mean in zip(maker.entries, means, strict=True)}


def _chance(pack: Pack, entry: ScenarioLine) -> float:
    """How often a line arises at all; of a case it is known that its lines did, so means are over such events."""
    return pack.point(entry.probability) if entry.probability is not None else 1.0


def _row(pack: Pack, row: CaseRow, here: list[Means], there: list[Means]) -> ScaledRow:
    point, (low, high) = pack.point(row.yen), pack.bounds(row.yen)
    lines = _lines(row, point, here[0], there[0])
    ratios = [_ratio(row, mine, theirs) for mine in here for theirs in there]
    yen = Between(sum(line.yen for line in lines), low * min(ratios), high * max(ratios))
    return ScaledRow(row.title, Between(point, low, high), yen, lines)


def _lines(row: CaseRow, yen: float, here: Means, there: Means) -> tuple[ScaledLine, ...]:
    """The published amount spread over its lines as the model has them where it happened."""
    whole = sum(there[name] for name in row.lines)
    shares = {name: there[name] / whole if whole else 1.0 / len(row.lines) for name in row.lines}
    return tuple(
        ScaledLine(name, yen * share, here[name] / there[name] if there[name] else 1.0)
        for name, share in shares.items()
    )


def _ratio(row: CaseRow, here: Means, there: Means) -> float:
    whole = sum(there[name] for name in row.lines)
    return sum(here[name] for name in row.lines) / whole if whole else 1.0


def _interruption(pack: Pack, case: Case, size: Size) -> Between:
    """A day's earnings × days until restored × the part that is lost when one works on as they did."""
    situation = situation_of(pack, case, size)
    daily, part = situation.yen_per_day(), situation.impairment()
    hours = Between(pack.point(case.until_restored), *pack.bounds(case.until_restored))
    return Between(
        daily.point * part.point * hours.point / 24,
        daily.low * part.low * hours.low / 24,
        daily.high * part.high * hours.high / 24,
    )
