"""The statistics family: published figures by year, rankings, awards of courts, and how they belong together."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sonae_core.packs.facts import Dated
from sonae_core.packs.jo_model import DamageModel
from sonae_core.packs.references import FactRef, PersonYenRef, ScenarioRef
from sonae_core.packs.shapes import FamilyFile, Frozen
from sonae_core.values.reading import Identifier, Strict, Text

FAMILY = "statistics"
Year = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}$")]


class Series(Strict):
    """One figure by year, all values counted in one and the same way, so that they may be drawn as one line."""

    id: Identifier
    title: Text
    what_it_is: Text
    """What the number counts."""
    what_it_is_not: Text
    """The misreading it invites."""
    points: Annotated[Frozen[Year, FactRef], Field(min_length=1)]
    """Year → fact."""
    never_beside: tuple[Identifier, ...] = ()
    """Series of other counting: no figure may compare a year of one with a year of the other."""


class Rank(Strict):
    """One place of a ranking, and the scenario it belongs to, if one of ours does."""

    title: Text
    scenario: ScenarioRef | None = None


class Ranking(Dated):
    """One edition of a ranking; the place in the list is the rank."""

    id: Identifier
    title: Text
    edition: Year
    """The year in its name; it speaks of the year before."""
    ranks: Annotated[tuple[Rank, ...], Field(min_length=1, max_length=20)]


class Award(Strict):
    """What one court gave, or what one company offered of itself, to each person whose data had leaked."""

    id: Identifier
    title: Text
    kind: Literal["court", "voluntary"]
    what_leaked: Text
    per_person: PersonYenRef
    """For the distress, without the fee."""
    fee: PersonYenRef | None = None
    """The part for the lawyer, where the judgment names it."""
    note: Text | None = None


class StatisticsFile(FamilyFile):
    """One file of the family."""

    series: tuple[Series, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    awards: tuple[Award, ...] = ()
    damage_models: tuple[DamageModel, ...] = ()
