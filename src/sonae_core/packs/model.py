"""The model family: parameters of the whole calculation, sentences that belong to every answer, and the version."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sonae_core.packs.facts import Day
from sonae_core.packs.references import (
    DevicesPerEmployeeRef,
    EmployeesRef,
    FactorRef,
    ScenarioRef,
    ShareRef,
    StaffDayYenRef,
    YearsRef,
    YenRef,
)
from sonae_core.packs.shapes import EveryIndustry, FamilyFile
from sonae_core.values.reading import Identifier, Strict, Text

FAMILY = "model"


class Parameters(Strict):
    """Numbers of the calculation that belong to no scenario."""

    threshold_serious: YenRef
    """Gross cost from which an event is serious."""
    reference_employees: EmployeesRef
    """The size of the average firm whose rates the base rates are."""
    horizon_years: YearsRef
    """Years over which a measure's one-off cost is spread."""
    day_rate: StaffDayYenRef
    """Yen for a day of own work on a measure, unless the company names one."""
    devices_per_employee: DevicesPerEmployeeRef
    """Caps the number of computers to examine."""
    rate_uncertainty: FactorRef
    """A true rate lies, at 10–90 %, between the rate ÷ and × this factor."""
    severity_uncertainty: FactorRef
    """A true median of a driver lies, at 10–90 %, between the median ÷ and × this factor."""
    interruption_ratio: EveryIndustry[ShareRef]
    """(Operating profit + fixed costs that continue) ÷ sales."""


class Notice(Strict):
    """A sentence for people; ``scenario`` limits it to answers in which that scenario matters."""

    id: Identifier
    text: Text
    why: Text | None = None
    scenario: ScenarioRef | None = None


class Texts(Strict):
    """Sentences that belong to an answer."""

    notices: Annotated[tuple[Notice, ...], Field(min_length=1)]
    """Said beside every answer."""
    not_first: Annotated[tuple[Notice, ...], Field(min_length=1)]
    """What need not come first, with the reason."""
    not_paid: Annotated[tuple[Notice, ...], Field(min_length=1)]
    """What insurance does not pay."""


class ModelFile(FamilyFile):
    """One file of the family; parameters and texts stand in exactly one file each."""

    parameters: Parameters | None = None
    texts: Texts | None = None


class Version(Strict):
    """``version.yaml``: the name of this state of the packs, its day, and when facts are to be looked at again."""

    version: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{1,2}(\.[0-9]+)?$")]
    date: Day
    """No fact is younger than this."""
    review_after_months: Annotated[int, Field(ge=1, le=120)]
    """Sourced facts older than this are listed for review."""


class SourceEntry(Strict):
    """One entry of ``sources.yaml``: facts name it by ``id`` and add their ``locator``."""

    id: Identifier
    title: Text
    url: Text | None
    note: Text | None = None


class SourcesFile(Strict):
    """``sources.yaml``: where facts were read, each address once."""

    sources: tuple[SourceEntry, ...]
