"""Events of a year in order of time, when what one is paid decides what is left for the next.

What a section is finally paid, after the cuts of event and policy, is what uses up its aggregate. The cuts of event
and policy fall on the rows of an event in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.events import Array, Floats, Steps, apply
from sonae_core.cover.order import Scope, Step, steps
from sonae_core.cover.terms import Terms

Integers = NDArray[np.integer]
Selection = slice | Integers
Order = tuple[int, ...]
"""The section of each row of a payment, as ``EventCover.parts``."""


@dataclass(frozen=True)
class YearSteps:
    """The terms that sum over sections or events; amounts are less what was paid before the first event."""

    sections: Mapping[int, Step[Any]]
    """Aggregates, by the place of their section."""
    event: Steps
    policy: Step[Any] | None

    @classmethod
    def of(cls, terms: Terms) -> YearSteps:
        """The steps of ``terms``."""
        arithmetic = Floats()
        sections = {
            number: step
            for number, section in enumerate(terms.sections)
            for step in steps(section, arithmetic, Scope.SECTION_PERIOD)
        }
        policy = next(iter(steps(terms, arithmetic, Scope.PERIOD)), None)
        return cls(sections, steps(terms, arithmetic, Scope.EVENT), policy)


@dataclass(frozen=True)
class Events:
    """Events sorted by year and, within it, by time; ``parts`` are rows of yen after section limits."""

    parts: Array
    year: Integers
    orders: Sequence[Order]
    order: Integers
    """For each event the index into ``orders``; rows beyond its order are 0."""


def final_payments(terms: YearSteps, events: Events) -> Array:
    """What is finally paid of each row of each event, in yen, shape as ``parts``."""
    paid = np.zeros_like(events.parts)
    if not events.year.size:
        return paid
    starts = np.flatnonzero(np.diff(events.year, prepend=events.year[:1] - 1))
    counts = np.diff(starts, append=len(events.year))
    longest_first = np.argsort(-counts, kind="stable")
    starts, counts = starts[longest_first], counts[longest_first]
    walk = _Walk(terms, events, paid, len(starts))
    for rank in range(int(counts[0])):
        active = int(np.searchsorted(-counts, -rank))  # years with more than `rank` events stand in front
        for order, years, places in _by_order(events, starts[:active] + rank):
            walk.event(order, years, places)
    return paid


def _by_order(events: Events, places: Integers) -> Iterator[tuple[Order, Selection, Integers]]:
    if len(events.orders) == 1:
        yield events.orders[0], slice(0, len(places)), places
        return
    kinds = events.order[places]
    for number, order in enumerate(events.orders):
        years = np.flatnonzero(kinds == number)
        if len(years):
            yield order, years, places[years]


class _Walk:
    """Many years side by side: the first event of each, then the second … and what is left after them."""

    def __init__(self, terms: YearSteps, events: Events, paid: Array, years: int) -> None:
        self._terms = terms
        self._parts = events.parts
        self._paid = paid
        self._left = {number: np.full(years, step.amount) for number, step in terms.sections.items()}
        self._left_of_policy = None if terms.policy is None else np.full(years, terms.policy.amount)

    def event(self, order: Order, years: Selection, places: Integers) -> None:
        """One event in each of ``years``, at ``places`` among all events."""
        whole: Array = np.zeros(len(places))
        before: Array = np.zeros(len(places))
        paid: dict[int, Array] = {}
        for row, part in enumerate(self._within_sections(order, years, places)):
            whole += part
            after = self._within_policy(whole.copy(), years)
            final = after - before
            self._paid[row, places] = final
            paid[order[row]] = paid.get(order[row], 0.0) + final
            before = after
        for section in self._left.keys() & paid.keys():
            self._left[section][years] = np.maximum(self._left[section][years] - paid[section], 0.0)
        if self._left_of_policy is not None:
            self._left_of_policy[years] = np.maximum(self._left_of_policy[years] - before, 0.0)

    def _within_sections(self, order: Order, years: Selection, places: Integers) -> Iterator[Array]:
        """Each row after the aggregate of its section."""
        arrived: dict[int, Array] = {}
        passed: dict[int, Array] = {}
        for row, section in enumerate(order):
            part = self._parts[row, places]
            if section in self._left:
                arrived[section] = arrived.get(section, 0.0) + part
                after = self._terms.sections[section].cut(arrived[section].copy(), self._left[section][years])
                part = after - passed.get(section, 0.0)
                passed[section] = after
            yield part

    def _within_policy(self, whole: Array, years: Selection) -> Array:
        after = apply(self._terms.event, whole)
        if self._terms.policy is not None and self._left_of_policy is not None:
            after = self._terms.policy.cut(after, self._left_of_policy[years])
        return after
