"""The packs as shipped are sound, complete and cannot change."""

from __future__ import annotations

import dataclasses
import re

import pytest
from pydantic import ValidationError

from sonae_core.packs import load
from sonae_core.packs.facts import Confidence
from sonae_core.packs.loader import inspect
from sonae_core.values.errors import InputError


def test_nothing_is_wrong_or_unused() -> None:
    assert [str(finding.error()) for finding in inspect().findings] == []


def test_what_this_issue_asks_for_is_there() -> None:
    pack = load()
    assert list(pack.scenarios) == [
        "dos", "fraud_mail", "insider", "lost_media", "missent_mail", "ransomware", "supplier_outage", "web_intrusion",
    ]  # fmt: skip
    assert len(pack.measures) == 40
    assert len(pack.questions) == 49
    assert list(pack.guidelines) == ["management_guideline", "self_check", "security_action"]
    assert list(pack.products) == ["a", "b", "c"]
    assert len(pack.cases) == 2
    assert len(pack.parameters.interruption_ratio) == 20


def test_version_and_hash_name_the_state() -> None:
    pack = load()
    assert re.fullmatch(r"20[0-9]{2}\.[0-9]{1,2}", pack.version)
    assert re.fullmatch(r"[0-9a-f]{64}", pack.hash)


def test_the_packs_are_read_once() -> None:
    assert load() is load()


def test_mappings_cannot_be_changed() -> None:
    pack = load()
    for mapping in (pack.facts, pack.scenarios["ransomware"].paths, pack.questions["mfa"].prevalence, pack.used_by):
        with pytest.raises(TypeError):
            mapping["new"] = None  # type: ignore[index]


def test_things_cannot_be_changed() -> None:
    pack = load()
    with pytest.raises(ValidationError):
        pack.facts["threshold_serious"].value = 2.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        pack.version = "2027.1"  # type: ignore[misc]
    with pytest.raises(TypeError):
        pack.products["a"].policy["aggregate_limit"] = 1  # type: ignore[index]
    assert isinstance(pack.products["a"].policy["sections"], tuple)


def test_a_fact_that_does_not_exist_is_named_with_its_neighbours() -> None:
    with pytest.raises(InputError, match=r"threshold_serius.*threshold_serious"):
        load().point("threshold_serius")


def test_a_range_without_value_has_its_middle_as_point() -> None:
    pack = load()
    assert pack.bounds("minor_handling") == (50_000, 400_000)
    assert pack.point("minor_handling") == pytest.approx((50_000 * 400_000) ** 0.5)
    assert pack.bounds("letter_price") == (130, 130)


def test_every_assumption_says_why_between_what_and_until_when() -> None:
    for fact in load().facts.values():
        if fact.confidence is Confidence.ASSUMED:
            assert fact.source is None, fact.id
            assert fact.rationale, fact.id
            assert fact.replaces_when, fact.id
            assert fact.low is not None, fact.id
            assert fact.high is not None, fact.id
        else:
            assert fact.source is not None, fact.id


def test_where_a_fact_is_used_is_known() -> None:
    used = load().used_by["facts:rate_floor_common"]
    assert "ransomware rate_floor（threats/ransomware.yaml）" in used
    assert len(used) == 8
