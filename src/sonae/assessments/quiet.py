"""A result as an agency's public pages show it while nobody has approved solicitation material: no plans, no premium.

What the company has of its own stays: its policy, and what that pays. Only what would solicit goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae.assessments.plans import NONE, OWN

Json = Mapping[str, Any]


def without_plans(answer: Json) -> dict[str, Any]:
    """The answer without invented plans and without any premium, also in what measures change."""
    kept = [{**plan, "premium": None} for plan in answer["plans"] if plan["id"] in (NONE, OWN)]
    return {**answer, "plans": kept, "premium": None, "measures": _silent(answer["measures"])}


def _silent(part: Any) -> Any:
    """No premium; sums that held one are without it."""
    if isinstance(part, list):
        return [_silent(each) for each in part]
    if not isinstance(part, Mapping):
        return part
    found = {name: _silent(value) for name, value in part.items()}
    premium = found.get("premium")
    if isinstance(premium, int | float):
        found["premium"] = 0
        if isinstance(found.get("total"), int | float):
            found["total"] -= premium
    return found
