"""From scenarios and terms to perils with independent parts, wherever that is exact.

``None`` says that a figure is not a matter of independent parts (correlated lines, several aggregates, …): it needs
the joint solver. The conditions are those of the contract (docs/reference/cli.md, "losses").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sonae_core.cover.terms import SectionTerms, Terms
from sonae_core.quant.frequency import Frequency
from sonae_core.quant.grid import Peril
from sonae_core.quant.parts import Line, Part
from sonae_core.quant.severity import Severity
from sonae_core.quant.spec import LineSpec, ScenarioSpec
from sonae_core.quant.sums import layered
from sonae_core.quant.transform import IDENTITY, Transform

HOURS_A_DAY = 24


@dataclass(frozen=True)
class CostLine:
    """A line as the solvers use it: the size drawn (yen, or hours), and what it costs."""

    id: str
    severity: Severity
    gross: Transform
    hours_cap: Fraction | None = None
    yen_per_hour: Fraction | None = None
    """Set for an interruption only."""

    @classmethod
    def of(cls, spec: LineSpec) -> CostLine:
        """From the file."""
        if spec.interruption is None:
            return cls(spec.id, spec.severity(), IDENTITY)
        stop = spec.interruption
        cap = None if stop.cap_hours is None else Fraction(stop.cap_hours)
        rate = Fraction(stop.yen_per_day) / HOURS_A_DAY
        return cls(spec.id, stop.hours.severity(), IDENTITY.capped(cap).scaled(rate), cap, rate)

    def covered(self, section: SectionTerms) -> Transform:
        """What counts of the line before the retention: waiting, maximum, share, sublimit."""
        terms = section.lines[self.id]
        transform = self.gross
        if self.yen_per_hour is not None:
            waiting = Fraction(terms.waiting_hours) + Fraction(section.waiting_hours)
            hours = IDENTITY.capped(self.hours_cap).excess(waiting)
            for limit in (terms.max_hours, section.max_hours):
                hours = hours.capped(_fraction(limit))
            transform = hours.scaled(self.yen_per_hour)
        return transform.scaled(Fraction(terms.share)).capped(_fraction(terms.sublimit))


@dataclass(frozen=True)
class Scenario:
    """A frequency and the lines of its event; ``lower`` is the Cholesky factor of correlated lines."""

    id: str
    frequency: Frequency
    lines: tuple[CostLine, ...]
    correlation: tuple[tuple[float, ...], ...] | None = None

    @classmethod
    def of(cls, spec: ScenarioSpec) -> Scenario:
        """From the file."""
        lines = tuple(CostLine.of(line) for line in spec.lines)
        return cls(spec.id, spec.frequency.frequency(), lines, spec.correlation if spec.correlated else None)


def gross_perils(scenarios: Sequence[Scenario]) -> list[Peril] | None:
    """The whole loss; None where lines are correlated."""
    if any(scenario.correlation for scenario in scenarios):
        return None
    return [Peril(s.frequency, tuple(Line(line.severity, line.gross) for line in s.lines)) for s in scenarios]


def paid_perils(scenarios: Sequence[Scenario], terms: Terms) -> list[Peril] | None:
    """What the insurer pays before the yearly aggregate (``year_limit``); None where it takes the joint solver."""
    if any(scenario.correlation for scenario in scenarios):
        return None
    if len(terms.sections) > 1 and any(section.aggregate_limit is not None for section in terms.sections):
        return None
    perils = []
    for scenario in scenarios:
        parts = _paid_parts(scenario, terms)
        if parts is None:
            return None
        perils.append(Peril(scenario.frequency, parts))
    return perils


def year_limit(terms: Terms) -> Decimal | None:
    """The least of the aggregates that act on the year's total."""
    limits = [terms.aggregate_limit, *(section.aggregate_limit for section in terms.sections)]
    return min((limit for limit in limits if limit is not None), default=None)


def retained_perils(scenarios: Sequence[Scenario], terms: Terms) -> list[Peril] | None:
    """What stays with the insured; None where it depends on more than independent parts."""
    if year_limit(terms) is not None or paid_perils(scenarios, terms) is None:
        return None
    perils = []
    for scenario in scenarios:
        parts = _retained_parts(scenario, terms)
        if parts is None:
            return None
        perils.append(Peril(scenario.frequency, parts))
    return perils


def _sections(scenario: Scenario, terms: Terms) -> list[tuple[SectionTerms, list[CostLine]]]:
    """The sections that this scenario's lines touch, with those lines."""
    touched = [(s, [line for line in scenario.lines if line.id in s.lines]) for s in terms.sections]
    return [(section, lines) for section, lines in touched if lines]


def _paid_parts(scenario: Scenario, terms: Terms) -> tuple[Part, ...] | None:
    sections = _sections(scenario, terms)
    if any(
        section.has_clock and sum(line.yen_per_hour is not None for line in lines) > 1 for section, lines in sections
    ):
        return None
    event = IDENTITY.capped(_fraction(terms.event_limit)).scaled(Fraction(terms.event_share))
    if len(sections) == 1:
        section, lines = sections[0]
        return _through([(line, line.covered(section)) for line in lines], event.after(_section_transform(section)))
    if not sections:
        return ()
    parts = tuple(
        part
        for section, lines in sections
        for part in _through([(line, line.covered(section)) for line in lines], _section_transform(section))
    )
    if terms.event_limit is None:
        return parts
    return (layered(parts, event),)


def _section_transform(section: SectionTerms) -> Transform:
    return IDENTITY.excess(Fraction(section.retention)).capped(_fraction(section.limit))


def _through(lines: list[tuple[CostLine, Transform]], last: Transform) -> tuple[Part, ...]:
    """The lines, each through its own terms, their sum through the last ones."""
    if len(lines) == 1:
        line, covered = lines[0]
        return (Line(line.severity, last.after(covered)),)
    if len(last.corners) == 1:
        return tuple(Line(line.severity, covered.scaled(last.tail)) for line, covered in lines)
    return (layered(tuple(Line(line.severity, covered) for line, covered in lines), last),)


def _retained_parts(scenario: Scenario, terms: Terms) -> tuple[Part, ...] | None:
    sections = _sections(scenario, terms)
    insured = {line.id for _, lines in sections for line in lines}
    parts: list[Part] = [Line(line.severity, line.gross) for line in scenario.lines if line.id not in insured]
    event = IDENTITY.capped(_fraction(terms.event_limit)).scaled(Fraction(terms.event_share))
    if len(sections) > 1 and terms.event_limit is not None:
        pairs = [(line, line.covered(section)) for section, lines in sections for line in lines]
        plain = all(len(_section_transform(section).corners) == 1 for section, _ in sections)
        left = _left(pairs, event) if plain else None
        return None if left is None else (*parts, *left)
    for section, lines in sections:
        left = _left([(line, line.covered(section)) for line in lines], event.after(_section_transform(section)))
        if left is None:
            return None
        parts.extend(left)
    return tuple(parts)


def _left(lines: list[tuple[CostLine, Transform]], last: Transform) -> tuple[Part, ...] | None:
    """What the terms leave of the lines, where that is a matter of independent parts."""
    if len(lines) == 1 or len(last.corners) == 1:
        return tuple(Line(line.severity, line.gross.minus(last.after(covered))) for line, covered in lines)
    if all(covered == line.gross for line, covered in lines):
        return (layered(tuple(Line(line.severity, line.gross) for line, _ in lines), IDENTITY.minus(last)),)
    return None


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
