"""Simulated years of a pool, where a yearly limit makes one event's payment depend on the others'."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sonae_core.cover.terms import Terms
from sonae_core.cover.vector import YearCover
from sonae_core.quant.counts import layers
from sonae_core.quant.frequency import Poisson
from sonae_core.quant.pool import Pool, line_kinds, piece_parts
from sonae_core.quant.sample import Years
from sonae_core.quant.streams import Stream, uniforms

Floats = NDArray[np.float64]

YEARS = 200_000


def simulate_years(pool: Pool, terms: Terms, seed: int, years: int = YEARS) -> tuple[Years, Years]:
    """Paid and retained of so many years; an event is a draw from the pool's events of its kind."""
    cover = YearCover(terms)
    account = cover.account(years)
    gross = np.zeros(years)
    for number, piece in enumerate(pool.pieces):
        rate = float(pool.weights[piece.places].sum())
        year, event = _draws(seed, f"{piece.maker.scenario.id}/years/{number}", rate, years, piece.batch.count)
        events = cover.events(line_kinds(piece.maker))
        gross += np.bincount(year, pool.gross[piece.places][event], years)
        time = uniforms(Stream(seed, f"time/{number}", 0, 0).words(len(year))) if cover.needs_order else None
        account.add(year, time, np.ascontiguousarray(piece_parts(piece, events)[:, event]), events)
    paid = account.paid()
    return Years(paid, 0), Years(np.maximum(gross - paid, 0.0), 0)


def _draws(seed: int, name: str, rate: float, years: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The year of each event, and which event of the piece it is."""
    found: list[NDArray[np.int64]] = []
    for layer in layers(Poisson(rate)):
        if layer.table is not None:
            counts = layer.table.counts(Stream(seed, name, 4 * layer.index, 0).words(years))
            year = np.repeat(np.arange(years), counts)
            marks = Stream(seed, name, 4 * layer.index + 1, 0).words(len(year))
            found.append(year[marks < np.uint64(layer.keep)] if layer.thinned else year)
    year = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    place = uniforms(Stream(seed, name, 2, 0).words(len(year))) * count
    return year, np.minimum(place.astype(np.int64), count - 1)
