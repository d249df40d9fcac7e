"""Random files of ``losses`` for properties, and the whole simulated sample read through the public door."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from tests.core.losses.specs import line, scenario, simulate, spec, stop

Json = dict[str, Any]

YEARS = 200
ORDERS = [*(k / YEARS for k in range(1, YEARS)), 1 - 0.5 / YEARS]
"""Levels whose quantiles are the 1st, 2nd … last of 200 simulated years."""


def examples(count: int) -> settings:
    """So many files, the same ones on every run; what fails is shown as it is, for making it smaller takes long."""
    return settings(max_examples=count, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])


def sample(asked: Json, seed: int = 1) -> dict[str, list[float]]:
    """Each figure's 200 simulated years, in ascending order."""
    found = simulate({**asked, "quantiles": ORDERS}, years=YEARS, seed=seed)
    return {figure: list(found[figure]["quantiles"].values()) for figure in ("gross", "paid", "retained")}


def never_above(lower: list[float], upper: list[float]) -> bool:
    """Year by year in order, but for the digits that are not printed."""
    return all(a <= b * (1 + 1e-9) + 1e-6 for a, b in zip(lower, upper, strict=True))


def between(low: float, high: float) -> Any:
    return st.floats(low, high).map(lambda x: float(f"{x:.4g}"))


def amounts(low: float = 1e4, high: float = 1e8) -> Any:
    """Yen spread evenly over orders of magnitude."""
    return between(math.log10(low), math.log10(high)).map(lambda x: float(f"{10**x:.3g}"))


@st.composite
def discretes(draw: Any, amount: Any) -> Json:
    values = draw(st.lists(amount, min_size=1, max_size=4, unique=True))
    weights = draw(st.lists(st.integers(1, 20), min_size=len(values), max_size=len(values)))
    shares = [weight / sum(weights) for weight in weights]
    return {"discrete": {"values": values, "probabilities": shares}}


smooth = st.one_of(
    st.builds(lambda mu, sigma: {"lognormal": {"mu": mu, "sigma": sigma}}, between(10, 16), between(0.3, 2)),
    st.builds(lambda mean: {"exponential": {"mean": mean}}, amounts()),
    st.builds(lambda shape, scale: {"gamma": {"shape": shape, "scale": scale}}, between(0.5, 5), amounts(1e4, 1e7)),
    st.builds(lambda scale, alpha: {"pareto": {"scale": scale, "alpha": alpha}}, amounts(), between(2.2, 5)),
)
stepped = st.builds(lambda value: {"constant": {"value": value}}, amounts()) | discretes(amounts())
outages = st.one_of(
    st.builds(lambda mean: {"exponential": {"mean": mean}}, between(5, 300)),
    st.builds(lambda mu, sigma: {"lognormal": {"mu": mu, "sigma": sigma}}, between(2, 5), between(0.3, 1.5)),
    discretes(between(1, 500)),
)
stops = st.builds(
    lambda hours, day, cap: stop(hours, day, cap_hours=cap), outages, amounts(1e5, 1e7), st.none() | between(24, 400)
)
yen_sizes = smooth | smooth | stepped
frequencies = st.one_of(
    between(0.05, 4).map(lambda rate: {"poisson": rate}),
    st.builds(
        lambda mean, more: {"negative_binomial": {"mean": mean, "variance": mean * (1 + more)}},
        between(0.1, 3),
        between(0.1, 3),
    ),
    between(0, 1).map(lambda chance: {"bernoulli": chance}),
    st.integers(0, 3).map(lambda count: {"fixed": count}),
)


@st.composite
def years(draw: Any, frequency: Any = frequencies, most_lines: int = 2, clock: bool = True) -> Json:
    """One to three scenarios; lines ``x0`` … are yen and ``h`` is an outage."""
    scenarios = []
    for number in range(draw(st.integers(1, 3))):
        lines = [line(f"x{i}", draw(yen_sizes)) for i in range(draw(st.integers(1, most_lines)))]
        if clock and draw(st.booleans()):
            lines[-1] = line("h", draw(stops))
        scenarios.append(scenario(f"s{number}", draw(frequency), *lines))
    return spec(*scenarios)


def lines_of(asked: Json) -> list[str]:
    return sorted({each["id"] for one in asked["scenarios"] for each in one["lines"]})


@st.composite
def covered_years(draw: Any, frequency: Any = frequencies) -> Json:
    """With every term of the flat form."""
    asked = draw(years(frequency))
    names = lines_of(asked)
    some = st.lists(st.sampled_from(names), unique=True)
    cover: Json = {
        "shares": {name: draw(between(0, 1)) for name in draw(some)},
        "sublimits": {name: draw(amounts()) for name in draw(some)},
        "retention": draw(st.just(0) | amounts()),
        "limit": draw(st.none() | amounts()),
        "share": draw(between(0, 1)),
        "aggregate_limit": draw(st.none() | amounts(1e5, 1e9)),
    }
    if "h" in names:
        cover["waiting_hours"] = {"h": draw(between(0, 72))}
        cover["max_hours"] = {"h": draw(between(12, 400))}
    return {**asked, "cover": cover}


@st.composite
def exactly_covered_years(draw: Any) -> Json:
    """With one line a scenario and no aggregate, so that the exact solver answers all three figures."""
    asked = draw(years(most_lines=1))
    cover = {"retention": draw(st.just(0) | amounts()), "limit": draw(st.none() | amounts())}
    return {**asked, "cover": {**cover, "share": draw(between(0.1, 1))}}


def scaled(size: Json, factor: float) -> Json:
    """The same line in another unit of money."""
    (kind, given), *_ = ((k, v) for k, v in size.items() if k != "id")
    if kind == "interruption":
        return {**size, kind: {**given, "yen_per_day": given["yen_per_day"] * factor}}
    if kind == "lognormal":
        return {**size, kind: {**given, "mu": given["mu"] + math.log(factor)}}
    if kind == "discrete":
        return {**size, kind: {**given, "values": [value * factor for value in given["values"]]}}
    unit = {"exponential": "mean", "gamma": "scale", "pareto": "scale", "constant": "value"}[kind]
    return {**size, kind: {**given, unit: given[unit] * factor}}


def in_unit(asked: Json, factor: float) -> Json:
    """The whole file in another unit of money."""
    scenarios = [{**one, "lines": [scaled(each, factor) for each in one["lines"]]} for one in asked["scenarios"]]
    cover = dict(asked.get("cover") or {})
    for key in ("retention", "limit", "aggregate_limit"):
        if cover.get(key) is not None:
            cover[key] *= factor
    if "sublimits" in cover:
        cover["sublimits"] = {name: amount * factor for name, amount in cover["sublimits"].items()}
    return {**asked, "scenarios": scenarios, **({"cover": cover} if "cover" in asked else {})}
