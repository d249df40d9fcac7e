"""Stratified draws: each of n equal cells of every dimension holds exactly one draw (Latin hypercube).

McKay, Beckman and Conover 1979, Technometrics 21(2). The design depends on the seed and on names alone, so the same
draws serve every company, every answer and every measure: differences between two runs are then differences of the
companies, not of the dice.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sonae_core.quant.streams import Stream, uniforms

Floats = NDArray[np.float64]


@lru_cache(maxsize=1024)
def strata(seed: int, name: str, count: int) -> Floats:
    """``count`` numbers between 0 and 1, one in each of as many equal cells, in random order; do not write to them."""
    stream = Stream(seed, name, 0, 0)
    order = np.argsort(stream.words(count), kind="stable")
    drawn = (order + uniforms(stream.words(count))) / count
    drawn.flags.writeable = False
    return drawn


@lru_cache(maxsize=1024)
def scores(seed: int, name: str, count: int) -> Floats:
    """The normal scores of ``strata``."""
    drawn: Floats = ndtri(strata(seed, name, count))
    drawn.flags.writeable = False
    return drawn
