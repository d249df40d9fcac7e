"""The reference job as its peers do it: each function answers mean, VaR and TVaR of gross and paid, where offered."""

from __future__ import annotations

import math
import warnings
from typing import Any

from bench.reference import AGGREGATE, LEVELS, LIMIT, MU, RATE, RETENTION, SIGMA

Answer = dict[str, dict[str, float]]
NODES, GROSS_STEP, PAID_SEVERITY_NODES = 20_000, 50_000, 5_000

_CLAIMS = f"{RATE} claims"
_CURVE = f"sev exp({MU}) * lognorm {SIGMA}"
_GROSS = f"agg Gross {_CLAIMS} {_CURVE} poisson"
_PAID = (
    f"agg Paid {_CLAIMS} {_CURVE} occurrence ceded to {LIMIT} xs {RETENTION} poisson "
    f"aggregate ceded to {AGGREGATE} xs 0"
)


def aggregate_job() -> Answer:
    """``aggregate`` at its defaults: 2^16 points, its own choice of bucket; two objects, for gross and for ceded."""
    return {name: _aggregate(text) for name, text in (("gross", _GROSS), ("paid", _PAID))}


def aggregate_tiny() -> None:
    """The least it can be asked, to have everything imported."""
    _aggregate("agg Tiny 1 claim dsev [1 2] fixed")


def _aggregate(text: str) -> dict[str, float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from aggregate import build

        made = build(text)
        values = [*(made.q(level) for level in LEVELS), *(made.tvar(level) for level in LEVELS)]
        return dict(zip(("mean", "q99", "q995", "t99", "t995"), map(float, (made.est_m, *values)), strict=True))


def gemact_job() -> Answer:
    """``gemact`` FFT at 20,000 nodes, local moments (its default).

    It offers no TVaR. The steps are not defaults but those that suit it: 50,000 yen for gross, and for paid 5,000
    nodes of severity (20,000 yen), so that a year of four full losses fits.
    """
    from gemact.lossmodel import Layer, PolicyStructure

    layer = Layer(deductible=RETENTION, cover=LIMIT, aggr_cover=AGGREGATE)
    return {
        "gross": _gemact(PolicyStructure(), NODES),
        "paid": _gemact(PolicyStructure(layers=layer), PAID_SEVERITY_NODES),
    }


def _gemact(structure: Any, severity_nodes: int, nodes: int = NODES) -> dict[str, float]:
    from gemact import lossmodel
    from gemact.lossmodel import Frequency, LossModel, Severity
    from twiggy import levels

    lossmodel.logger.min_level = levels.ERROR  # its progress lines would be timed with it
    made = LossModel(
        frequency=Frequency(dist="poisson", par={"mu": RATE}),  # fresh each time: the model changes it
        severity=Severity(dist="lognormal", par={"shape": SIGMA, "scale": math.exp(MU)}),
        policystructure=structure,
        aggr_loss_dist_method="fft",
        n_aggr_dist_nodes=nodes,
        n_sev_discr_nodes=severity_nodes,
        sev_discr_step=GROSS_STEP,
        sev_discr_method="localmoments",
    )
    values = (made.mean(), *(made.ppf(level) for level in LEVELS))
    return {key: float(value) for key, value in zip(("mean", "q99", "q995"), values, strict=True)}


def gemact_tiny() -> None:
    """A coarse model, to have everything imported."""
    from gemact.lossmodel import PolicyStructure

    _gemact(PolicyStructure(), 256, 256)
