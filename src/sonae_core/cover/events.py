"""The same order of terms over many simulated events at once: float64 yen, unrounded, before yearly aggregates.

Prior consent counts as given. ``vector.YearCover`` then applies what sums over the year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.order import Scope, Step, steps
from sonae_core.cover.terms import LineTerms, SectionTerms, Terms

Array = NDArray[np.float64]
Steps = tuple[Step[Any], ...]


class Floats:
    """Arrays of yen or hours, one value an event. Every operation overwrites its first argument."""

    def number(self, value: Decimal | int) -> Any:
        """The amount in floating point."""
        return np.float64(value)

    def beyond(self, total: Array, amount: Array) -> Array:
        """max(total − amount, 0)."""
        np.subtract(total, amount, out=total)
        return np.maximum(total, 0.0, out=total)

    def at_most(self, total: Array, amount: Array) -> Array:
        """min(total, amount)."""
        return np.minimum(total, amount, out=total)

    def part(self, total: Array, share: Array) -> Array:
        """total × share; nothing is rounded in a simulation."""
        return np.multiply(total, share, out=total)


def apply(chain: Steps, total: Array) -> Array:
    """``total`` after all steps, in place."""
    for step in chain:
        total = step.through(total)
    return total


@dataclass(frozen=True)
class LineKind:
    """A line of a scenario; ``yen_per_hour`` makes it an interruption, whose yen are hours × yen an hour."""

    id: str
    yen_per_hour: float | None = None

    @property
    def is_interruption(self) -> bool:
        """Whether its size is drawn in hours."""
        return self.yen_per_hour is not None


@dataclass(frozen=True)
class _Line:
    index: int
    kind: LineKind
    section: int
    hours: Steps
    yen: Steps


class EventCover:
    """What ``terms`` pay on events of one scenario whose costs are ``lines``, in that order.

    ``parts`` says to which section (its place in ``terms.sections``) each row of a payment belongs. There is a row a
    section, except where cuts fall on entries in the order of the lines and sections alternate in that order: then
    a row is a run of neighbouring lines of one section.
    """

    def __init__(self, terms: Terms, lines: Sequence[LineKind]) -> None:
        arithmetic = Floats()
        self.terms = terms
        self._count = len(lines)
        self._clocks = tuple(steps(section, arithmetic, Scope.SECTION_HOURS) for section in terms.sections)
        self._cuts = tuple(steps(section, arithmetic, Scope.SECTION) for section in terms.sections)
        covered = {
            index: _line(index, kind, number, section)
            for index, kind in enumerate(lines)
            for number, section in enumerate(terms.sections)
            if kind.id in section.lines
        }
        self._lines: dict[int, _Line] = covered
        for line in covered.values():
            if (line.hours or self._clocks[line.section]) and not line.kind.is_interruption:
                raise ValueError(f"{line.kind.id} has waiting or maximum hours but no hours")
        self._runs = _runs([(index, line.section) for index, line in covered.items()], order_matters(terms))
        self.parts: tuple[int, ...] = tuple(section for section, _ in self._runs)

    def section_payments(
        self,
        amounts: Array,
        hours: Mapping[int, Array] | None = None,
        *,
        heads: Mapping[int, Array] | None = None,
        brought: Array | None = None,
    ) -> Array:
        """Yen paid per part and event after section limits, shape (parts, events); sum the rows for the event.

        ``amounts``: gross yen, shape (lines, events), never written to. ``hours``: hours of interruption lines by their
        index, needed where waiting or maximum hours apply. ``heads``: persons by index, needed for ``per_head``.
        ``brought``, shape (lines, events), receives what each line brings to its section (0 when uncovered).
        """
        paid = np.empty((len(self.parts), amounts.shape[1]))
        if brought is not None:
            brought[[index for index in range(self._count) if index not in self._lines]] = 0.0
        sums: dict[int, Array] = {}
        passed: dict[int, Array] = {}
        clock = _Clock(self._clocks, self._lines.values(), hours or {})
        for row, (section, run) in enumerate(self._runs):
            total = paid[row]
            for place, index in enumerate(run):
                one = self._one(self._lines[index], amounts[index], clock, heads or {})
                if brought is not None:
                    brought[index] = one
                np.add(total, one, out=total) if place else np.copyto(total, one)
            if self.parts.count(section) > 1:
                sums[section] = total + sums[section] if section in sums else total.copy()
                after = apply(self._cuts[section], sums[section].copy())
                np.subtract(after, passed.get(section, 0.0), out=total)
                passed[section] = after
            else:
                apply(self._cuts[section], total)
        return paid

    def _one(self, line: _Line, gross: Array, clock: _Clock, heads: Mapping[int, Array]) -> Array:
        """What one line brings to its section; ``gross`` itself when no term touches it."""
        if line.hours or self._clocks[line.section]:
            yen = clock.counted(line)
            np.multiply(yen, line.kind.yen_per_hour or 0.0, out=yen)
        elif not line.yen:
            return gross
        else:
            yen = gross.copy()
        for step in line.yen:
            yen = step.cut(yen, step.amount * _heads(line, heads) if step.scope is Scope.ENTRY else step.amount)
        return yen


class _Clock:
    """Hours that count: waiting and maximum are used up once per event, in the order of the lines of a section."""

    def __init__(self, clocks: Sequence[Steps], lines: Any, hours: Mapping[int, Array]) -> None:
        self._clocks = clocks
        self._hours = hours
        sections = [line.section for line in lines]
        self._shared = {section for section in sections if clocks[section] and sections.count(section) > 1}
        self._arrived: dict[int, Array] = {}
        self._passed: dict[int, Array] = {}

    def counted(self, line: _Line) -> Array:
        """The hours of this line that count, a new array."""
        hours = apply(line.hours, self._hours[line.index].copy())
        section, chain = line.section, self._clocks[line.section]
        if section not in self._shared:
            return apply(chain, hours)
        arrived = hours + self._arrived[section] if section in self._arrived else hours
        after = apply(chain, arrived.copy())
        counted: Array = after - self._passed.get(section, np.float64(0.0))
        self._arrived[section], self._passed[section] = arrived, after
        return counted


def _heads(line: _Line, heads: Mapping[int, Array]) -> Array:
    if line.index not in heads:
        raise ValueError(f"{line.kind.id} is limited per head but its heads are not given")
    return heads[line.index]


def order_matters(terms: Terms) -> bool:
    """Whether a cut of the whole event or policy has to be laid on one section or another."""
    return len(terms.sections) > 1 and (terms.event_limit is not None or terms.aggregate_limit is not None)


def _line(index: int, kind: LineKind, number: int, section: SectionTerms) -> _Line:
    terms: LineTerms = section.lines[kind.id]
    arithmetic = Floats()
    hours = steps(terms, arithmetic, Scope.LINE_HOURS)
    return _Line(index, kind, number, hours, steps(terms, arithmetic, Scope.LINE, Scope.ENTRY))


def _runs(lines: Sequence[tuple[int, int]], ordered: bool) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Section and its lines, run by run in the order of the lines; one run a section where order does not matter."""
    runs: list[tuple[int, list[int]]] = []
    for index, section in lines:
        place = next((run for run in runs if run[0] == section), None) if not ordered else runs[-1] if runs else None
        if place is not None and place[0] == section:
            place[1].append(index)
        else:
            runs.append((section, [index]))
    return tuple((section, tuple(run)) for section, run in runs)
