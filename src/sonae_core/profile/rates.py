"""How often a scenario happens at one company, and what each measure would change of that.

rate = base × max(floor, Π r^(w·share)) over the measures in place. The base rate of the packs is that of the average
firm with the average firm's measures, so it is first divided by what those leave on average (docs/explanation/
loss-model.md). A measure of which nothing is known counts as common as in other firms.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sonae_core.packs.measures import Measure
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.threats import Scenario
from sonae_core.profile.exposure import Situation


@dataclass(frozen=True)
class ScenarioRate:
    """Events a year with nothing in place, the least share measures can leave, and ln of what is in place leaves."""

    bare: float
    floor: float
    in_place: float

    @property
    def now(self) -> float:
        """Events a year as things are."""
        return self.bare * max(self.floor, math.exp(self.in_place))


def scenario_rate(situation: Situation, scenario: Scenario) -> ScenarioRate:
    """The rate of one scenario."""
    floor = situation.pack.point(scenario.rate_floor)
    average = _average_firm(situation.pack, scenario.id)
    in_place = math.fsum(current_log(situation, measure, scenario) for measure in situation.pack.measures.values())
    return ScenarioRate(situation.base_rate(scenario) / max(floor, math.exp(average)), floor, in_place)


@lru_cache(maxsize=128)
def _average_firm(pack: Pack, scenario_id: str) -> float:
    """ln of what all measures leave of the rate at the average firm; the same for every company."""
    scenario = pack.scenarios[scenario_id]
    return math.fsum(_average_log(pack, measure, scenario) for measure in pack.measures.values())


def full_log(situation: Situation, measure: Measure, scenario: Scenario) -> float:
    """ln of r^w when the measure is wholly in place, over all its paths in the scenario."""
    return math.fsum(_path_logs(situation.pack, measure, scenario))


def current_log(situation: Situation, measure: Measure, scenario: Scenario) -> float:
    """ln of what the measure leaves of the rate, as far as it is in place."""
    share = situation.in_place(measure.id)
    if share is None:
        return _average_log(situation.pack, measure, scenario)
    return share * full_log(situation, measure, scenario)


def _average_log(pack: Pack, measure: Measure, scenario: Scenario) -> float:
    """ln of the mean over firms, some of which have the measure."""
    common = pack.point(measure.prevalence)
    return math.fsum(math.log1p(common * math.expm1(log)) for log in _path_logs(pack, measure, scenario))


def _path_logs(pack: Pack, measure: Measure, scenario: Scenario) -> Iterator[float]:
    for effect in measure.effects:
        if effect.scenario == scenario.id and effect.rate is not None and effect.path is not None:
            yield pack.point(scenario.paths[effect.path].weight) * math.log(pack.point(effect.rate))
