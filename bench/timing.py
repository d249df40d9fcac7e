"""Contenders timed side by side: same process, order rotated, collector off, medians after one warm-up."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Times:
    """Seconds of each round, in the order of the rounds."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.seconds)

    def ratio(self, other: Times) -> float:
        """How many times longer the other took: the median over the rounds, each compared with itself."""
        return median(theirs / ours for ours, theirs in zip(self.seconds, other.seconds, strict=True))


def side_by_side(contenders: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, Times]:
    """The times of each contender; every round runs all of them once, beginning with another one each time."""
    names = list(contenders)
    found: dict[str, list[float]] = {name: [] for name in names}
    for name in names:
        contenders[name]()
    for turn in range(rounds):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            found[name].append(timed(contenders[name]))
    return {name: Times(tuple(seconds)) for name, seconds in found.items()}


def timed(work: Callable[[], Any]) -> float:
    """Seconds of one call, the garbage collector being off."""
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        if was_on:
            gc.enable()
