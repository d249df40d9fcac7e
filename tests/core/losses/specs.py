"""Short ways to write the file of ``losses``, and the reference job that many tests share."""

from __future__ import annotations

from typing import Any

from sonae_core.quant.losses import losses

Json = dict[str, Any]

MILLION = 1_000_000
LONG_TAIL: Json = {"lognormal": {"mu": 14.5, "sigma": 1.6}}
LAYER: Json = {"retention": MILLION, "limit": 100 * MILLION, "aggregate_limit": 200 * MILLION}


def constant(value: Any) -> Json:
    return {"constant": {"value": value}}


def exponential(mean: Any) -> Json:
    return {"exponential": {"mean": mean}}


def discrete(values: Any, probabilities: Any) -> Json:
    return {"discrete": {"values": list(values), "probabilities": list(probabilities)}}


def stop(hours: Json, yen_per_day: Any = 240_000, **more: Any) -> Json:
    return {"interruption": {"hours": hours, "yen_per_day": yen_per_day, **more}}


def line(name: str, size: Json) -> Json:
    return {"id": name, **size}


def scenario(name: str, frequency: Json, *lines: Json, **more: Any) -> Json:
    return {"id": name, "frequency": frequency, "lines": list(lines), **more}


def spec(*scenarios: Json, **more: Any) -> Json:
    return {"scenarios": list(scenarios), **more}


def one(frequency: Json, size: Json, **more: Any) -> Json:
    """One scenario ``s`` with one line ``x``."""
    return spec(scenario("s", frequency, line("x", size)), **more)


def event(*lines: Json, **more: Any) -> Json:
    """Exactly one event a year of these lines."""
    return spec(scenario("s", {"fixed": 1}, *lines), **more)


def policy(*sections: Json, **more: Any) -> Json:
    return {"product": "invented", "sections": list(sections), **more}


def section(name: str, *lines: str, **more: Any) -> Json:
    return {"id": name, "lines": list(lines), **more}


def job(**more: Any) -> Json:
    """The reference job: Poisson(0.8), lognormal(14.5, 1.6), 100M xs 1M an event, 200M a year."""
    return one({"poisson": 0.8}, LONG_TAIL, **{"cover": LAYER, **more})


def compound(asked: Json, *figures: str) -> Json:
    """Exact answers only: fails where the joint solver had to step in."""
    wanted = figures or ("gross", "paid")
    answer = losses(asked, figures=(*wanted, "probabilities"))
    assert set(answer["solvers"].values()) == {"compound"}, answer["solvers"]
    return answer


def simulate(asked: Json, years: int = 20_000, seed: int = 1, **more: Any) -> Json:
    return losses(asked, solver="simulate", years=years, seed=seed, **more)
