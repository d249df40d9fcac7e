"""Random numbers by place, not by order: any draw can be made again, whatever else is drawn.

Philox 4×64 (Salmon and others 2011, "Parallel random numbers: as easy as 1, 2, 3") turns a key and a counter into
words. The key is a hash of the seed and of the name of what is drawn, the counter holds the stream and the block of
years. So two runs that differ in one rate, or in the order of scenarios, share all other draws.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Words = NDArray[np.uint64]
Floats = NDArray[np.float64]

BITS = 53
_SHIFT = np.uint64(64 - BITS)
_UNIT = 2.0**-BITS
_BELOW_ONE = 1.0 - _UNIT


@lru_cache(maxsize=1024)
def _key(seed: int, name: str) -> tuple[int, int]:
    digest = hashlib.blake2b(
        name.encode(), digest_size=16, key=seed.to_bytes(8, "little"), person=b"sonae.streams"
    ).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


class Stream:
    """The draws of one thing (``name``, ``stream``) in one block of years, in order."""

    def __init__(self, seed: int, name: str, stream: int, block: int) -> None:
        key = np.array(_key(seed, name), dtype=np.uint64)
        counter = np.array([0, 0, stream, block], dtype=np.uint64)
        self._philox = np.random.Philox(key=key, counter=counter)

    def words(self, count: int) -> Words:
        """The next ``count`` whole numbers below 2^53, each as likely."""
        words: Words = self._philox.random_raw(count)
        return np.right_shift(words, _SHIFT, out=words)


def uniforms(words: Words) -> Floats:
    """Numbers strictly between 0 and 1: the middles of 2^53 equal cells."""
    floats = words.astype(np.float64)
    floats += 0.5
    floats *= _UNIT
    return np.minimum(floats, _BELOW_ONE, out=floats)  # the last cells round up to 1, which has no normal score


def normals(words: Words) -> Floats:
    """Standard normal scores."""
    floats = uniforms(words)
    return ndtri(floats, out=floats)
