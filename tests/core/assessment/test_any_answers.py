"""Whatever is answered: better answers never make anything more frequent, and nothing is proposed twice or in vain."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.packs import load
from sonae_core.packs.questions import UNKNOWN, Question
from sonae_core.packs.shapes import INDUSTRIES
from sonae_core.profile.answers import read_answers
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import Situation
from sonae_core.profile.rates import scenario_rate

PACK = load()
ASKED = {question.id: question for question in PACK.questions.values() if question.company_field is None}
MEASURED = [question.id for question in ASKED.values() if question.measure]


def _answer(question: Question) -> st.SearchStrategy[str | int]:
    if question.kind == "number":
        return st.integers(0, question.most or 1_000_000)
    return st.sampled_from([*question.option_ids, UNKNOWN])


ANSWERS = st.fixed_dictionaries({}, optional={name: _answer(question) for name, question in ASKED.items()})
COMPANIES = st.builds(
    Company, industry=st.sampled_from(INDUSTRIES), employees=st.integers(0, 10_000), sales=st.integers(0, 10**12)
)


def situation(company: Company, answers: dict[str, str | int]) -> Situation:
    return Situation(PACK, company, read_answers(answers, PACK.questions))


def rates(seen: Situation) -> dict[str, float]:
    return {name: scenario_rate(seen, scenario).now for name, scenario in PACK.scenarios.items()}


@settings(deadline=None, max_examples=60)
@given(company=COMPANIES, answers=ANSWERS, question=st.sampled_from(MEASURED))
def test_a_defence_in_place_never_makes_anything_more_frequent(
    company: Company, answers: dict[str, str | int], question: str
) -> None:
    no, partly, yes = (rates(situation(company, answers | {question: value})) for value in ("no", "partial", "yes"))
    for name in PACK.scenarios:
        assert yes[name] <= partly[name] * (1 + 1e-12)
        assert partly[name] <= no[name] * (1 + 1e-12)


@settings(deadline=None, max_examples=60)
@given(company=COMPANIES, answers=ANSWERS)
def test_rates_are_positive_and_not_below_the_floor(company: Company, answers: dict[str, str | int]) -> None:
    for scenario in PACK.scenarios.values():
        rate = scenario_rate(situation(company, answers), scenario)
        assert 0 < rate.bare < math.inf
        assert rate.bare * rate.floor * (1 - 1e-12) <= rate.now <= rate.bare * (1 + 1e-12)


@settings(deadline=None, max_examples=60)
@given(company=COMPANIES, answers=ANSWERS)
def test_every_question_is_known_open_or_not_asked(company: Company, answers: dict[str, str | int]) -> None:
    sheet = situation(company, answers).sheet
    assert sorted([*sheet.values, *sheet.unknown, *sheet.not_asked]) == sorted(ASKED)
    assert all(ASKED[name].sheet == "full" and name not in answers for name in sheet.not_asked)


@settings(deadline=None, max_examples=60)
@given(company=COMPANIES, answers=ANSWERS)
def test_what_is_in_place_is_never_offered(company: Company, answers: dict[str, str | int]) -> None:
    seen = situation(company, answers)
    for measure in PACK.measures.values():
        if measure.question is not None and answers.get(measure.question) == "yes":
            assert not seen.offered(measure)
