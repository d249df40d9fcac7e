"""What a measure changes of one kind of incident, in a sentence: how many fewer, or how much milder."""

from __future__ import annotations

from sonae_core.packs.facts import Confidence, Fact
from sonae_core.packs.measures import Effect, Measure
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.threats import Driver, Scenario
from sonae_paper.text.labels import GRADES
from sonae_paper.text.numbers import percent

DRIVER_WORDS: dict[Driver, str] = {
    "outage_hours": "止まる時間",
    "devices": "調べる台数",
    "servers": "調べて作り直すサーバー",
    "persons": "影響を受ける人",
    "diverted": "送ってしまう額",
}
NOT_MEASURED = "効き目を測った数字はありません。"


def effect_on(measure: Measure, scenario: Scenario, pack: Pack) -> str:
    """What the measure changes of that kind; that nobody has measured it, where the packs say nothing of it."""
    rarer, used = _rarer(measure, scenario, pack)
    milder, more = _milder(measure, scenario, pack)
    said = [*rarer, *milder]
    if not said:
        return NOT_MEASURED
    assumed = any(fact.confidence is Confidence.ASSUMED for fact in (*used, *more))
    grounds = f"仮定、{GRADES[measure.grade.value]}" if assumed else GRADES[measure.grade.value]
    return f"{'、'.join(said)}減る見込みです（{grounds}）。"


def _rarer(measure: Measure, scenario: Scenario, pack: Pack) -> tuple[list[str], list[Fact]]:
    """How many fewer events come by each path; paths with the same effect in one part."""
    ways: dict[str, list[str]] = {}
    for effect in measure.effects:
        if effect.scenario == scenario.id and effect.path is not None and effect.rate is not None:
            ways.setdefault(effect.rate, []).append(effect.path)
    said = []
    for rate, paths in ways.items():
        less = percent(1 - pack.point(rate))
        every = set(paths) == set(scenario.paths)
        where = "" if every else "、".join(f"「{scenario.paths[path].title}」" for path in paths) + "からの"
        said.append(f"{where}件数が約{less}")
    return said, [pack.fact(rate) for rate in ways]


def _milder(measure: Measure, scenario: Scenario, pack: Pack) -> tuple[list[str], list[Fact]]:
    """How much smaller the drivers become that the measure makes good."""
    said, used = [], []
    for axis in scenario.severity:
        if any(_moves(effect, axis.axis, scenario) for effect in measure.effects):
            for driver, factor in axis.multiplies.items():
                said.append(f"{DRIVER_WORDS[driver]}が約{percent(1 - 1 / pack.point(factor))}")
                used.append(pack.fact(factor))
    return said, used


def _moves(effect: Effect, axis: str, scenario: Scenario) -> bool:
    return effect.axis == axis and effect.scenario in (None, scenario.id)
