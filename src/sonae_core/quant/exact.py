"""The exact amounts of a year: those that have a probability of their own, kept as values beside any grid.

A year has an exact amount when each of its events has one. They are formed event by event, up to so many events as
their number stays bounded; what is left out (years of more events, events of very many amounts) stays on the grid,
because the grid leaves out exactly what is kept here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

from sonae_core.quant.frequency import Fixed, Frequency, Poisson
from sonae_core.quant.grid import Peril
from sonae_core.quant.sparse import ZERO, Atoms, Points, add, common_step, merged

Complex = NDArray[np.complex128]

MOST_OF_EVENT = 50_000
MOST_OF_YEAR = 1_000_000
MOST_PAIRS = 4_000_000
MOST_EVENTS = 20_000
SMALLEST = 1e-14


def event_atoms(peril: Peril) -> Atoms:
    """The exact amounts of one event; where they are too many only the chance of no amount."""
    return _event(peril)[0]


def _event(peril: Peril) -> tuple[Atoms, bool]:
    """The exact amounts of one event, and whether they are all of them."""
    parts = [part.atoms for part in peril.parts]
    if any(not atoms for atoms in parts):
        return {}, True
    if len(parts) == 1:
        return (parts[0], True) if len(parts[0]) <= MOST_OF_EVENT else (_nothing(parts), False)
    step = common_step(value for atoms in parts for value in atoms)
    if step is None:
        return {Fraction(0): math.prod(sum(atoms.values()) for atoms in parts)}, True
    if sum(max(atoms) for atoms in parts) / step <= MOST_OF_EVENT:
        return _on_lattice(parts, step), True
    total: dict[int, float] = {0: 1.0}
    for atoms in sorted(parts, key=len):
        steps = [(int(value / step), probability) for value, probability in atoms.items()]
        if len(steps) * len(total) > 8 * MOST_OF_EVENT:
            return _nothing(parts), False
        total = _sums(total, steps)
        if len(total) > MOST_OF_EVENT:
            return _nothing(parts), False
    return {whole * step: probability for whole, probability in total.items()}, True


def _on_lattice(parts: Sequence[Atoms], step: Fraction) -> Atoms:
    """Sums of few different amounts, added up as shifted arrays."""
    total = np.ones(1)
    for atoms in parts:
        more = np.zeros(len(total) + int(max(atoms) / step))
        for value, probability in atoms.items():
            place = int(value / step)
            more[place : place + len(total)] += probability * total
        total = more
    return {int(place) * step: float(total[place]) for place in np.flatnonzero(total)}


def _sums(total: dict[int, float], steps: Sequence[tuple[int, float]]) -> dict[int, float]:
    sums: dict[int, float] = {}
    for value, probability in total.items():
        for more, chance in steps:
            place = value + more
            sums[place] = sums.get(place, 0.0) + probability * chance
    return sums


def _nothing(parts: Sequence[Atoms]) -> Atoms:
    chance = math.prod(atoms.get(Fraction(0), 0.0) for atoms in parts)
    return {Fraction(0): chance} if chance > 0 else {}


@dataclass(frozen=True)
class _Group:
    """Perils whose events are counted together: all Poisson ones, or one other."""

    frequency: Frequency
    members: tuple[int, ...]
    """Places of the perils."""
    shares: tuple[float, ...]
    """Of the group's events, by member."""
    atoms: Atoms
    counted: tuple[Points, ...]
    """The exact amounts of years with 0, 1, 2 … events of a positive amount."""
    complete: bool
    """Whether years of more events are less likely than 1e-14."""

    def up_to(self, events: int) -> _Group:
        """The same with years of at most so many events."""
        if events >= len(self.counted) - 1:
            return self
        return _Group(self.frequency, self.members, self.shares, self.atoms, self.counted[: events + 1], False)

    @property
    def size(self) -> int:
        """How many amounts."""
        return sum(len(points.values) for points in self.counted)

    @cached_property
    def points(self) -> Points:
        """The exact amounts, merged."""
        if len(self.counted) == 1:
            return self.counted[0]
        return merged(
            np.concatenate([points.values for points in self.counted]),
            np.concatenate([points.probabilities for points in self.counted]),
        )

    def transform(self, events: Sequence[Complex]) -> Complex:
        """Of the exact amounts kept, from the transforms of each peril's exact event."""
        event: Complex = sum(
            (share * events[member] for share, member in zip(self.shares, self.members, strict=True)),
            start=np.zeros(1, dtype=complex),
        )
        if self.complete:
            return self.frequency.pgf(event)
        zero, mass = _split(self.atoms)
        weights = self.frequency.coefficients(zero, len(self.counted), mass)
        single = (event - zero) / mass if mass else event * 0.0
        total: Complex = np.zeros(1, dtype=complex)
        for weight in weights[::-1]:
            total = total * single + weight
        return total


def _split(atoms: Atoms) -> tuple[float, float]:
    """The chances of an event without amount, and of one with an exact amount."""
    return atoms.get(Fraction(0), 0.0), sum(p for value, p in atoms.items() if value > 0)


