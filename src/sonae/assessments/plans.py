"""Insurance beside no insurance: the company's own policy and the invented examples, each with what it does not pay."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sonae.assessments.case import OF_CERTIFICATE
from sonae_core.packs.products import LABEL
from sonae_core.packs.snapshot import Pack
from sonae_paper.documents import cover
from sonae_paper.text import sentences
from sonae_paper.text.numbers import exact_yen

Json = Mapping[str, Any]
Part = dict[str, Any]

NONE, OWN = "none", "own"
FICTIONAL = "架空の"
OWN_NOTE = (
    "書かれた限度額、免責金額、待機時間だけで計算しています。"
    "ほかの条件と払われない費目は、証券と約款で確かめてください。"
)


def example_policy(product_id: str, pack: Pack) -> dict[str, Any]:
    """The policy of an invented example, as a company file has it, that says it is invented. KeyError for none."""
    product = pack.products[product_id]
    return {**_plain(product.policy), "product": f"{FICTIONAL}{product.title}"}


def _plain(value: Any) -> Any:
    """As JSON holds it; decimals of the packs are short, so that a float says the same."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (tuple, list)) else value


def current(inputs: Json, pack: Pack) -> str:
    """Which insurance the figures are calculated with: ``none``, an example's id, or ``own``."""
    policy = inputs.get("policy")
    if policy is None:
        return NONE
    named = str(policy.get("product") or "")
    found = (name for name, product in pack.products.items() if named == f"{FICTIONAL}{product.title}")
    return next(found, OWN)


def offers(answer: Json, pack: Pack, own_before: bool) -> Part:
    """The cards in order, and the premium with its conditions.

    ``own_before``: the sheet that all began with names a policy of the company, so it can be gone back to.
    """
    now = current(answer["inputs"], pack)
    cards = [
        _card(plan, given, now, _own_note(answer["inputs"]))
        for plan, given in zip(cover.plans(answer, pack), answer["plans"], strict=True)
        if given["id"] != OWN or now == OWN
    ]
    return {
        "now": now,
        "cards": cards,
        "label": LABEL,
        "can_go_back": own_before and now != OWN,
        "premium": _premium(answer),
        "not_paid": answer["not_paid"],
        "name": _name(answer, now),
    }


def _premium(answer: Json) -> Part | None:
    """The band of the premium, beside it what the model itself would pay, with basis and conditions."""
    given = answer["premium"]
    if given is None:
        return None
    return {
        "plan": "".join(cover.plan_name(answer, given["plan"])),
        "band": sentences.premium_range(given),
        "technical": exact_yen(given["technical"]),
        "basis": given["basis"],
        "note": given["note"] or "",
        "conditions": given["conditions"],
    }


def _name(answer: Json, now: str) -> str:
    """What the policy in force is called; an invented one says so."""
    if now == NONE:
        return ""
    plan = next((each for each in answer["plans"] if each["id"] in (OWN, now)), None)
    return "" if plan is None else plan["title"]


def _own_note(inputs: Json) -> str:
    """What a policy was made of that is known by its certificate, and what had to be assumed besides."""
    policy = inputs.get("policy") or {}
    if policy.get("product") != OF_CERTIFICATE:
        return ""
    most = next((section["max_hours"] for section in policy["sections"] if "max_hours" in section), None)
    return OWN_NOTE if most is None else f"{OWN_NOTE}止まった損失は{most:,}時間まで払われると仮定しました。"


def _card(plan: cover.Plan, given: Json, now: str, own_note: str) -> Part:
    most = given["paid"]["mean"] + given["retained"]["mean"]
    share = given["paid"]["mean"] / most if most else 0.0
    return {
        "id": plan.id,
        "name": "".join(plan.name),
        "fictional": plan.fictional,
        "is_now": plan.id == now,
        "paid": exact_yen(given["paid"]["mean"]),
        "kept": exact_yen(given["retained"]["mean"]),
        "paid_width": f"{share * 100:.2f}%",
        "kept_width": f"{(1 - share) * 100:.2f}%",
        "premium": "".join(plan.premium),
        "terms": _terms(plan),
        "not_covered": ["".join(each) for each in plan.not_covered],
        "note": own_note if plan.id == OWN else "",
    }


def _terms(plan: cover.Plan) -> list[tuple[str, str]]:
    """Limit, retention and waiting in the same words for every plan; none for no insurance."""
    if plan.id == NONE:
        return []
    return [
        ("支払限度額", plan.aggregate),
        ("うち賠償", plan.damages),
        ("うち費用", plan.costs),
        ("うち止まった損失", plan.stop),
        ("免責金額", plan.retention),
        ("待機時間", plan.waiting),
    ]
