"""The joint solver: year by year, event by event, line by line, with every term in its order.

Years are made in blocks, each from its own random streams, so blocks can be made in any order and on any number of
threads and give the same years. Independent of how many lines or scenarios stand beside it, a draw stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.terms import Terms
from sonae_core.cover.vector import EventCover, LineKind, YearCover
from sonae_core.quant.counts import Layer, layers
from sonae_core.quant.programme import CostLine, Scenario
from sonae_core.quant.sample import Years
from sonae_core.quant.severity import Lognormal
from sonae_core.quant.spec import cholesky
from sonae_core.quant.streams import Stream, Words, normals, uniforms

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

BLOCK = 2**15
_DENSE = 1 / 3  # events a year above which quiet years are kept in the arrays
_NONE: Floats = np.zeros(0)
CHUNK = 2**16
_COUNT, _MARK, _TIME, _LINES = 0, 1, 2, 3
_STREAMS_PER_LAYER = 128


@dataclass(frozen=True)
class Outcome:
    """Simulated years: the whole loss, what is paid, and what stays; quiet years may be left out of the arrays."""

    _gross: Floats
    _paid: Floats
    count: int

    @cached_property
    def gross(self) -> Years:
        """The whole loss."""
        return Years(self._gross, self.count - len(self._gross))

    @cached_property
    def paid(self) -> Years:
        """What the insurer pays."""
        return Years(self._paid, self.count - len(self._paid))

    @cached_property
    def retained(self) -> Years:
        """What stays with the insured."""
        if not len(self._paid):
            return self.gross
        return Years(np.maximum(self._gross - self._paid, 0.0), self.count - len(self._gross))


@dataclass(frozen=True)
class Simulation:
    """What is simulated: scenarios, terms (None: nothing is paid), and the seed."""

    scenarios: tuple[Scenario, ...]
    terms: Terms | None
    seed: int
    _makers: tuple[_EventMaker, ...] = field(init=False, repr=False)
    _year_cover: YearCover | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        year_cover = None if self.terms is None else YearCover(self.terms)
        timed = year_cover is not None and year_cover.needs_order
        makers = tuple(_EventMaker(scenario, self.terms, self.seed, timed) for scenario in self.scenarios)
        object.__setattr__(self, "_makers", makers)
        object.__setattr__(self, "_year_cover", year_cover)

    def run(self, years: int, threads: int = 1) -> Outcome:
        """So many years; the number of threads changes nothing but the time."""
        starts = range(0, years, BLOCK)
        dense = sum(scenario.frequency.mean for scenario in self.scenarios) > _DENSE
        gross = np.empty(years) if dense else np.empty(0)
        paid = np.empty(years if dense and self.terms is not None else 0)

        def fill(start: int) -> tuple[Floats, Floats]:
            made, settled = self._block(start // BLOCK, min(BLOCK, years - start))
            if not dense:
                happened = np.flatnonzero(made)
                return made[happened], settled[happened] if len(settled) else settled
            gross[start : start + len(made)] = made
            paid[start : start + len(settled)] = settled
            return _NONE, _NONE

        if threads > 1:
            pool = ThreadPoolExecutor(threads)
            try:
                pieces = list(pool.map(fill, starts))
            finally:  # whoever interrupts does not wait for blocks that have not begun
                pool.shutdown(cancel_futures=True)
        else:
            pieces = [fill(start) for start in starts]
        if not dense:
            gross, paid = (np.concatenate([piece[side] for piece in pieces]) for side in (0, 1))
        return Outcome(gross, paid, years)

    def _block(self, block: int, size: int) -> tuple[Floats, Floats]:
        """Gross and paid of each year of one block; paid is empty without terms."""
        gross = np.zeros(size)
        account = None if self._year_cover is None else self._year_cover.account(size)
        for maker in self._makers:
            for batch in maker.batches(block, size):
                gross += np.bincount(batch.year, batch.gross, size)
                if account is not None:
                    account.add(batch.year, batch.time, batch.parts, maker.cover)
        return gross, _NONE if account is None else account.paid()


@dataclass(frozen=True)
class _Batch:
    """Some events: the year and time of each, its loss, and what is paid of it before the year's terms."""

    year: Indices
    time: Floats | None
    gross: Floats
    parts: Floats


