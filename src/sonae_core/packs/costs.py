"""The costs family: the kinds of cost of an event, and how each is made from drivers and unit costs.

A component costs amount × ``quantity`` × unit cost, with ``probability``. The amount is that of its ``basis``:

========================  ============================================================================
event                     1
devices, servers,         the driver of that name
persons
call_centre_months        months, 1 when persons are affected (``quantity`` says how many), else 0
outage_days               hours of outage ÷ 24
staff_days                days of outage × employees (``quantity``: the part of the staff that works on it)
claimants                 persons affected (``quantity``: the part of them that claims)
diverted_yen              yen diverted (``unit_cost`` is a share: the part that does not come back)
interruption              yen per day × days of outage × impairment; no unit cost
========================  ============================================================================

A component whose basis the scenario does not draw costs nothing. A unit cost or quantity with ``low`` and ``high`` is
lognormal with these as its 10 % and 90 % points. ``beside`` names facts that another source gives for the same thing:
they are shown, not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sonae_core.packs.references import FactRef, ShareRef
from sonae_core.packs.shapes import DataClass, FamilyFile
from sonae_core.packs.threats import Driver
from sonae_core.values.reading import Identifier, Strict, Text, wrong

FAMILY = "costs"

Basis = Literal[
    "event",
    "devices",
    "servers",
    "persons",
    "call_centre_months",
    "outage_days",
    "staff_days",
    "claimants",
    "diverted_yen",
    "interruption",
]
UNITS_OF_BASIS: Mapping[Basis, tuple[str, ...]] = MappingProxyType(
    {
        "event": ("yen_per_event", "yen_per_staff_day"),
        "devices": ("yen_per_device",),
        "servers": ("yen_per_server",),
        "persons": ("yen_per_person",),
        "call_centre_months": ("yen_per_month",),
        "outage_days": ("yen_per_day",),
        "staff_days": ("yen_per_staff_day",),
        "claimants": ("yen_per_person",),
        "diverted_yen": ("share",),
        "interruption": (),
    }
)
"""The units a unit cost may have, by basis."""
QUANTITIES_OF_BASIS: Mapping[Basis, tuple[str, ...]] = MappingProxyType(
    {
        "event": ("person_days", "factor"),
        "devices": ("share", "factor"),
        "servers": ("share", "factor"),
        "persons": ("share", "factor"),
        "call_centre_months": ("months",),
        "outage_days": ("share", "factor"),
        "staff_days": ("share",),
        "claimants": ("share",),
        "diverted_yen": ("share",),
        "interruption": (),
    }
)
"""The units a quantity may have, by basis."""
DRIVER_OF_BASIS: Mapping[Basis, Driver | None] = MappingProxyType(
    {
        "event": None,
        "devices": "devices",
        "servers": "servers",
        "persons": "persons",
        "call_centre_months": "persons",
        "outage_days": "outage_hours",
        "staff_days": "outage_hours",
        "claimants": "persons",
        "diverted_yen": "diverted",
        "interruption": "outage_hours",
    }
)
"""The driver a basis needs; None: every event has it."""


class Component(Strict):
    """One part of a cost line."""

    basis: Basis
    unit_cost: FactRef | None = None
    quantity: FactRef | None = None
    probability: ShareRef | None = None
    """Of this part arising in an event in which the line arises; none: always."""
    only_for: tuple[DataClass, ...] = ()
    """Classes of data for which the part arises; empty: all."""
    severity: Literal["minor", "escalated"] | None = None
    """Arises only in such events; none: in both."""
    beside: tuple[FactRef, ...] = ()

    @model_validator(mode="after")
    def _priced_unless_interruption(self) -> Self:
        if (self.unit_cost is None) != (self.basis == "interruption"):
            raise wrong(
                "単価がありません" if self.unit_cost is None else "interruption に単価は書けません",
                "unit_cost に事実のidを書いてください（basis が interruption のときは消してください）",
            )
        return self


class CostLine(Strict):
    """One kind of cost, as a person finds it in a table."""

    id: Identifier
    title: Text
    group: Literal["費用", "賠償", "利益", "金銭"]
    what: Text
    insurable: bool
    """False: never insured here, whatever a policy says."""
    components: Annotated[tuple[Component, ...], Field(min_length=1)]


class CostFile(FamilyFile):
    """One file of the family."""

    lines: tuple[CostLine, ...] = ()
