"""Steps for the worst day: eight kinds, in order, complete, in plain words, and what is done stays done."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_core.packs import load
from sonae_core.packs.library import load_library
from sonae_core.packs.playbooks import PHASES, Playbook, Step
from sonae_core.playbook.steps import desks_of, progress
from sonae_core.values.errors import InputError
from tests.core.packs.conftest import Workshop

LIBRARY = load_library()
KINDS = [str(playbook.scenario) for playbook in LIBRARY.playbooks.values()]
STEPS = [
    pytest.param(playbook, step, id=f"{playbook.id}:{step.id}")
    for playbook in LIBRARY.playbooks.values()
    for step in playbook.steps
]
kinds = pytest.mark.parametrize("kind", KINDS)


def test_every_kind_of_incident_has_its_steps() -> None:
    assert sorted(KINDS) == sorted(load().scenarios)


@kinds
def test_a_playbook_covers_the_first_hour_to_the_first_month(kind: str) -> None:
    assert {step.phase for step in LIBRARY.playbook(kind).steps} == set(PHASES)


@kinds
def test_the_first_hour_has_no_more_than_seven_steps(kind: str) -> None:
    assert 3 <= sum(step.phase == "hour" for step in LIBRARY.playbook(kind).steps) <= 7


@kinds
@pytest.mark.parametrize(("phase", "minutes"), [("hour", 60), ("day", 480)])
def test_nobody_has_more_to_do_than_the_time_there_is(kind: str, phase: str, minutes: int) -> None:
    work: dict[str, int] = {}
    for step in LIBRARY.playbook(kind).steps:
        if step.phase == phase:
            work[step.who] = work.get(step.who, 0) + (step.minutes or 0)
    assert max(work.values()) <= minutes, work


@kinds
def test_what_makes_it_worse_is_said_in_the_first_hour(kind: str) -> None:
    assert any(step.do_not for step in LIBRARY.playbook(kind).steps if step.phase == "hour")


@kinds
def test_the_insurer_is_told_before_anything_is_ordered(kind: str) -> None:
    playbook = LIBRARY.playbook(kind)
    told = next(index for index, step in enumerate(playbook.steps) if "insurer" in step.call)
    ordered = [index for index, step in enumerate(playbook.steps) if step.before_calling == "insurer"]
    assert all(told < index for index in ordered)


@kinds
def test_the_deadline_of_the_report_is_decided_within_a_day_or_three(kind: str) -> None:
    decided = next(step for step in LIBRARY.playbook(kind).steps if step.id == "leak_decision")
    assert decided.phase in ("day", "three_days")


@pytest.mark.parametrize(("playbook", "step"), STEPS)
def test_sentences_are_short_enough_for_a_tired_reader(playbook: Playbook, step: Step) -> None:
    for sentence in (*step.do, *step.do_not):
        assert len(sentence) <= 75, sentence
        assert sentence.endswith("。"), sentence


@pytest.mark.parametrize(("playbook", "step"), STEPS)
def test_no_word_needs_a_dictionary(playbook: Playbook, step: Step) -> None:
    text = "".join((step.title, *step.do, *step.do_not, *step.keep))
    assert not re.search(r"インシデント|トリアージ|エスカレーション|封じ込め|ステークホルダー|マルウェア|[!！]", text)


def test_numbers_and_addresses_stand_only_at_desks() -> None:
    for playbook in LIBRARY.playbooks.values():
        for step in playbook.steps:
            assert not re.search(r"https?://|0\d{1,4}-\d|@", "".join((*step.do, *step.do_not))), step.id


def test_steps_lead_from_nothing_to_over() -> None:
    names = [step.id for step in LIBRARY.playbook("missent_mail").steps]
    start, end = progress(LIBRARY, "missent_mail"), progress(LIBRARY, "missent_mail", done=names)
    assert (start.settled, start.over, start.next_steps[0].number) == (0, False, 1)
    assert (end.settled, end.over, end.next_steps) == (len(names), True, ())


def test_the_next_steps_are_the_open_ones_of_the_earliest_phase() -> None:
    found = progress(LIBRARY, "ransomware", done=["photograph", "police"], not_needed=["call_insurer"])
    assert {each.step.phase for each in found.next_steps} == {"hour"}
    assert "photograph" not in [each.step.id for each in found.next_steps]
    assert "call_insurer" not in [each.step.id for each in found.next_steps]
    assert found.settled == 3


@given(st.data())
def test_ticking_one_more_step_never_takes_progress_away(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    names = [step.id for step in LIBRARY.playbook(kind).steps]
    done = data.draw(st.sets(st.sampled_from(names)))
    more = done | {data.draw(st.sampled_from(names))}
    before, after = progress(LIBRARY, kind, done=done), progress(LIBRARY, kind, done=more)
    assert after.settled == before.settled + len(more) - len(done)
    assert sum(phase.settled for phase in after.phases) == after.settled
    assert sum(phase.steps for phase in after.phases) == len(names)


@given(st.data())
def test_the_order_of_ticking_does_not_matter(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    names = [step.id for step in LIBRARY.playbook(kind).steps]
    done = data.draw(st.lists(st.sampled_from(names), unique=True))
    assert progress(LIBRARY, kind, done=done) == progress(LIBRARY, kind, done=list(reversed(done)))


@pytest.mark.parametrize(
    ("kind", "done", "not_needed", "says"),
    [
        ("ransomwere", [], [], "ransomware"),
        ("dos", ["unplug"], [], "攻撃で使えなくなったら にない手順です"),
        ("dos", [], ["call_hostin"], "call_hosting"),
        ("dos", ["police"], ["police"], "police"),
    ],
)
def test_a_step_or_kind_that_does_not_exist_is_refused(
    kind: str, done: list[str], not_needed: list[str], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        progress(LIBRARY, kind, done=done, not_needed=not_needed)


def test_the_desk_that_must_be_asked_first_stands_first() -> None:
    order = next(step for step in LIBRARY.playbook("ransomware").steps if step.id == "order_forensics")
    assert desks_of(order)[0] == "insurer"


# --- what packs check finds -----------------------------------------------------------------------------------------


def test_a_scenario_without_steps_is_refused(packs: Workshop) -> None:
    (packs.root / "playbooks" / "dos.yaml").unlink()
    assert [finding.problem for finding in packs.findings()] == ["手順のないシナリオです（dos）"]


def test_steps_out_of_order_are_refused(packs: Workshop) -> None:
    line = packs.edit("playbooks/dos.yaml", "phase: month", "phase: hour")
    (found,) = packs.findings()
    assert (found.file, found.line) == ("playbooks/dos.yaml", line)


def test_two_steps_of_one_name_are_refused(packs: Workshop) -> None:
    packs.edit("playbooks/dos.yaml", "id: do_not_pay", "id: call_hosting")
    assert "call_hosting" in packs.only().problem


def test_a_desk_nobody_knows_is_refused_with_the_nearest(packs: Workshop) -> None:
    packs.edit("playbooks/dos.yaml", "call: [police_cyber, supervising_ministry]", "call: [police_ciber]")
    assert "police_cyber" in packs.only().remedy


def test_a_source_without_its_grade_is_refused(packs: Workshop) -> None:
    packs.edit("playbooks/dos.yaml", "confidence: verified\n        as_of: 2026-11-24\n        source", "source")
    assert any("source、confidence、as_of" in finding.problem for finding in packs.findings())


def test_a_slip_in_a_playbook_does_not_keep_the_calculation_from_running(packs: Workshop) -> None:
    packs.edit("playbooks/dos.yaml", "phase: month", "phase: year")
    assert load(packs.root).scenarios
    with pytest.raises(InputError, match=r"playbooks/dos\.yaml"):
        load_library(packs.root)
