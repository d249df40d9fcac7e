"""The packs as one immutable snapshot: what every calculation takes its numbers from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sonae_core.packs.cases import Case, PublishedCase
from sonae_core.packs.costs import CostLine
from sonae_core.packs.covering import Cause, CoverKind, CoverLine, Exclusion
from sonae_core.packs.facts import Fact
from sonae_core.packs.guidelines import Guideline
from sonae_core.packs.jo_model import DamageModel
from sonae_core.packs.measures import Measure
from sonae_core.packs.model import Parameters, Texts
from sonae_core.packs.premium import Premium
from sonae_core.packs.products import Certificate, Product
from sonae_core.packs.questions import Figure, Question
from sonae_core.packs.shelf import near
from sonae_core.packs.statistics import Award, Ranking, Series
from sonae_core.packs.threats import Scenario
from sonae_core.values.errors import InputError


@dataclass(frozen=True, eq=False)
class Pack:
    """All facts and structures, checked. Mappings keep the order of the files (by name) and of the items in them."""

    version: str
    date: date
    """The day of this version; no fact is younger."""
    hash: str
    """SHA-256 over all files: any change of any file changes it."""
    facts: Mapping[str, Fact]
    scenarios: Mapping[str, Scenario]
    lines: Mapping[str, CostLine]
    questions: Mapping[str, Question]
    figures: Mapping[str, Figure]
    measures: Mapping[str, Measure]
    guidelines: Mapping[str, Guideline]
    products: Mapping[str, Product]
    certificate: Certificate
    cover_kinds: Mapping[str, CoverKind]
    cover_lines: Mapping[str, CoverLine]
    """By cost line."""
    cover_causes: Mapping[str, Cause]
    exclusions: Mapping[str, Exclusion]
    premium: Premium
    cases: Mapping[str, Case]
    published: Mapping[str, PublishedCase]
    series: Mapping[str, Series]
    rankings: Mapping[str, Ranking]
    awards: Mapping[str, Award]
    damage_models: Mapping[str, DamageModel]
    parameters: Parameters
    texts: Texts
    files: Mapping[str, str]
    """``facts:ransomware_base_rate`` → file and line in which it stands."""
    used_by: Mapping[str, tuple[str, ...]]
    """``facts:ransomware_base_rate`` → places that refer to it."""

    def fact(self, name: str) -> Fact:
        """The fact of that id; InputError for maintainers when there is none."""
        try:
            return self.facts[name]
        except KeyError:
            raise InputError("packs", f"事実 {name} がありません", near(name, self.facts)) from None

    def point(self, name: str) -> float:
        """The value to calculate with (``Fact.point``)."""
        return self.fact(name).point

    def bounds(self, name: str) -> tuple[float, float]:
        """Low and high of the fact, or its value twice (``Fact.bounds``)."""
        return self.fact(name).bounds
