"""Where an answer's numbers come from: the facts behind each line and each frequency, and each fact as a source."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sonae_core.assessment.risk import Risk
from sonae_core.packs.costs import DRIVER_OF_BASIS
from sonae_core.packs.facts import Fact
from sonae_core.packs.references import FactRef, references
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.threats import Scenario
from sonae_core.quant.pool import INTERRUPTION


def facts_of_lines(risk: Risk) -> dict[str, list[str]]:
    """For each cost line the facts its amount is made of: unit costs first, then what it counts, then how often.

    Drivers and probabilities differ by scenario: those of the scenario that brings the line most serious events.
    """
    return {line: _facts_of_line(risk, line) for line in risk.pool.lines}


def _facts_of_line(risk: Risk, line_id: str) -> list[str]:
    pack, line = risk.situation.pack, risk.situation.pack.lines[line_id]
    scenario = _main_scenario(risk, line_id)
    entry = next(entry for entry in scenario.lines if entry.line == line_id)
    found = [str(component.unit_cost) for component in line.components if component.unit_cost]
    found += [str(component.quantity) for component in line.components if component.quantity]
    for component in line.components:
        driver = DRIVER_OF_BASIS[component.basis]
        drawn = getattr(scenario.drivers, driver) if driver else None
        if drawn is not None:
            names = ("median", "share_median", "count_median")
            found += [str(getattr(drawn, name)) for name in names if getattr(drawn, name, None)]
    if line_id == INTERRUPTION:
        found += _interruption(risk)
    found += [str(component.probability) for component in line.components if component.probability]
    if entry.probability is not None:
        found.append(str(entry.probability))
    return [name for name in dict.fromkeys(found) if name in pack.facts]


def _interruption(risk: Risk) -> list[str]:
    """What a day of standstill costs at this company."""
    situation, found = risk.situation, []
    own = situation.company.operating_profit is not None and situation.company.continuing_costs is not None
    if not own:
        found.append(str(situation.pack.parameters.interruption_ratio[situation.company.industry]))
    for question in situation.pack.questions.values():
        answer = situation.sheet.choice(question.id)
        if question.impairment and answer is not None:
            found.append(str(question.impairment[answer]))
    return found


def _main_scenario(risk: Risk, line_id: str) -> Scenario:
    """The scenario with the most serious events among those that have the line."""
    having = [s for s in risk.situation.pack.scenarios.values() if any(e.line == line_id for e in s.lines)]
    return max(having, key=lambda scenario: risk.serious_rate_of(scenario.id))


def facts_of_scenario(scenario: Scenario) -> list[str]:
    """The facts that say how often a scenario happens and how often it escalates."""
    return [str(scenario.base_rate), str(scenario.escalation)]


def facts_used(risk: Risk) -> set[str]:
    """The ids of all facts that this answer rests on."""
    return set(_facts_of(risk.situation.pack, tuple(risk.pool.rates), risk.pool.lines))


@lru_cache(maxsize=16)
def _facts_of(pack: Pack, scenarios: tuple[str, ...], lines: tuple[str, ...]) -> frozenset[str]:
    """Facts of the scenarios and lines, and of everything that every answer rests on."""
    parts: list[Any] = [pack.parameters, pack.premium, *pack.measures.values(), *pack.questions.values()]
    parts += [pack.scenarios[name] for name in scenarios]
    parts += [pack.lines[name] for name in lines]
    return frozenset(str(ref) for part in parts for _, ref in references(part) if isinstance(ref, FactRef))


def source_entry(fact: Fact, *, own: bool = False) -> dict[str, Any]:
    """A fact as the contract lists it, with its quantity; an assumed one has no source and says so.

    ``own``: the value is the company's own (``assumptions`` of the company file), and says that.
    """
    source, (low, high) = fact.source, fact.bounds
    return {
        "id": fact.id,
        "title": fact.title,
        "source": None if source is None else source.title,
        "url": None if source is None else source.url,
        "as_of": fact.as_of.isoformat(),
        "confidence": fact.confidence.value,
        "unit": fact.unit,
        "value": fact.value,
        "low": low if high > low else None,
        "high": high if high > low else None,
        **({"own": True} if own else {}),
    }
