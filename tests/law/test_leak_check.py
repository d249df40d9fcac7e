"""Yes, no and わからない about a leak lead to one of three answers, and what is not known never makes a day later."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_core.law.answer import adviser
from sonae_core.law.leak_check import Checked, Told, Verdict, asked_kinds, check, counted_kind

DAY = date(2026, 11, 20)
ANSWERS = st.sampled_from([True, False, None])
PERSONS = st.sampled_from([None, 0, 1, 100, 101, 1000, 1001, 10**9])
EXEMPT = st.sampled_from([None, "encrypted", "recovered_unread"])


@st.composite
def told(draw: st.DrawFn) -> Told:
    entity = draw(st.sampled_from(["business", "number"]))
    day = draw(st.dates(date(2022, 4, 1), date(2035, 12, 31)))
    kinds = [rule.kind for rule in asked_kinds(adviser().law.regimes[entity], day)]
    return Told(entity, day, {kind: draw(ANSWERS) for kind in kinds}, draw(PERSONS), draw(EXEMPT))


def asked(persons: int | None = 1, exempt: str | None = None, **said: bool | None) -> Checked:
    situations = {"sensitive": False, "property": False, "malicious": False, **said}
    return check(Told("business", DAY, situations, persons, exempt), adviser())


def due(found: Checked) -> date:
    assert found.answer.dates is not None
    return found.answer.dates.final.due


@pytest.mark.parametrize("kind", ["sensitive", "property", "malicious"])
def test_one_yes_is_enough_even_for_one_person(kind):
    assert asked(**{kind: True}).verdict is Verdict.REPORT


def test_more_persons_than_the_law_names_are_enough():
    assert asked(persons=1001).verdict is Verdict.REPORT
    assert asked(persons=1000).verdict is Verdict.NO_DUTY


def test_what_is_not_known_leaves_it_undecided_and_counts_as_if_it_were_so():
    found = asked(sensitive=None)
    assert found.verdict is Verdict.UNDECIDED
    assert due(found) == due(asked(sensitive=True))


def test_the_shorter_term_counts_while_malice_is_not_known():
    found = asked(sensitive=True, malicious=None)
    assert due(found) == due(asked(sensitive=True))
    assert found.may_become_longer
    assert not asked(sensitive=True, malicious=True).may_become_longer


def test_the_longer_term_counts_where_malice_is_the_only_thing_that_may_make_a_duty():
    found = asked(malicious=None)
    assert found.verdict is Verdict.UNDECIDED
    assert due(found) == due(asked(malicious=True))


@pytest.mark.parametrize("exempt", ["encrypted", "recovered_unread"])
def test_what_was_protected_or_brought_back_unread_need_not_be_reported(exempt):
    found = asked(sensitive=True, malicious=True, persons=5000, exempt=exempt)
    assert found.verdict is Verdict.NO_DUTY
    assert found.answer.dates is None


@given(told())
def test_every_set_of_answers_has_an_answer(case):
    found = check(case, adviser())
    assert (found.answer.dates is None) == (found.verdict is Verdict.NO_DUTY)
    if found.verdict is Verdict.UNDECIDED:
        assert found.unknown
        assert True not in case.situations.values()


@given(told())
def test_learning_what_is_not_known_never_shows_a_duty_that_was_denied(case):
    if check(case, adviser()).verdict is not Verdict.NO_DUTY:
        return
    for kind, said in case.situations.items():
        if said is None:
            more = Told(case.entity, case.known, {**case.situations, kind: True}, case.persons, case.exempt)
            assert check(more, adviser()).verdict is Verdict.NO_DUTY, "only an exemption denies what is not known"


@given(told(), ANSWERS)
def test_no_further_answer_brings_the_day_forward(case, said):
    """Whoever keeps the day that is shown is never late, whatever turns out."""
    before = check(case, adviser())
    for kind, now in case.situations.items():
        if now is not None or said is None:
            continue
        after = check(
            Told(case.entity, case.known, {**case.situations, kind: said}, case.persons, case.exempt), adviser()
        )
        if before.answer.dates and after.answer.dates:
            assert due(after) >= due(before)


def test_the_number_of_persons_differs_between_the_two_laws():
    regimes = adviser().law.regimes
    assert counted_kind(regimes["business"], DAY).more_than != counted_kind(regimes["number"], DAY).more_than
