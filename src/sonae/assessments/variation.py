"""What if: one thing of a company file changed, and in words what two company files differ in."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from sonae.assessments.plans import NONE, OWN, example_policy
from sonae.assessments.sheet import AnswerError
from sonae_core.packs.questions import Question
from sonae_core.packs.snapshot import Pack
from sonae_core.values.reading import MAX_YEN, in_sentences
from sonae_core.values.spoken import spoken_whole
from sonae_paper.text.answers import answered
from sonae_paper.text.facts import quantity
from sonae_paper.text.names import one_line
from sonae_paper.text.numbers import spoken_yen

Json = Mapping[str, Any]
Change = tuple[str, str, str]
"""What, before, after."""

NOT_GIVEN = "指定なし"


def with_cash(inputs: Json, text: str) -> dict[str, Any]:
    """What the company can pay, as it was typed; empty takes it away. AnswerError says how to mend it."""
    return _with(inputs, "cash", _yen(text))


def with_budget(inputs: Json, text: str) -> dict[str, Any]:
    """The budget of the first year; what else the budget says stays."""
    yen = _yen(text)
    kept = {key: value for key, value in (inputs.get("budget") or {}).items() if key != "first_year"}
    budget = kept if yen is None else {**kept, "first_year": yen}
    return _with(inputs, "budget", budget if set(budget) - {"includes_premium"} else None)


def with_plan(inputs: Json, plan: str, own: Json | None, pack: Pack) -> dict[str, Any]:
    """Without insurance, with an invented example, or with the company's ``own`` policy again."""
    if plan == NONE:
        return _with(inputs, "policy", None)
    if plan == OWN and own is not None:
        return _with(inputs, "policy", own)
    if plan not in pack.products:
        raise AnswerError("選べない保険です。一覧から選んでください。")
    return _with(inputs, "policy", example_policy(plan, pack))


def with_assumption(inputs: Json, fact: str, value: float | None) -> dict[str, Any]:
    """A fact as this company has it; None goes back to the value of the packs."""
    given = {name: number for name, number in (inputs.get("assumptions") or {}).items() if name != fact}
    if value is not None:
        given[fact] = value
    return _with(inputs, "assumptions", given or None)


def _with(inputs: Json, key: str, value: Any) -> dict[str, Any]:
    changed = {name: copy.deepcopy(each) for name, each in inputs.items() if name != key}
    if value is not None:
        changed[key] = copy.deepcopy(value)
    return changed


def _yen(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return spoken_whole(text, 0, MAX_YEN, "円")
    except PydanticCustomError as error:
        raise AnswerError(in_sentences(error)) from None


# --- in words -------------------------------------------------------------------------------------------------------


def differences(before: Json, after: Json, pack: Pack) -> list[Change]:
    """What two company files differ in, in the words of the sheet, in its order."""
    return [
        *_answers(before, after, pack),
        *_amount("手元で払える金額", before.get("cash"), after.get("cash")),
        *_amount("1年の予算", _first_year(before), _first_year(after)),
        *_policy(before.get("policy"), after.get("policy")),
        *_assumptions(before.get("assumptions") or {}, after.get("assumptions") or {}, pack),
    ]


def _answers(before: Json, after: Json, pack: Pack) -> list[Change]:
    found = []
    for question in pack.questions.values():
        old, new = _answered(question, before), _answered(question, after)
        if old != new:
            found.append((question.text, old, new))
    for key, title in (("operating_profit", "営業利益"), ("continuing_costs", "止まっていても出ていく固定費")):
        found += _amount(title, before["company"].get(key), after["company"].get(key))
    return found


def _answered(question: Question, inputs: Json) -> str:
    return answered(question, inputs)


def _first_year(inputs: Json) -> int | None:
    budget = inputs.get("budget")
    return budget.get("first_year") if isinstance(budget, Mapping) else budget


def _amount(title: str, before: int | None, after: int | None) -> list[Change]:
    if before == after:
        return []
    old, new = (NOT_GIVEN if yen is None else spoken_yen(round(yen)) for yen in (before, after))
    return [(title, old, new)]


def _policy(before: Json | None, after: Json | None) -> list[Change]:
    if before == after:
        return []
    return [("保険", policy_name(before), policy_name(after))]


def policy_name(policy: Json | None) -> str:
    """「保険なし」, the name of the policy, 「ご加入の保険」."""
    return "保険なし" if policy is None else one_line(str(policy.get("product") or "ご加入の保険"))


def _assumptions(before: Json, after: Json, pack: Pack) -> list[Change]:
    found = []
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            title = pack.facts[name].title if name in pack.facts else name
            old, new = (assumed_words(name, each.get(name), pack) for each in (before, after))
            found.append((title, old, new))
    return found


def assumed_words(name: str, value: float | None, pack: Pack) -> str:
    """A fact's value for a company, in words; None is the value of the packs."""
    fact = pack.facts.get(name)
    if fact is None:
        return NOT_GIVEN if value is None else f"{value:,.10g}"
    low, high = fact.bounds
    plain = {"low": None, "high": None, "unit": fact.unit, "value": value}
    ours = {"low": low if high > low else None, "high": high, "unit": fact.unit, "value": fact.value}
    return f"{quantity(ours)}（資料の値）" if value is None else f"{quantity(plain)}（自社の値）"
