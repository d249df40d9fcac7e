"""How a company stands to the guidelines: shares with gaps, and the self check's own points."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sonae_core.packs import load
from sonae_core.packs.questions import UNKNOWN
from sonae_core.profile.answers import read_answers
from sonae_core.profile.coverage import Stand, stands
from tests.core.assessment.people import of

PACK = load()
ASKED = [question.id for question in PACK.questions.values() if question.kind == "yes_partial_no"]
SCORED = {topic.questions[0] for topic in PACK.guidelines["self_check"].topics()}
ANSWERS = st.dictionaries(st.sampled_from(ASKED), st.sampled_from(["yes", "partial", "no", UNKNOWN]))


def stand(name: str, answers: dict[str, Any]) -> Stand:
    found = stands(PACK, read_answers(answers, PACK.questions))
    return next(each for each in found if each.guideline.id == name)


def test_a_directive_nobody_was_asked_about_is_a_gap_and_not_a_zero() -> None:
    shares = [group.share for group in stand("management_guideline", {"mfa": "yes"}).groups]
    assert shares[4] == 1.0
    assert [shares[0], shares[9]] == [None, None]


def test_a_share_is_the_mean_of_what_was_answered() -> None:
    group = stand("management_guideline", {"policy_published": "yes", "risk_list": "no"}).groups[0]
    assert [each.share for each in group.topics] == [0.5, 1.0]
    assert group.share == 0.75


def test_yes_everywhere_makes_100_points_and_no_everywhere_0() -> None:
    for value, points in (("yes", 100), ("partial", 50), ("no", 0), (UNKNOWN, -25)):
        score = stand("self_check", dict.fromkeys(SCORED, value)).score
        assert score is not None
        assert (score.points, score.most, score.answered) == (points, 100, 25)


def test_the_meaning_of_a_score_is_told_only_when_every_topic_was_answered() -> None:
    whole, part = (stand("self_check", answers).score for answers in (dict.fromkeys(SCORED, "yes"), {"mfa": "yes"}))
    assert whole is not None
    assert whole.band == "入門の対策はできています。次の段階に進めます。"
    assert part is not None
    assert part.band is None


def test_the_bands_begin_where_the_guideline_says() -> None:
    scoring = PACK.guidelines["self_check"].scoring
    assert scoring is not None
    answers = dict.fromkeys(SCORED, "yes") | {"wifi": "no"}
    score = stand("self_check", answers).score
    assert score is not None
    assert (score.points, score.band) == (96, scoring.bands[1].text)


@settings(deadline=None, max_examples=50)
@given(answers=ANSWERS)
def test_shares_and_points_stay_within_their_bounds(answers: dict[str, str]) -> None:
    for name in PACK.guidelines:
        found = stand(name, answers)
        assert all(group.share is None or 0 <= group.share <= 1 for group in found.groups)
        if found.score is not None:
            assert -found.score.answered <= found.score.points <= 4 * found.score.answered <= found.score.most


@settings(deadline=None, max_examples=50)
@given(answers=ANSWERS, question=st.sampled_from(ASKED))
def test_a_better_answer_never_lowers_a_share_or_the_points(answers: dict[str, str], question: str) -> None:
    for name in PACK.guidelines:
        worse, better = (stand(name, answers | {question: value}) for value in ("no", "yes"))
        for one, other in zip(worse.groups, better.groups, strict=True):
            assert (one.share is None) == (other.share is None)
            assert one.share is None or other.share is None or one.share <= other.share
        if worse.score is not None and better.score is not None:
            assert worse.score.points <= better.score.points


def test_an_assessment_holds_how_the_company_stands() -> None:
    found = {each["id"]: each for each in of("manufacturer")["guidelines"]}
    assert list(found) == list(PACK.guidelines)
    assert len(found["management_guideline"]["groups"]) == 10
    assert found["management_guideline"]["score"] is None
    assert found["self_check"]["score"]["answered"] == 2
    assert found["self_check"]["groups"][0]["topics"][0]["points"] == 2
