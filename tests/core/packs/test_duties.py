"""Desks and duties: each duty leads to a desk, each desk says when it was checked, and no number is made up."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_core.packs.duties import Desk, Duty
from sonae_core.packs.facts import Confidence
from sonae_core.packs.law import load_law
from sonae_core.packs.library import load_library
from sonae_core.playbook.duties import duties_of
from sonae_core.values.errors import InputError
from tests.core.packs.conftest import Workshop

LIBRARY = load_library()
DUTIES = [pytest.param(duty, id=name) for name, duty in LIBRARY.duties.items()]
DESKS = [pytest.param(desk, id=name) for name, desk in LIBRARY.desks.items()]


@pytest.mark.parametrize("duty", DUTIES)
def test_every_duty_leads_to_a_desk(duty: Duty) -> None:
    assert [LIBRARY.desks[str(name)].title for name in duty.desks]


@pytest.mark.parametrize("duty", DUTIES)
def test_every_duty_says_whose_it_is_what_and_by_when(duty: Duty) -> None:
    assert [LIBRARY.company_types[str(name)].when for name in duty.applies_to]
    for sentence in (duty.trigger, duty.what, duty.by_when):
        assert sentence.endswith("。"), sentence


@pytest.mark.parametrize("desk", DESKS)
def test_every_desk_says_when_it_was_checked(desk: Desk) -> None:
    assert date(2025, 1, 1) <= desk.as_of <= date(2026, 11, 24)


@pytest.mark.parametrize("desk", [each for each in DESKS if each.values[0].kind == "public"])
def test_a_public_desk_has_an_address_or_number_from_a_source_that_was_read(desk: Desk) -> None:
    assert desk.confidence is Confidence.VERIFIED
    assert desk.source is not None
    for way in desk.ways:
        assert re.fullmatch({"web": r"https://\S+", "phone": r"#?[0-9-]+", "mail": r"\S+@\S+"}[way.kind], way.value)


@pytest.mark.parametrize("desk", [each for each in DESKS if each.values[0].kind == "own"])
def test_a_desk_that_differs_by_company_has_no_number(desk: Desk) -> None:
    assert not re.search(r"\d{2}|https?:|@", "".join(way.value for way in desk.ways))


def test_every_desk_is_named_by_a_duty_or_a_step() -> None:
    used = {str(name) for duty in LIBRARY.duties.values() for name in duty.desks}
    for playbook in LIBRARY.playbooks.values():
        used |= {str(name) for step in playbook.steps for name in (*step.call, step.before_calling)}
    assert set(LIBRARY.desks) <= used


def test_the_types_of_company_that_were_asked_for_are_there() -> None:
    assert set(LIBRARY.company_types) >= {
        *("personal_data", "processor", "my_number_handler", "telecom", "medical", "financial", "listed"),
        *("critical_operator", "card_merchant"),
    }


def test_a_duty_with_a_computed_deadline_names_a_rule_of_the_law_family() -> None:
    regimes = load_law().regimes
    named = {duty.deadline_entity for duty in LIBRARY.duties.values() if duty.deadline_entity is not None}
    assert named == set(regimes)


def test_a_company_has_its_own_duties_and_those_of_everybody() -> None:
    titles = [each.duty.id for each in duties_of(LIBRARY, ["medical"])]
    assert "medical_mhlw" in titles
    assert "police_report" in titles
    assert "telecom_accident" not in titles


def test_law_stands_before_rules_contracts_and_advice() -> None:
    forces = [each.duty.force for each in duties_of(LIBRARY, list(LIBRARY.company_types))]
    assert forces == sorted(forces, key=["law", "rule", "contract", "advised"].index)
    assert len(forces) == len(LIBRARY.duties)


@given(st.sets(st.sampled_from(sorted(LIBRARY.company_types))), st.sampled_from(sorted(LIBRARY.company_types)))
def test_being_one_thing_more_never_takes_a_duty_away(types: set[str], more: str) -> None:
    before = {each.duty.id for each in duties_of(LIBRARY, types)}
    assert before <= {each.duty.id for each in duties_of(LIBRARY, types | {more})}


def test_each_duty_comes_with_its_desks() -> None:
    (card,) = [each for each in duties_of(LIBRARY, ["card_merchant"]) if each.duty.id == "card_leak_notice"]
    assert [desk.id for desk in card.desks] == ["payment_company", "police_cyber"]


def test_a_type_nobody_knows_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="medical"):
        duties_of(LIBRARY, ["medicel"])


# --- what packs check finds -----------------------------------------------------------------------------------------


def test_a_duty_without_a_desk_is_refused(packs: Workshop) -> None:
    packs.edit("duties/duties.yaml", "desks: [ppc, lawyer]", "desks: []")
    assert "duties/duties.yaml" in {finding.file for finding in packs.findings()}


def test_a_duty_to_a_desk_nobody_knows_is_refused(packs: Workshop) -> None:
    packs.edit("duties/duties.yaml", "desks: [finance_bureau]", "desks: [finance_buro]")
    assert "finance_bureau" in packs.only().remedy


def test_a_duty_of_law_that_names_no_law_is_refused(packs: Workshop) -> None:
    packs.edit("duties/duties.yaml", "    law: GDPR 33条\n", "")
    assert "法律の名前がありません" in packs.only().problem


def test_a_desk_without_a_day_of_check_is_refused(packs: Workshop) -> None:
    packs.edit("desks/desks.yaml", "    as_of: 2026-11-24\n", "")
    assert packs.findings()[0].where.endswith("as_of（police_9110）")


def test_a_telephone_number_nobody_read_is_refused(packs: Workshop) -> None:
    packs.edit("desks/desks.yaml", "kind: own, value: 担当者の名刺や証券に書いてある番号", 'kind: phone, value: "0"')
    assert "決まった番号があります" in packs.findings()[0].problem


def test_a_type_of_company_without_duties_is_refused(packs: Workshop) -> None:
    packs.edit("duties/duties.yaml", "applies_to: [eu_data]", "applies_to: [listed]")
    assert "eu_data" in packs.only().problem


def test_every_sentence_of_desks_and_duties_is_whole():
    """A number sign after a space begins a comment in YAML, and takes the rest of a sentence with it."""
    said = [text for desk in LIBRARY.desks.values() for text in (desk.for_what, desk.does_not) if text]
    said += [
        text for duty in LIBRARY.duties.values() for text in (duty.trigger, duty.what, duty.by_when, duty.note) if text
    ]
    assert [text for text in said if not text.endswith("。")] == []
