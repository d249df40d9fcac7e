"""The breakdown of the headline: what a middling serious event costs, line by line, paid and retained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sonae_core.assessment.risk import Risk
from sonae_core.cover.terms import Terms
from sonae_core.cover.vector import EventCover
from sonae_core.quant.events import Batch
from sonae_core.quant.pool import Piece, line_kinds, section_payments
from sonae_core.quant.weighted import apportion

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LineShare:
    """One cost line of the breakdown, in whole yen; gross = paid + retained."""

    id: str
    gross: int
    paid: int

    @property
    def retained(self) -> int:
        """What stays with the company."""
        return self.gross - self.paid


def breakdown(risk: Risk, terms: Terms | None, paid: Floats) -> tuple[LineShare, ...]:
    """Means over the middle serious events, rescaled to the headline and rounded so that they add up to the yen.

    ``paid``: of each event of the pool. A section's payment belongs to its lines pro rata to what they bring to it.
    """
    pool, events = risk.pool, risk.middle
    if not len(events):
        return ()
    weights = pool.weights[events] / pool.weights[events].sum()
    gross = pool.amounts[:, events] @ weights
    total = round(risk.headline[0])
    scale = total / float(gross.sum())
    whole = apportion(gross.tolist(), total)
    by_line = _paid_by_line(risk, terms, paid, events) @ weights * scale
    settled = apportion(by_line.tolist(), round(float(by_line.sum())))
    return tuple(
        LineShare(line, all_of_it, min(part, all_of_it))
        for line, all_of_it, part in zip(pool.lines, whole, settled, strict=True)
        if all_of_it > 0
    )


def _paid_by_line(risk: Risk, terms: Terms | None, paid: Floats, events: NDArray[np.int64]) -> Floats:
    """Paid yen of each line in each of the events."""
    pool = risk.pool
    found = np.zeros((len(pool.lines), len(events)))
    if terms is None:
        return found
    rows = {line: row for row, line in enumerate(pool.lines)}
    for piece in pool.pieces:
        mine = np.flatnonzero((events >= piece.places.start) & (events < piece.places.stop))
        if len(mine):
            local = events[mine] - piece.places.start
            shares = _shares(piece, terms, local, paid[events[mine]])
            for row, line in enumerate(piece.maker.lines):
                found[rows[line.id], mine] = shares[row]
    return found


def _shares(piece: Piece, terms: Terms, local: NDArray[np.int64], paid: Floats) -> Floats:
    """Paid yen of each line of a scenario; the cuts of event and policy fall on all sections alike."""
    cover = EventCover(terms, line_kinds(piece.maker))
    whole = piece.batch
    batch = Batch(np.ascontiguousarray(whole.amounts[:, local]), whole.hours[local], whole.persons[local])
    brought = np.zeros_like(batch.amounts)
    parts = section_payments(piece.maker, batch, cover, brought)
    found = np.zeros_like(brought)
    for number, section in enumerate(terms.sections):
        rows = [row for row, line in enumerate(piece.maker.lines) if line.id in section.lines]
        of_section = parts[[row for row, owner in enumerate(cover.parts) if owner == number]].sum(axis=0)
        arrived = brought[rows].sum(axis=0)
        found[rows] = brought[rows] * np.divide(of_section, arrived, out=np.zeros_like(arrived), where=arrived > 0)
    total = found.sum(axis=0)
    return found * np.divide(paid, total, out=np.zeros_like(total), where=total > 0)
