"""What holds for every question: nothing is due on a closed day, nothing becomes later without a reason."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from sonae_core.law.answer import Answer, adviser
from sonae_core.law.question import KnownTrigger, Question, day_in_japan
from tests.law import second_law

days = st.dates(date(2022, 4, 1), date(2040, 4, 30))
plain = st.sampled_from(["sensitive", "property", "volume"])


@st.composite
def triggers(draw: st.DrawFn, *, malice: bool | None = None) -> tuple[KnownTrigger, ...]:
    """One to four situations, learned of within sixty days."""
    kinds = draw(st.lists(plain, min_size=0 if malice else 1, max_size=3, unique=True))
    if malice or (malice is None and draw(st.booleans())):
        kinds.append("malicious")
    first = draw(days)
    return tuple(
        KnownTrigger(kind, first + timedelta(draw(st.integers(0, 60)))) for kind in draw(st.permutations(kinds))
    )


def _answer(*known: KnownTrigger, persons: int | str | None = "unknown", exempt: str | None = None) -> Answer:
    return adviser().answer(Question("business", known, persons, exempt))


def _due(*known: KnownTrigger) -> date:
    dates = _answer(*known).dates
    assert dates is not None
    return dates.final.due


@given(triggers())
def test_due_is_an_open_day_and_never_before_the_counted_day(known: tuple[KnownTrigger, ...]) -> None:
    dates = _answer(*known).dates
    assert dates is not None
    for term in (dates.final, *(each.deadline for each in dates.alternatives)):
        assert term.raw <= term.due
        assert not second_law.closed(term.due)
        assert all(second_law.closed(term.raw + timedelta(n)) for n in range((term.due - term.raw).days))


@given(days, st.integers(0, 400), plain)
def test_learning_later_never_brings_the_deadline_forward(day: date, later: int, kind: str) -> None:
    after = min(day + timedelta(later), date(2040, 10, 1))
    assert _due(KnownTrigger(kind, day)) <= _due(KnownTrigger(kind, max(day, after)))


@given(triggers(malice=False), days)
def test_one_more_trigger_without_malice_never_delays(known: tuple[KnownTrigger, ...], day: date) -> None:
    kinds = {each.kind for each in known}
    for kind in {"sensitive", "property", "volume"} - kinds:
        assert _due(*known, KnownTrigger(kind, day)) <= _due(*known)


@given(triggers(malice=False), st.integers(0, 60))
def test_malice_lengthens_the_term_but_the_short_one_stays_in_sight(
    known: tuple[KnownTrigger, ...], later: int
) -> None:
    start = min(each.known for each in known)
    dates = _answer(*known, KnownTrigger("malicious", start + timedelta(later))).dates
    assert dates is not None
    assert dates.final.due == second_law.due(start, 60)
    shown = [each.deadline.due for each in dates.alternatives]
    assert (second_law.due(start, 30) in shown) is (later > 0)


@given(triggers(malice=True))
def test_alternatives_ascend_and_differ_from_the_answer(known: tuple[KnownTrigger, ...]) -> None:
    dates = _answer(*known).dates
    assert dates is not None
    found = [each.deadline.due for each in dates.alternatives]
    assert found == sorted(set(found))
    assert dates.final.due not in found
    malicious = next(each.known for each in known if each.kind == "malicious")
    others = [each.known for each in known if each.kind != "malicious"]
    if others and min(others) < malicious:
        readings = {second_law.due(min(others), 30), second_law.due(malicious, 60)} - {dates.final.due}
        assert found == sorted(readings)
    else:
        assert found == []


@given(triggers())
def test_the_order_of_the_triggers_does_not_matter(known: tuple[KnownTrigger, ...]) -> None:
    assert _answer(*known).dates == _answer(*reversed(known)).dates


@given(days, st.integers(0, 3000))
def test_persons_decide_only_by_the_threshold(day: date, persons: int) -> None:
    answer = _answer(KnownTrigger("volume", day), persons=persons)
    assert (answer.dates is not None) is (persons > 1000)


@given(triggers(), st.sampled_from(["encrypted", "recovered_unread"]))
def test_an_exemption_always_leaves_no_duty(known: tuple[KnownTrigger, ...], exempt: str) -> None:
    answer = _answer(*known, exempt=exempt)
    assert answer.dates is None
    assert answer.explanation


@given(triggers())
def test_every_reportable_answer_names_sources_and_explains(known: tuple[KnownTrigger, ...]) -> None:
    answer = _answer(*known)
    assert answer.sources
    assert all(source["title"] and source["locator"] for source in answer.sources)
    assert all(sentence.endswith("。") for sentence in answer.explanation)


@given(days, st.times(), st.integers(-12, 14))
def test_an_instant_in_another_zone_is_the_same_day_in_japan(day: date, time: time, hours: int) -> None:
    in_japan = datetime.combine(day, time, timezone(timedelta(hours=9)))
    abroad = in_japan.astimezone(timezone(timedelta(hours=hours))).isoformat()
    assert day_in_japan(abroad, "known") == day
