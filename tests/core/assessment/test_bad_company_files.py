"""What is wrong in a company file is told in one line that names the field and how to mend it."""

from __future__ import annotations

from typing import Any

import pytest

from sonae_core.values.errors import InputError
from tests.core.assessment.people import answer, company

COMPANY = {"industry": "E", "employees": 28, "sales": 500_000_000}
SECTION = {"id": "l", "lines": ["damages"]}

BAD: list[tuple[str, dict[str, Any]]] = [
    ("company", {"company": None}),
    ("company.industry", {"company": {**COMPANY, "industry": "製造業"}}),
    ("company.industry", {"company": {"employees": 28, "sales": 1}}),
    ("company.employees", {"company": {**COMPANY, "employees": -1}}),
    ("company.employees", {"company": {**COMPANY, "employees": 2.5}}),
    ("company.employees", {"company": {**COMPANY, "employees": "28人"}}),
    ("company.sales", {"company": {**COMPANY, "sales": float("nan")}}),
    ("company.sales", {"company": {**COMPANY, "sales": float("inf")}}),
    ("company.sales", {"company": {**COMPANY, "sales": 10**15 + 1}}),
    ("company.sales", {"company": {**COMPANY, "sales": True}}),
    ("company.turnover", {"company": {**COMPANY, "turnover": 1}}),
    ("answers.firewall", {"answers": {"firewall": "yes"}}),
    ("answers.employees", {"answers": {"employees": 28}}),
    ("answers.mfa", {"answers": {"mfa": "sometimes"}}),
    ("answers.mfa", {"answers": {"mfa": 1}}),
    ("answers.persons_held", {"answers": {"persons_held": -5}}),
    ("answers.persons_held", {"answers": {"persons_held": "many"}}),
    ("answers", {"answers": ["mfa"]}),
    ("budget.first_year", {"budget": {"first_year": -1}}),
    ("budget.first_year", {"budget": "100万円"}),
    ("budget.first_yaer", {"budget": {"first_yaer": 1}}),
    ("cash", {"cash": -1}),
    ("policy.sections", {"policy": {"product": "x"}}),
    ("policy.sections", {"policy": {"sections": []}}),
    ("policy.sections[0].lines", {"policy": {"sections": [{"id": "l", "lines": ["damages", "damages"]}]}}),
    ("policy.sections[0].limit", {"policy": {"sections": [{**SECTION, "limit": -1}]}}),
    ("policy.sections[0].waiting_hours", {"policy": {"sections": [{**SECTION, "waiting_hours": 12}]}}),
    ("insurance", {"insurance": {}}),
]


@pytest.mark.parametrize(("field", "changes"), BAD, ids=[f"{field}-{i}" for i, (field, _) in enumerate(BAD)])
def test_the_line_names_the_field_and_the_remedy(field: str, changes: dict[str, Any]) -> None:
    given = {"company": COMPANY, **changes}
    with pytest.raises(InputError) as caught:
        answer({key: value for key, value in given.items() if value is not None})
    assert caught.value.path.startswith(field)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_true_and_false_are_taken_as_yes_and_no() -> None:
    given = company("manufacturer")
    yes = answer(company("manufacturer", answers={**given["answers"], "mfa": True}))
    assert yes["inputs"]["answers"]["mfa"] == "yes"
