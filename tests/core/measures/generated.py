"""Invented problems of choice of any size, of many kinds, from a seed."""

from __future__ import annotations

import math
import random

from sonae_core.measures.problem import Budget, Option, PremiumCurve, Problem, RiskPath

SCENARIOS = 8
FIRST_YEARS = (None, 0.0, 300_000.0, 1_000_000.0, 3_000_000.0, 6_000_000.0)
YEARLY = (None, None, 200_000.0, 500_000.0, 2_000_000.0)
FACTORS = {0: (1.0, 1.0, 1.0, 1.0), 1: (1.0, 0.7, 1.0, 0.7), 3: (1.0, 0.6, 0.75, 0.5)}


def generated(count: int, seed: int, *, alike: bool = False) -> Problem:
    """``count`` measures over eight scenarios: some with floors, severity states, needs and exclusions.

    ``alike``: prices and effects of all measures are nearly the same, so that many sets are nearly as good as the best.
    """
    dice = random.Random(seed * 1000 + count)  # noqa: S311 - an invented problem, not a secret
    options = tuple(_option(dice, place, alike) for place in range(count))
    severe = [dice.choice((1, 2)) if dice.random() < 0.15 else 0 for _ in range(count)]
    reach = [dice.sample(range(SCENARIOS), dice.choice((1, 1, 2, 3))) for _ in range(count)]
    paths = tuple(_path(dice, place, severe, reach, alike) for place in range(SCENARIOS))
    points = tuple(dice.choice((0.0, 0.03)) for _ in range(count))
    premium = PremiumCurve(dice.choice((0.0, 150_000.0, 800_000.0)), 0.6, -0.5, 0.1, points)
    budget = Budget(dice.choice(FIRST_YEARS), dice.choice(YEARLY), dice.random() < 0.3)
    return Problem(options, paths, premium, budget, 3.0, dice.choice((0.0, 0.0, 20_000.0)))


def _option(dice: random.Random, place: int, alike: bool) -> Option:
    if alike:
        one_off, yearly = 200_000.0 + dice.randrange(1000), 100_000.0 + dice.randrange(1000)
    else:
        one_off = dice.randrange(60) * 10_000.0 if dice.random() < 0.8 else 0.0
        yearly = dice.randrange(40) * 10_000.0 if dice.random() < 0.7 else 0.0
    needs = frozenset(f"m{dice.randrange(place)}" for _ in range(dice.choice((0, 0, 0, 1, 2))) if place)
    excludes = {f"m{dice.randrange(place)}"} - needs if place and dice.random() < 0.1 else set()
    return Option(f"m{place}", one_off, yearly, float(dice.randrange(5)), tuple(sorted(needs)), tuple(excludes))


def _path(dice: random.Random, place: int, severe: list[int], reach: list[list[int]], alike: bool) -> RiskPath:
    mean = math.exp(dice.gauss(15.7, 1.0))
    axes = dice.choice((0, 0, 1, 3))
    logs = []
    for bits, touched in zip(severe, reach, strict=True):
        factor = 0.8 + dice.uniform(-0.001, 0.001) if alike else dice.uniform(0.4, 0.97)
        logs.append(math.log(factor) if place in touched and not bits else 0.0)
    retained = tuple(mean * factor * dice.uniform(0.3, 1.0) for factor in FACTORS[axes])
    gross = tuple(mean * factor for factor in FACTORS[axes])
    return RiskPath(
        f"s{place}",
        dice.uniform(0.02, 0.4),
        dice.choice((0.05, 0.1, 0.2, 0.3, 0.5)),
        -dice.uniform(0.0, 0.6),
        tuple(logs),
        tuple(bits & axes for bits in severe),
        gross,  # type: ignore[arg-type]
        retained,  # type: ignore[arg-type]
    )
