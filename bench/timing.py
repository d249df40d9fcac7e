"""Contenders timed side by side: same process, order rotated, collector off, medians after one warm-up.

A job of milliseconds measured once between jobs of a hundred is a measurement of the caches that those left behind. So
every contender gets a slice of time in each round and is called in it as often as fits; a long job is called once. The
first call of a slice is kept apart: it is what a call costs after other work.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

SLICE = 0.15
"""Seconds that one contender gets in one round."""


@dataclass(frozen=True)
class Times:
    """Seconds of one call: the median of each round's slice, in the order of the rounds, and each slice's first."""

    seconds: tuple[float, ...]
    firsts: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def first(self) -> float:
        """Median of the calls that came right after another contender's."""
        return median(self.firsts)

    def ratio(self, other: Times) -> float:
        """How many times longer the other took: the median over the rounds, each compared with itself."""
        return median(theirs / ours for ours, theirs in zip(self.seconds, other.seconds, strict=True))

    def first_ratio(self, other: Times) -> float:
        """The same of the first calls."""
        return median(theirs / ours for ours, theirs in zip(self.firsts, other.firsts, strict=True))


def side_by_side(contenders: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, Times]:
    """The times of each contender; every round gives all of them a slice, beginning with another one each time."""
    names = list(contenders)
    found: dict[str, list[list[float]]] = {name: [] for name in names}
    for name in names:
        contenders[name]()
    for turn in range(rounds):
        start = turn % len(names)
        with _no_collector():
            for name in names[start:] + names[:start]:
                found[name].append(_slice(contenders[name]))
    return {
        name: Times(tuple(median(calls) for calls in slices), tuple(calls[0] for calls in slices))
        for name, slices in found.items()
    }


def _slice(work: Callable[[], Any]) -> list[float]:
    calls: list[float] = []
    while sum(calls) < SLICE:
        calls.append(_call(work))
    return calls


def timed(work: Callable[[], Any]) -> float:
    """Seconds of one call, the garbage collector being off."""
    with _no_collector():
        return _call(work)


def _call(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def _no_collector() -> Iterator[None]:
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
