"""Companies at the edges get an answer, and nothing that JSON cannot hold."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.core.assessment.people import answer

ODD: dict[str, dict[str, Any]] = {
    "no employees": {"industry": "T", "employees": 0, "sales": 10_000_000},
    "sales of 1 yen": {"industry": "I", "employees": 1, "sales": 1},
    "no sales": {"industry": "G", "employees": 3, "sales": 0},
    "sales of 10 trillion": {"industry": "J", "employees": 100_000, "sales": 10**13},
    "a name with everything": {
        "name": "㈱𠮷髙﨑 #eval $x$ * @ <b>\u202e\U0001f600" + "長" * 150,
        "industry": "M",
        "employees": 5,
        "sales": 50_000_000,
    },
}


@pytest.mark.parametrize("company", ODD.values(), ids=ODD.keys())
def test_it_gets_an_answer(company: dict[str, Any]) -> None:
    result = answer({"company": company, "budget": 300_000, "cash": 0}, uncertain=True)
    json.dumps(result, allow_nan=False)
    assert result["event"]["median"] >= result["event"]["threshold"]
    assert 0 < result["frequency"]["any"] < 1


def test_nobody_whose_data_could_leak_means_no_letters() -> None:
    given = {"company": {"industry": "E", "employees": 10, "sales": 10**8}, "answers": {"persons_held": 0}}
    lines = {line["id"] for line in answer(given)["event"]["lines"]}
    assert not lines & {"notification_letters", "call_centre", "consolation"}


def test_a_company_that_works_by_hand_loses_less_of_a_day() -> None:
    base = {"company": {"industry": "E", "employees": 10, "sales": 10**8}}
    by_hand, stands_still = (
        answer({**base, "answers": {"works_by_hand": value}})["year"]["gross"]["mean"] for value in ("mostly", "no")
    )
    assert by_hand < stands_still