class ExactYear:
    """The exact amounts of a year of independent perils."""

    def __init__(self, perils: Sequence[Peril]) -> None:
        self._events = [_event(peril) for peril in perils]
        self._groups = _bounded([_group(perils, self._events, members) for members in _grouped(perils)])

    @cached_property
    def points(self) -> Points:
        """The amounts with their probabilities."""
        year = ZERO
        for group in self._groups:
            year = add(year, group.points)
        return year

    @property
    def complete(self) -> bool:
        """Whether everything that has an exact amount is kept."""
        return all(group.complete for group in self._groups) and all(whole for _, whole in self._events)

    def event_transforms(self, placed: Sequence[Complex]) -> list[Complex]:
        """Of each peril's exact event: as it stands on the grid, or its chance of no amount alone."""
        return [
            transform if whole else np.full(1, atoms.get(Fraction(0), 0.0), dtype=complex)
            for transform, (atoms, whole) in zip(placed, self._events, strict=True)
        ]

    def transform(self, placed: Sequence[Complex]) -> Complex:
        """Of everything kept, on the grid on which ``placed`` are the exact events of the perils."""
        events = self.event_transforms(placed)
        total: Complex = np.ones(1, dtype=complex)
        for group in self._groups:
            total = total * group.transform(events)
        return total


def _grouped(perils: Sequence[Peril]) -> list[tuple[int, ...]]:
    poisson = tuple(i for i, peril in enumerate(perils) if isinstance(peril.frequency, Poisson))
    others: list[tuple[int, ...]] = [(i,) for i, peril in enumerate(perils) if not isinstance(peril.frequency, Poisson)]
    return [poisson, *others] if poisson else others


def _group(perils: Sequence[Peril], events: Sequence[tuple[Atoms, bool]], members: tuple[int, ...]) -> _Group:
    shares: tuple[float, ...]
    if len(members) == 1:
        frequency, shares, atoms = perils[members[0]].frequency, (1.0,), events[members[0]][0]
    else:
        rates = [perils[member].frequency.mean for member in members]
        frequency = Poisson(sum(rates))
        shares = tuple(rate / frequency.rate for rate in rates)
        atoms = {}
        for share, member in zip(shares, members, strict=True):
            for value, probability in events[member][0].items():
                atoms[value] = atoms.get(value, 0.0) + share * probability
    counted, complete = _counted(frequency, atoms)
    return _Group(frequency, members, shares, atoms, counted, complete)


def _counted(frequency: Frequency, atoms: Atoms) -> tuple[tuple[Points, ...], bool]:
    """The exact amounts of a year by its number of events of a positive amount, and whether they are all."""
    zero, mass = _split(atoms)
    if not mass:
        return (Points(np.zeros(1), frequency.coefficients(zero, 1)),), True
    spread = math.sqrt(frequency.mean * mass + frequency.variance * mass**2)
    most = frequency.mean * mass + 12 * spread + 40
    if most > MOST_EVENTS:
        window = (
            _window(frequency, atoms, zero, mass, (most - 40 - 24 * spread, most))
            if len(atoms) == 1 and abs(mass - 1.0) < 1e-12
            else None
        )
        if window is not None:
            return (window,), True
        return (Points(np.zeros(1), frequency.coefficients(zero, 1)),), False
    weights = frequency.coefficients(zero, int(most), mass)
    rest = np.append(np.cumsum(weights[::-1])[::-1][1:], 0.0)
    single, unit = _units(atoms, mass, len(weights))
    power, total = Points(np.zeros(1), np.ones(1)), 1
    counted = [Points(np.zeros(1), weights[:1])]
    for count in range(1, len(weights)):
        if len(power.values) * len(single.values) > MOST_PAIRS or total > MOST_OF_YEAR:
            return tuple(counted), False
        power = add(power, single)
        total += len(power.values)
        counted.append(Points(power.values * unit, power.probabilities * weights[count]))
        if rest[count] < SMALLEST:
            break
    return tuple(counted), bool(rest[len(counted) - 1] < SMALLEST * 10)


def _window(frequency: Frequency, atoms: Atoms, zero: float, mass: float, places: tuple[float, float]) -> Points | None:
    """Years of very many events of one amount: only the numbers of events that are likely."""
    low, high = max(int(places[0]) - 40, 0), int(places[1])
    if isinstance(frequency, Fixed):
        counts, chances = np.array([frequency.count]), np.ones(1)
    elif isinstance(frequency, Poisson) and high - low <= MOST_OF_YEAR:
        counts = np.arange(low, high + 1)
        chances = np.exp(xlogy(counts, frequency.rate) - frequency.rate - gammaln(counts + 1.0))
        chances /= chances.sum()
    else:
        return None
    return Points(counts * float(next(iter(atoms))), chances)


def _units(atoms: Atoms, mass: float, count: int) -> tuple[Points, float]:
    """Positive amounts in units of their common step where sums of ``count`` stay exact, else in yen; and the unit."""
    ordered = sorted((value, p) for value, p in atoms.items() if value > 0)
    step = common_step(value for value, _ in ordered) or Fraction(1)
    if ordered[-1][0] / step * count >= 2**53:
        step = Fraction(1)
    values = np.array([float(value / step) for value, _ in ordered])
    return Points(values, np.array([p for _, p in ordered]) / mass), float(step)


def _bounded(groups: list[_Group]) -> list[_Group]:
    """Fewer events for the largest groups until all sums of their amounts can be formed."""
    while math.prod(group.size for group in groups) > MOST_PAIRS:
        largest = max(range(len(groups)), key=lambda index: len(groups[index].counted))
        if len(groups[largest].counted) == 1:
            break
        groups[largest] = groups[largest].up_to(len(groups[largest].counted) - 2)
    return groups
