"""The self check in words: every level counted once, no sum, and every step says what to do."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sonae_core.assessment.self_check import BEST, LEVELS, self_check
from sonae_core.packs import load
from sonae_paper.text.self_check import LEVEL_MEANINGS, LEVEL_WORDS, doing, heading, nothing_next, summary

PACK = load()
ANSWERS = st.dictionaries(st.integers(1, 10), st.none() | st.sampled_from(LEVELS))


def test_every_level_has_a_word_and_a_meaning() -> None:
    assert list(LEVEL_WORDS) == list(LEVEL_MEANINGS) == list(LEVELS)


@given(levels=ANSWERS)
def test_the_summary_counts_every_answer_once(levels: dict[int, int | None]) -> None:
    told = summary(self_check(PACK, levels))
    if not levels:
        assert told == "まだ1つも選ばれていません。"
    else:
        assert told.startswith(f"{len(levels)}項目のうち、")
        assert sum(int(count) for count in re.findall(r"」が(\d+)つ", told)) == len(levels)


@given(levels=ANSWERS)
def test_every_step_says_what_to_do_in_whole_sentences(levels: dict[int, int | None]) -> None:
    found = self_check(PACK, levels)
    for step in (*found.steps, *found.asks):
        assert heading(step)
        assert doing(step).endswith("。")


def test_a_company_that_keeps_everything_up_is_told_to_come_back() -> None:
    assert "来年" in nothing_next(self_check(PACK, dict.fromkeys(range(1, 11), BEST)))
    assert nothing_next(self_check(PACK, {1: 1})) == ""
