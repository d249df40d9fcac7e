"""What sums over the year: section aggregates, the event limit and the policy aggregate, event by event in time.

What a section is finally paid, after the cuts of event and policy, is what uses up its aggregate. The cuts of event
and policy fall on the rows of an event in their order. Only years in which an aggregate can bind are walked through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.events import Array, Floats, Steps, apply
from sonae_core.cover.order import Scope, Step, steps
from sonae_core.cover.terms import Terms

Indexes = NDArray[np.intp]
Selection = slice | Indexes


@dataclass(frozen=True)
class YearPayment:
    """Yen finally paid: ``total`` per event, ``by_part`` per row and event (rows as in ``EventCover.parts``)."""

    total: Array
    by_part: Array


class YearCover:
    """The terms that sum over events. ``orders`` are the ``parts`` of the scenarios' event covers."""

    def __init__(self, terms: Terms, orders: Sequence[tuple[int, ...]]) -> None:
        arithmetic = Floats()
        self.orders = tuple(orders)
        self.rows = max((len(order) for order in self.orders), default=0)
        """Rows that ``parts`` needs; a scenario with fewer fills the rest with 0."""
        self._sections: dict[int, Step[Any]] = {
            number: step
            for number, section in enumerate(terms.sections)
            for step in steps(section, arithmetic, Scope.SECTION_PERIOD)
        }
        self._event: Steps = steps(terms, arithmetic, Scope.EVENT)
        self._policy: Step[Any] | None = next(iter(steps(terms, arithmetic, Scope.PERIOD)), None)

    def year_payment(
        self, parts: Array, year: NDArray[np.integer], order: NDArray[np.integer] | None = None
    ) -> YearPayment:
        """What is finally paid on each event.

        ``parts``: rows of ``EventCover.event_payment``, shape (rows, events); ``year``: the year of each event, never
        falling, events of a year in order of time; ``order``: for each event the index into ``orders`` (None: all 0).
        """
        by_part = self._within_events(parts)
        total = by_part.sum(axis=0) if self.rows != 1 else by_part[0]
        if not self._sections and self._policy is None:
            return YearPayment(total, by_part)
        _, starts = np.unique(year, return_index=True)
        counts = np.diff(np.append(starts, len(year)))
        bound = self._may_bind(parts, total, starts, order)
        if not bound.any():
            return YearPayment(total, by_part)
        by_part = by_part.copy() if by_part is parts else by_part
        walk = _Walk(self, parts, by_part, order)
        walk.run(starts[bound], counts[bound])
        return YearPayment(by_part.sum(axis=0), by_part)

    def paid_by_year(
        self, parts: Array, year: NDArray[np.integer], years: int, order: NDArray[np.integer] | None = None
    ) -> Array:
        """What is paid in each of ``years`` years, from 0."""
        if self._sections:
            return np.bincount(year, self.year_payment(parts, year, order).total, years)
        total = parts[0].copy() if self.rows == 1 else parts.sum(axis=0)
        sums = np.bincount(year, apply(self._event, total), years)
        return sums if self._policy is None else self._policy.through(sums)

    def _within_events(self, parts: Array) -> Array:
        """Parts after the terms of the event, before any aggregate; ``parts`` itself when there are none."""
        if not self._event:
            return parts
        by_part = np.empty_like(parts)
        arrived = np.zeros(parts.shape[1])
        before: Array | float = 0.0
        for row, part in enumerate(parts):
            arrived += part
            after = apply(self._event, arrived.copy())
            np.subtract(after, before, out=by_part[row])
            before = after
        return by_part

    def _may_bind(
        self, parts: Array, total: Array, starts: Indexes, order: NDArray[np.integer] | None
    ) -> NDArray[np.bool_]:
        """Years whose payments could reach an aggregate."""
        bound = np.zeros(len(starts), dtype=bool)
        if self._policy is not None:
            bound |= np.add.reduceat(total, starts) > self._policy.amount
        for section, step in self._sections.items():
            brought = np.zeros(parts.shape[1])
            for number, places in enumerate(self.orders):
                here = _of_order(order, number)
                for row, owner in enumerate(places):
                    if owner == section:
                        brought[here] += parts[row][here]
            bound |= np.add.reduceat(brought, starts) > step.amount
        return bound


def _of_order(order: NDArray[np.integer] | None, number: int) -> slice | NDArray[np.bool_]:
    return slice(None) if order is None else order == number


class _Walk:
    """Walks through years side by side: the first event of every year, then the second …"""

    def __init__(self, cover: YearCover, parts: Array, by_part: Array, order: NDArray[np.integer] | None) -> None:
        self._cover = cover
        self._parts = parts
        self._by_part = by_part
        self._order = order

    def run(self, starts: Indexes, counts: NDArray[np.integer]) -> None:
        """Writes what is finally paid on each event of these years."""
        cover = self._cover
        longest_first = np.argsort(-counts, kind="stable")
        starts, counts = starts[longest_first], counts[longest_first]
        left = {number: np.full(len(starts), step.amount) for number, step in cover._sections.items()}
        left_of_policy = None if cover._policy is None else np.full(len(starts), cover._policy.amount)
        for rank in range(int(counts[0])):
            active = int(np.searchsorted(-counts, -rank))
            for places, years, events in self._groups(starts[:active] + rank):
                self._event(places, years, events, left, left_of_policy)

    def _groups(self, events: Indexes) -> Iterator[tuple[tuple[int, ...], Selection, Indexes]]:
        if self._order is None:
            yield self._cover.orders[0], slice(0, len(events)), events
            return
        kinds = self._order[events]
        for number, places in enumerate(self._cover.orders):
            years = np.flatnonzero(kinds == number)
            if len(years):
                yield places, years, events[years]

    def _event(
        self,
        places: tuple[int, ...],
        years: Selection,
        events: Indexes,
        left: dict[int, Array],
        left_of_policy: Array | None,
    ) -> None:
        cover = self._cover
        arrived: dict[int, Array] = {}
        passed: dict[int, Array] = {}
        paid: dict[int, Array] = {}
        whole: Array = np.zeros(len(events))
        before: Array = np.zeros(len(events))
        for row, section in enumerate(places):
            part = self._parts[row, events]
            if section in cover._sections:
                arrived[section] = arrived.get(section, 0.0) + part
                after = cover._sections[section].cut(arrived[section].copy(), left[section][years])
                part = after - passed.get(section, 0.0)
                passed[section] = after
            whole += part
            after = apply(cover._event, whole.copy())
            if cover._policy is not None and left_of_policy is not None:
                after = cover._policy.cut(after, left_of_policy[years])
            self._by_part[row, events] = final = after - before
            paid[section] = paid.get(section, 0.0) + final
            before = after
        for section in left.keys() & paid.keys():
            left[section][years] = np.maximum(left[section][years] - paid[section], 0.0)
        if left_of_policy is not None:
            left_of_policy[years] = np.maximum(left_of_policy[years] - before, 0.0)
