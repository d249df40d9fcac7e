"""What a plan does not pay, in words that papers and workbook share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae_core.packs.snapshot import Pack

Json = Mapping[str, Any]

NO_PLAN, OWN = "none", "own"
APART = (
    "保険料の目安は公表された保険料の例から、「保険から」と「自社に残る」はこの試算から、別々に作ったものです。"
    "差を得や損と読むことはできません。架空の例では、どの事故もその年の1件目として計算しています。"
)
"""Premium and payment come from different sources: their difference is no gain and no loss."""


def policy_of(plan: str, answer: Json, pack: Pack) -> Json:
    """The terms of a plan of the answer; empty where there are none."""
    if plan == OWN:
        return answer["inputs"].get("policy") or {}
    return pack.products[plan].policy if plan in pack.products else {}


def not_covered(plan: Json, answer: Json, pack: Pack) -> list[str]:
    """What the plan says itself, then the cost lines of the answer that no section of it has.

    Every plan says it of every cost line, the company's own too: no list is shorter only because nobody wrote it.
    """
    if plan["id"] == NO_PLAN:
        return []
    policy = policy_of(plan["id"], answer, pack)
    inside = {line for section in policy.get("sections") or () for line in section.get("lines") or ()}
    said = list(plan["not_covered"])
    outside = [line["title"] for line in answer["event"]["lines"] if line["id"] not in inside]
    silent = [title for title in outside if title not in "".join(said)]
    return [*said, f"{'ほかに、' if said else ''}対象でない費目: {'、'.join(silent)}"] if silent else said
