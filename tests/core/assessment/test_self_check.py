"""The self check of the ten directives: no sum, the lowest first, and what nobody knows is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_core.assessment.self_check import BEST, LEVELS, STEPS, directives, self_check
from sonae_core.packs import load

PACK = load()
NUMBERS = range(1, 11)
ANSWERS = st.dictionaries(st.sampled_from(NUMBERS), st.none() | st.sampled_from(LEVELS))


def test_there_are_ten_directives() -> None:
    assert list(directives(PACK)) == list(NUMBERS)


@given(levels=ANSWERS)
def test_every_directive_is_judged_or_open(levels: dict[int, int | None]) -> None:
    found = self_check(PACK, levels)
    assert {each.number: each.level for each in found.judged} == levels
    assert sorted([*found.open, *levels]) == list(NUMBERS)


@given(levels=ANSWERS)
def test_at_most_three_steps_the_lowest_first_and_no_measure_twice(levels: dict[int, int | None]) -> None:
    steps = self_check(PACK, levels).steps
    known = [step.judged.level for step in steps if step.judged.level is not None]
    measures = [step.measure.id for step in steps if step.measure is not None]
    assert len(steps) <= STEPS
    assert known == sorted(known)
    assert len(measures) == len(set(measures))
    assert all(level < BEST for level in known)


@given(levels=ANSWERS)
def test_what_nobody_knows_is_asked_of_somebody(levels: dict[int, int | None]) -> None:
    found = self_check(PACK, levels)
    assert [step.judged.number for step in found.asks] == sorted(n for n, level in levels.items() if level is None)
    assert all(step.question is not None and step.question.ask for step in found.asks)


@given(levels=ANSWERS, number=st.sampled_from(NUMBERS))
def test_saying_that_one_does_not_know_is_never_held_against_a_company(
    levels: dict[int, int | None], number: int
) -> None:
    """It only adds a question: steps on what is not done stay."""
    without = {n: level for n, level in levels.items() if n != number}
    before, after = self_check(PACK, without), self_check(PACK, {**without, number: None})
    undone = [step for step in before.steps if step.judged.level in (1, 2)]
    assert list(after.steps[: len(undone)]) == undone


def test_a_company_without_anything_begins_with_what_is_known_to_help() -> None:
    steps = self_check(PACK, dict.fromkeys(NUMBERS, 1)).steps
    assert [step.judged.number for step in steps] == [5, 7, 8]
    assert all(step.measure is not None and step.measure.effects for step in steps)


def test_where_everything_is_decided_only_a_review_is_left() -> None:
    steps = self_check(PACK, dict.fromkeys(NUMBERS, 3)).steps
    assert [(step.measure, step.question) for step in steps] == [(None, None)] * STEPS


def test_where_all_is_kept_up_nothing_is_left() -> None:
    assert self_check(PACK, dict.fromkeys(NUMBERS, BEST)).steps == ()


@pytest.mark.parametrize("levels", [{11: 1}, {0: None}, {1: 0}, {1: 5}])
def test_what_is_no_directive_or_level_is_refused(levels: dict[int, int | None]) -> None:
    with pytest.raises(ValueError, match="four levels"):
        self_check(PACK, levels)
