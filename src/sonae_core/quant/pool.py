"""All events that can happen to one company in a year, each with its weight: so many such events a year.

A pool is made once per company. What a policy pays of it, the year's distribution and the headline are read off it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.terms import Terms
from sonae_core.cover.vector import EventCover, LineKind, YearCover
from sonae_core.quant.events import Batch, EventMaker
from sonae_core.quant.pool_year import PoolYear

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

INTERRUPTION = "interruption"
_EDGE = 1e-9


@dataclass(frozen=True)
class Piece:
    """The events of one scenario and kind, and their places in the pool."""

    maker: EventMaker
    batch: Batch
    places: slice


class Pool:
    """Weighted events of all scenarios; rows of ``amounts`` are ``lines``."""

    def __init__(self, makers: Sequence[EventMaker], rates: Mapping[str, float]) -> None:
        self.makers, self.rates = tuple(makers), dict(rates)
        self.lines: tuple[str, ...] = tuple(dict.fromkeys(line.id for maker in makers for line in maker.lines))
        rows = {line: row for row, line in enumerate(self.lines)}
        pieces: list[Piece] = []
        weights: list[Floats] = []
        start = 0
        for maker in self.makers:
            for batch, share in kinds(maker):
                pieces.append(Piece(maker, batch, slice(start, start + batch.count)))
                weights.append(np.full(batch.count, self.rates[maker.scenario.id] * share / batch.count))
                start += batch.count
        self.pieces = tuple(pieces)
        self.weights: Floats = np.concatenate(weights)
        self.amounts: Floats = np.zeros((len(self.lines), start))
        for piece in self.pieces:
            for row, line in enumerate(piece.maker.lines):
                self.amounts[rows[line.id], piece.places] = piece.batch.amounts[row]

    @cached_property
    def gross(self) -> Floats:
        """The whole cost of each event."""
        return self.amounts.sum(axis=0)

    @property
    def rate(self) -> float:
        """Events of any kind a year."""
        return float(sum(self.rates.values()))

    def scenario_of(self, event: int) -> str:
        """The scenario an event belongs to."""
        return next(p.maker.scenario.id for p in self.pieces if p.places.start <= event < p.places.stop)

    def paid(self, terms: Terms | None, amounts: Sequence[Floats] | None = None) -> Floats:
        """What one event is paid, as the first of its year; ``amounts`` replaces those of the pieces."""
        paid = np.zeros(len(self.weights))
        if terms is None:
            return paid
        cover = YearCover(terms)
        for index, piece in enumerate(self.pieces):
            batch = piece.batch if amounts is None else replace(piece.batch, amounts=amounts[index])
            paid[piece.places] = one_event_paid(piece.maker, batch, cover)
        return paid

    def reaches_limit(self, terms: Terms) -> NDArray[np.bool_]:
        """Which events are cut by the limit of a section, of the event or of the year."""
        reached = np.zeros(len(self.weights), dtype=bool)
        whole = [float(x) for x in (terms.event_limit, terms.aggregate_limit) if x is not None]
        cover = YearCover(terms)
        for piece in self.pieces:
            events = cover.events(line_kinds(piece.maker))
            parts = piece_parts(piece, events)
            hit = np.zeros(piece.batch.count, dtype=bool)
            for number, section in enumerate(terms.sections):
                limits = [float(x) for x in (section.limit, section.aggregate_limit) if x is not None]
                rows = [row for row, owner in enumerate(events.parts) if owner == number]
                if limits and rows:
                    hit |= parts[rows].sum(axis=0) >= min(limits) * (1 - _EDGE)
            if whole:
                hit |= parts.sum(axis=0) >= min(whole) * (1 - _EDGE)
            reached[piece.places] = hit
        return reached

    def year(self, values: Floats) -> PoolYear:
        """The year's sum of an amount of the events (without yearly limits)."""
        return PoolYear(values, self.weights)


def kinds(maker: EventMaker) -> list[tuple[Batch, float]]:
    """The kinds of event a company can have now, with their shares."""
    escalates = maker.pack.point(maker.scenario.escalation)
    found = [(maker.minor, 1.0 - escalates)]
    for state, share in zip(maker.states, maker.state_shares, strict=True):
        if share > 0:
            found.append((maker.escalated(state), escalates * share))
    return [(batch, share) for batch, share in found if share > 0]


def line_kinds(maker: EventMaker) -> list[LineKind]:
    """The lines as a cover reads them."""
    return [LineKind(line.id, maker.yen_per_hour if line.id == INTERRUPTION else None) for line in maker.lines]


def one_event_paid(maker: EventMaker, batch: Batch, cover: YearCover) -> Floats:
    """What each event is paid as the only one of its year."""
    events = cover.events(line_kinds(maker))
    account = cover.account(batch.count)
    parts = section_payments(maker, batch, events)
    account.add(np.arange(batch.count), np.zeros(batch.count), parts, events)
    return account.paid()


def piece_parts(piece: Piece, events: EventCover) -> Floats:
    """What the sections pay of each event of a piece, before the terms of event and year."""
    return section_payments(piece.maker, piece.batch, events)


def section_payments(maker: EventMaker, batch: Batch, events: EventCover, brought: Floats | None = None) -> Floats:
    """What the sections pay of each event of a batch; an outage has hours, a limit per head counts those affected."""
    hours = {row: batch.hours for row, line in enumerate(maker.lines) if line.id == INTERRUPTION}
    heads = dict.fromkeys(range(len(maker.lines)), batch.persons)
    return events.section_payments(batch.amounts, hours, heads=heads, brought=brought)


def mean_event(maker: EventMaker, values: Mapping[int, Floats], minor: Floats, state: int | None) -> float:
    """The mean of an amount over a scenario's events, in one severity state or (None) as things are."""
    escalates = maker.pack.point(maker.scenario.escalation)
    shares = {state: 1.0} if state is not None else dict(zip(maker.states, maker.state_shares, strict=True))
    severe = sum(share * float(values[s].mean()) for s, share in shares.items() if share > 0)
    return (1.0 - escalates) * float(minor.mean()) + escalates * severe
