"""The same inputs, packs and seed give the same bytes; another seed gives nearly the same answer."""

from __future__ import annotations

import json

import pytest

from tests.core.assessment.people import NAMES, answer, company, of


@pytest.mark.parametrize("name", NAMES)
def test_the_same_inputs_give_the_same_bytes(name: str) -> None:
    again = answer(company(name), uncertain=True)
    assert json.dumps(again, ensure_ascii=False) == json.dumps(of(name), ensure_ascii=False)


def test_the_order_of_the_answers_plays_no_part() -> None:
    given = company("shop")
    turned = company("shop", answers=dict(reversed(given["answers"].items())))
    assert answer(turned)["event"] == answer(given)["event"]


@pytest.mark.parametrize("seed", [2, 2**64 - 1])
def test_another_seed_moves_the_headline_by_a_few_per_cent_at_most(seed: int) -> None:
    one, other = of("manufacturer")["event"]["median"], answer(company("manufacturer"), seed=seed)["event"]["median"]
    assert other == pytest.approx(one, rel=0.08)


def test_the_answer_holds_everything_it_rests_on() -> None:
    result = of("clinic")
    assert result["schema"] == 1
    assert len(result["pack"]["hash"]) == 64
    assert result["as_of"] == "2026-11-24"
    assert result["inputs"]["company"]["employees"] == 12
    json.dumps(result, allow_nan=False)
