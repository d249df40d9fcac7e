"""The published hospital cases against the model, on the lines that their source contains.

What is known of a case is taken as known: its profile, that its lines arose, and how long recovery took (events within
a quarter of that time stand for it). What is left open, prices, machines and persons affected, gives the range.
Interruption and damages are left out on both sides: the source does not hold them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from bench.calibration.observe import Sample
from sonae_core.assessment.scaled_case import situation_of
from sonae_core.packs.cases import Case
from sonae_core.packs.facts import Fact
from sonae_core.packs.snapshot import Pack
from sonae_core.quant.events import EventMaker

NEAREST = 0.35
"""How far from the median, as a share of it, the published total may lie."""
NEAR = 1.25
"""Events whose recovery took between the published time ÷ this and × this."""


@dataclass(frozen=True)
class BackTest:
    """One case: yen of the published total and of the model on the same lines."""

    case: Case
    published: float
    median: float
    low: float
    high: float
    rows: tuple[tuple[str, float, float], ...]
    """Lines of a published row, its yen, the model's median."""

    @property
    def inside(self) -> bool:
        """Whether the total lies between the 10 % and the 90 % point."""
        return self.low <= self.published <= self.high

    @property
    def apart(self) -> float:
        """How far the total lies from the median, as a share of the median."""
        return self.published / self.median - 1.0


def with_facts(pack: Pack, values: Mapping[str, float]) -> Pack:
    """The same packs with other values (and no ranges) of some facts."""
    moved: dict[str, Fact] = {
        name: pack.fact(name).model_copy(update={"value": value, "low": value, "high": value})
        for name, value in values.items()
    }
    return replace(pack, facts={**pack.facts, **moved})


def back_tests(pack: Pack) -> Iterator[BackTest]:
    """Every case of the packs."""
    for case in pack.cases.values():
        yield back_test(pack, case)


def back_test(pack: Pack, case: Case) -> BackTest:
    """One case."""
    lines = {line for row in case.rows for line in row.lines}
    scenario = pack.scenarios[case.scenario]
    arose = {entry.probability: 1.0 for entry in scenario.lines if entry.line in lines and entry.probability}
    maker = EventMaker(situation_of(with_facts(pack, arose), case), scenario, seed=1)
    amounts, weights = _near(maker, pack.point(case.until_restored))
    place = {line.id: row for row, line in enumerate(maker.lines)}

    def sample(names: set[str] | tuple[str, ...]) -> Sample:
        return Sample(amounts[[place[name] for name in sorted(names)]].sum(axis=0), weights)

    whole = sample(lines)
    rows = tuple((", ".join(row.lines), pack.point(row.yen), sample(row.lines).quantile(0.5)) for row in case.rows)
    return BackTest(case, pack.point(case.total), whole.quantile(0.5), whole.quantile(0.1), whole.quantile(0.9), rows)


def _near(maker: EventMaker, hours: float) -> tuple[np.ndarray, np.ndarray]:
    """Escalated events whose recovery took about as long, with their weights."""
    amounts, weights = [], []
    for state, share in zip(maker.states, maker.state_shares, strict=True):
        if share > 0:
            batch = maker.escalated(state)
            chosen = (batch.hours >= hours / NEAR) & (batch.hours <= hours * NEAR)
            amounts.append(batch.amounts[:, chosen])
            weights.append(np.full(int(chosen.sum()), share))
    return np.hstack(amounts), np.concatenate(weights)
