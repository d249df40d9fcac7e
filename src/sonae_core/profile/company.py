"""The facts of a company that the model needs, as its own people know them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from sonae_core.packs.shapes import Industry
from sonae_core.values.reading import MAX_YEN, Name, Strict, Yen, whole

MOST_EMPLOYEES = 10_000_000


def _employees(value: object) -> int:
    return whole(value, 0, MOST_EMPLOYEES, "人数")


Profit = Annotated[
    int,
    BeforeValidator(lambda value: whole(value, -MAX_YEN, unit="円")),
    Field(json_schema_extra={"minimum": -MAX_YEN, "maximum": MAX_YEN}),
]


class Company(Strict):
    """Yen of the last financial year; ``industry`` is the letter of 日本標準産業分類."""

    name: Name | None = None
    industry: Industry
    employees: Annotated[
        int, BeforeValidator(_employees), Field(json_schema_extra={"minimum": 0, "maximum": MOST_EMPLOYEES})
    ]
    sales: Yen
    operating_profit: Profit | None = None
    """May be negative; with ``continuing_costs`` it replaces the industry's ratio."""
    continuing_costs: Yen | None = None
    """Fixed costs that go on while work stands still: rent, wages, leases."""
