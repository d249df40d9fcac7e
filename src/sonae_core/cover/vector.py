"""The door for simulations: ``EventCover`` pays single events, ``YearCover`` the years they fall into.

Both run the steps of ``order`` on float64 arrays, unrounded; docs/explanation/payout.md has the worked yen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sonae_core.cover.events import Array, EventCover, LineKind, apply
from sonae_core.cover.terms import Terms
from sonae_core.cover.years import Events, Integers, Order, YearSteps, final_payments

__all__ = ["Account", "EventCover", "LineKind", "YearCover"]


class YearCover:
    """What ``terms`` pay in a year: section aggregates, event limit and policy aggregate over its events."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.steps = YearSteps.of(terms)
        self._events: dict[tuple[LineKind, ...], EventCover] = {}

    @property
    def needs_order(self) -> bool:
        """Whether the yen of a year depend on which event came first.

        An event limit can spare an aggregate of a section. Without one a year pays the least of the sums and their
        aggregates, whatever the order: until the policy is exhausted each section is paid in full, then nothing is.
        """
        return bool(self.steps.sections) and bool(self.steps.event)

    def events(self, lines: Sequence[LineKind]) -> EventCover:
        """The same terms for single events whose costs are ``lines``; made once, since many batches share them."""
        kinds = tuple(lines)
        if kinds not in self._events:
            self._events[kinds] = EventCover(self.terms, kinds)
        return self._events[kinds]

    def account(self, years: int) -> Account:
        """An empty account of years 0 … ``years`` − 1."""
        return Account(self, years)

    def event_payments(self, events: Events) -> Array:
        """What is finally paid of each row of each event (sorted by year and time), shape (rows, events)."""
        return final_payments(self.steps, events)


@dataclass(frozen=True)
class _Batch:
    year: Integers
    time: Array
    parts: Array
    order: Order


class Account:
    """Collects the events of some years, scenario by scenario, and says what each year is paid."""

    def __init__(self, cover: YearCover, years: int) -> None:
        self._cover = cover
        self._years = years
        self._free = np.zeros(years)
        """Payments that no section aggregate cuts (all of them, where order matters), after the terms of the event."""
        self._sections = {number: np.zeros(years) for number in cover.steps.sections}
        self._batches: list[_Batch] = []

    def add(self, year: Integers, time: Array | None, parts: Array, cover: EventCover | None) -> None:
        """More events: the year of each, its time in the year, and ``cover.section_payments`` of it.

        ``time`` may be None where ``needs_order`` is false; without ``cover`` nothing is paid.
        """
        if cover is None or not len(parts):
            return
        steps = self._cover.steps
        for row, section in enumerate(cover.parts) if self._sections else ():
            if section in self._sections:
                self._sections[section] += np.bincount(year, parts[row], self._years)
        if self._cover.needs_order:
            if time is None:
                raise ValueError("events need their time")
            self._batches.append(_Batch(year, time, parts, cover.parts))
        rows = [
            row for row, section in enumerate(cover.parts) if self._cover.needs_order or section not in self._sections
        ]
        if not rows:
            return
        whole = parts[rows[0]] if len(rows) == 1 else parts[rows].sum(axis=0)
        if steps.event:
            whole = apply(steps.event, whole.copy() if len(rows) == 1 else whole)
        self._free += np.bincount(year, whole, self._years)

    def paid(self) -> Array:
        """What each year is paid, in yen."""
        if self._cover.needs_order:
            return self._in_order()
        paid = self._free.copy()
        for number, sums in self._sections.items():
            paid += self._cover.steps.sections[number].through(sums.copy())
        return paid if self._cover.steps.policy is None else self._cover.steps.policy.through(paid)

    def _in_order(self) -> Array:
        """Only years in which an aggregate can bind are walked through event by event."""
        paid = self._free.copy()
        steps = self._cover.steps
        bound = np.zeros(self._years, dtype=bool)
        if steps.policy is not None:
            bound |= paid > steps.policy.amount
        for number, sums in self._sections.items():
            bound |= sums > steps.sections[number].amount
        if bound.any():
            events = self._events_of(bound)
            final = final_payments(steps, events).sum(axis=0)
            paid[bound] = np.bincount(events.year, final, self._years)[bound]
        return paid

    def _events_of(self, bound: Array) -> Events:
        orders = list(dict.fromkeys(batch.order for batch in self._batches))
        chosen = [bound[batch.year] for batch in self._batches]
        year = np.concatenate([batch.year[mine] for batch, mine in zip(self._batches, chosen, strict=True)])
        time = np.concatenate([batch.time[mine] for batch, mine in zip(self._batches, chosen, strict=True)])
        order = np.concatenate(
            [np.full(mine.sum(), orders.index(batch.order)) for batch, mine in zip(self._batches, chosen, strict=True)]
        )
        parts = np.zeros((max(len(one) for one in orders), len(year)))
        end = 0
        for batch, mine in zip(self._batches, chosen, strict=True):
            start, end = end, end + int(mine.sum())
            parts[: len(batch.order), start:end] = batch.parts[:, mine]
        first = np.lexsort((time, year))
        return Events(parts[:, first], year[first], orders, order[first])