class _EventMaker:
    """Draws the events of one scenario."""

    def __init__(self, scenario: Scenario, terms: Terms | None, seed: int, timed: bool) -> None:
        self.scenario, self.seed, self.timed = scenario, seed, timed
        self.layers = layers(scenario.frequency)
        self.lower = None if scenario.correlation is None else cholesky(scenario.correlation)
        self.cover = None if terms is None else EventCover(terms, [_kind(line) for line in scenario.lines])

    def batches(self, block: int, size: int) -> Iterator[_Batch]:
        """The events of one block, in pieces of bounded size."""
        for layer in self.layers:
            yield from self._layer(layer, block, size)

    def _stream(self, layer: Layer, kind: int, block: int) -> Stream:
        return Stream(self.seed, self.scenario.id, layer.index * _STREAMS_PER_LAYER + kind, block)

    def _layer(self, layer: Layer, block: int, size: int) -> Iterator[_Batch]:
        years = self._years(layer, block, size)
        marks = self._stream(layer, _MARK, block) if layer.thinned else None
        times = self._stream(layer, _TIME, block) if self.timed else None
        lines = [self._stream(layer, _LINES + i, block) for i in range(len(self.scenario.lines))]
        for year in years:
            count = len(year)
            kept = None if marks is None else np.flatnonzero(marks.words(count) < np.uint64(layer.keep))
            time = None if times is None else uniforms(_kept(times.words(count), kept))
            words = [_kept(stream.words(count), kept) for stream in lines]
            yield self._batch(year if kept is None else year.take(kept), time, words)

    def _years(self, layer: Layer, block: int, size: int) -> Iterator[Indices]:
        """The year of each event, in pieces."""
        if layer.table is None:
            total = size * layer.fixed
            for start in range(0, total, CHUNK):
                yield np.arange(start, min(start + CHUNK, total)) // layer.fixed
            return
        counts = layer.table.counts(self._stream(layer, _COUNT, block).words(size))
        if layer.table.typical <= 4:
            yield np.concatenate(list(_ranked(counts)))
            return
        ends = np.cumsum(counts)
        total = int(ends[-1])
        for start in range(0, total, CHUNK):
            yield np.searchsorted(ends, np.arange(start, min(start + CHUNK, total)), side="right")

    def _batch(self, year: Indices, time: Floats | None, words: list[Words]) -> _Batch:
        sizes = self._sizes(words)
        amounts = np.empty((len(sizes), len(year)))
        hours: dict[int, Floats] = {}
        for index, (line, drawn) in enumerate(zip(self.scenario.lines, sizes, strict=True)):
            if line.yen_per_hour is None:
                amounts[index] = drawn
            else:
                hours[index] = drawn if line.hours_cap is None else np.minimum(drawn, float(line.hours_cap))
                np.multiply(hours[index], float(line.yen_per_hour), out=amounts[index])
        gross = amounts[0] if len(amounts) == 1 else amounts.sum(axis=0)
        parts = np.zeros((0, len(year))) if self.cover is None else self.cover.section_payments(amounts, hours)
        return _Batch(year, time, gross, parts)

    def _sizes(self, words: list[Words]) -> list[Floats]:
        lines = self.scenario.lines
        if self.lower is None:
            return [
                line.severity.from_normal(normals(drawn))
                if isinstance(line.severity, Lognormal)
                else line.severity.quantile(uniforms(drawn))
                for line, drawn in zip(lines, words, strict=True)
            ]
        scores = np.stack([normals(drawn) for drawn in words])
        joint = np.array(self.lower) @ scores
        return [line.severity.from_normal(joint[index]) for index, line in enumerate(lines)]


def _kind(line: CostLine) -> LineKind:
    return LineKind(line.id, None if line.yen_per_hour is None else float(line.yen_per_hour))


def _ranked(counts: Indices) -> Iterator[Indices]:
    """The years with a first event, those with a second, and so on."""
    years = np.flatnonzero(counts)
    counts = counts.take(years)
    while True:
        yield years
        more = np.flatnonzero(counts > 1)
        if not len(more):
            return
        years, counts = years.take(more), counts.take(more) - 1


def _kept(words: Words, kept: Indices | None) -> Words:
    return words if kept is None else words.take(kept)


def bounded_years(scenarios: Sequence[Scenario], wanted: int, most_events: float) -> int:
    """``wanted`` years, fewer where they would hold more than ``most_events``, never fewer than 10,000."""
    rate = sum(scenario.frequency.mean for scenario in scenarios)
    return wanted if rate * wanted <= most_events else max(int(most_events / rate), 10_000)
