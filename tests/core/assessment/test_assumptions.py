"""A company's own values of facts that the packs only assume."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.assessment.assess import assess
from sonae_core.assessment.assumptions import allowed, is_open, used_facts, with_assumptions
from sonae_core.assessment.company_schema import company_schema
from sonae_core.packs import load
from sonae_core.values.document import parse_document
from sonae_core.values.errors import InputError

PACK = load()
COMPANY = {"company": {"industry": "E", "employees": 28, "sales": 500_000_000}, "answers": {"works_by_hand": "partly"}}
OPEN = sorted(name for name in used_facts(PACK) if is_open(PACK.fact(name)))
READ = sorted(name for name in used_facts(PACK) if not is_open(PACK.fact(name)))


def answer(assumptions: dict | None, *, uncertain: bool = False) -> dict:
    file = COMPANY if assumptions is None else {**COMPANY, "assumptions": assumptions}
    return assess(file, pack=PACK, as_of=date(2026, 11, 24), uncertain=uncertain).to_json()


def test_a_larger_part_of_the_day_lost_makes_standstill_dearer():
    def interruption(found: dict) -> int:
        return next(line["gross"] for line in found["event"]["lines"] if line["id"] == "interruption")

    assert interruption(answer({"hand_partly_loss": 1.0})) > interruption(answer({"hand_partly_loss": 0.05}))


def test_the_answer_shows_the_value_and_marks_it_as_the_companys_own():
    found = answer({"hand_partly_loss": 0.9})
    assert found["inputs"]["assumptions"] == {"hand_partly_loss": 0.9}
    entry = next(each for each in found["sources"] if each["id"] == "hand_partly_loss")
    assert (entry["value"], entry["low"], entry["high"], entry["own"]) == (0.9, None, None, True)
    assert sum("own" in each for each in found["sources"]) == 1


def test_packs_stay_what_they_are_called():
    found = answer({"hand_partly_loss": 0.9})
    assert found["pack"] == {"version": PACK.version, "hash": PACK.hash}
    assert PACK.fact("hand_partly_loss").bounds[0] < PACK.fact("hand_partly_loss").bounds[1]


def test_no_assumption_changes_nothing():
    plain = answer(None)
    assert "assumptions" not in plain["inputs"]
    assert {**answer({}), "inputs": plain["inputs"]} == plain
    assert with_assumptions(PACK, {}) is PACK


def test_a_value_that_is_known_has_no_part_in_the_band():
    assert PACK.fact("hand_partly_loss").confidence.value == "assumed"
    own = with_assumptions(PACK, {"hand_partly_loss": 0.9}).fact("hand_partly_loss")
    assert own.bounds == (0.9, 0.9)
    assert answer({"hand_partly_loss": 0.9}, uncertain=True)["band"] is not None


def test_a_fact_with_a_source_cannot_be_changed():
    with pytest.raises(InputError, match="出典のある数字です"):
        answer({READ[0]: 1.0})


def test_a_fact_that_is_not_used_cannot_be_changed_and_the_nearest_is_named():
    with pytest.raises(InputError, match=r"assumptions\.hand_partly_los: .*hand_partly_loss"):
        answer({"hand_partly_los": 0.5})


@pytest.mark.parametrize("value", [-0.1, 1.1, 30])
def test_a_share_lies_between_none_and_all(value):
    with pytest.raises(InputError, match="0以上1以下"):
        answer({"hand_partly_loss": value})


def test_a_slip_of_the_unit_is_refused():
    name = next(name for name in OPEN if PACK.fact(name).unit == "yen_per_event")
    with pytest.raises(InputError, match="使えない値です"):
        answer({name: PACK.fact(name).bounds[1] * 101})


@pytest.mark.parametrize("value", ["abc", None, True, [1]])
def test_what_is_no_number_is_refused_with_its_line(value):
    text = 'company: {industry: E, employees: 5, sales: 1e7}\nassumptions:\n  hand_partly_loss: "x"\n'
    with pytest.raises(InputError, match=r"company\.yaml: assumptions\.hand_partly_loss（3行目）"):
        assess(parse_document(text.encode(), "company.yaml"), pack=PACK, as_of=date(2026, 11, 24))
    with pytest.raises(InputError, match="assumptions"):
        answer({"hand_partly_loss": value})


def test_the_schema_for_editors_has_the_key():
    assert "assumptions" in company_schema(PACK)["properties"]


@given(st.sampled_from(OPEN), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_any_allowed_value_of_any_open_fact_is_taken_as_it_is(name, between):
    low, high = allowed(PACK.fact(name))
    value = min(max(low + (high - low) * between, low), high)
    assert with_assumptions(PACK, {name: value}).point(name) == value


@given(st.sampled_from(OPEN), st.booleans())
@settings(max_examples=6, deadline=None)
def test_the_least_and_the_greatest_allowed_value_give_an_answer(name, greatest):
    found = answer({name: allowed(PACK.fact(name))[greatest]})
    assert found["event"]["p10"] <= found["event"]["median"] <= found["event"]["p90"]
    year = found["year"]
    assert year["gross"]["mean"] == year["paid"]["mean"] + year["retained"]["mean"]
