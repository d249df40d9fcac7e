"""The JO model of JNSA: what a leak would be worth per person in theory, from classes of data and three factors.

It is a model of what could be claimed. Courts give about a tenth of it, and only few of those concerned ever sue:
``statistics.Award`` and the rate of participation are separate facts, and nothing here may be multiplied by everyone.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sonae_core.packs.facts import Dated
from sonae_core.packs.references import FactorRef, PersonYenRef
from sonae_core.values.reading import Identifier, Strict, Text

Level = Annotated[int, Field(ge=1, le=3)]


class DataItems(Dated):
    """Items of personal data of one class: mental distress ``x`` and economic loss ``y``, each 1 to 3."""

    id: Identifier
    x: Level
    y: Level
    items: Annotated[tuple[Text, ...], Field(min_length=1)]


class FactorChoice(Strict):
    """One answer to the question of a factor, and the factor."""

    when: Text
    factor: FactorRef


class DamageModel(Strict):
    """yen per person = base × (10^(x−1) + 5^(y−1)) × identifiability × responsibility × response.

    x and y are each the highest level among all leaked items, taken separately.
    """

    id: Identifier
    title: Text
    base: PersonYenRef
    identifiability: Annotated[tuple[FactorChoice, ...], Field(min_length=1)]
    responsibility: Annotated[tuple[FactorChoice, ...], Field(min_length=1)]
    response: Annotated[tuple[FactorChoice, ...], Field(min_length=1)]
    classes: Annotated[tuple[DataItems, ...], Field(min_length=1)]
    warning: Text
    """What has to be said beside any value of it."""


def sensitivity(x: int, y: int) -> int:
    """The sensitivity of leaked data from the highest level of mental distress and of economic loss."""
    return int(10 ** (x - 1)) + int(5 ** (y - 1))


def theoretical_yen(base: float, x: int, y: int, factors: tuple[float, ...]) -> float:
    """Yen per person in theory; ``factors`` are identifiability, responsibility and response."""
    value = base * sensitivity(x, y)
    for factor in factors:
        value *= factor
    return value
