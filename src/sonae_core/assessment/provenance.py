"""Where an answer's numbers come from: the facts behind each line, and each fact as a source entry."""

from __future__ import annotations

from typing import Any

from sonae_core.assessment.risk import Risk
from sonae_core.packs.facts import Fact
from sonae_core.packs.references import FactRef, references


def facts_of_lines(risk: Risk) -> dict[str, list[str]]:
    """For each cost line the ids of the facts its amount is made of."""
    found: dict[str, list[str]] = {}
    for line in risk.pool.lines:
        names = [str(ref) for _, ref in references(risk.situation.pack.lines[line]) if isinstance(ref, FactRef)]
        found[line] = sorted(set(names))
    return found


def facts_used(risk: Risk) -> set[str]:
    """The ids of all facts that this answer rests on."""
    pack = risk.situation.pack
    parts: list[Any] = [pack.parameters, pack.premium]
    parts += [pack.scenarios[name] for name in risk.pool.rates]
    parts += [pack.lines[name] for name in risk.pool.lines]
    parts += [pack.measures[name] for name in pack.measures]
    parts += [pack.questions[name] for name in pack.questions]
    return {str(ref) for part in parts for _, ref in references(part) if isinstance(ref, FactRef)}


def source_entry(fact: Fact) -> dict[str, Any]:
    """A fact as the contract lists it; an assumed one has no source and says so."""
    source = fact.source
    return {
        "id": fact.id,
        "title": fact.title,
        "source": None if source is None else source.title,
        "url": None if source is None else source.url,
        "as_of": fact.as_of.isoformat(),
        "confidence": fact.confidence.value,
    }
