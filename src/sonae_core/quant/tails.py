"""How the terms of a cover change the far tail of a line; it decides which moments exist."""

from __future__ import annotations

from fractions import Fraction

from sonae_core.cover.terms import Terms
from sonae_core.quant.programme import CostLine


def tail_slopes(line: CostLine, terms: Terms | None) -> dict[str, Fraction]:
    """Of each further yen (or hour) of the line, far out: how much is loss, how much is paid, how much stays."""
    gross = line.gross.tail
    paid = Fraction(0)
    section = None if terms is None else terms.section_of(line.id)
    if terms is not None and section is not None:
        limits = (section.limit, section.aggregate_limit, terms.event_limit, terms.aggregate_limit)
        if all(limit is None for limit in limits):
            paid = line.covered(section).tail * Fraction(terms.event_share)
    return {"gross": gross, "paid": paid, "retained": gross - paid}
