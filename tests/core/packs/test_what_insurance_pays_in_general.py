"""Rules of what insurance pays in general: no line left out, nothing promised of what cannot be insured."""

from __future__ import annotations

import pytest

from sonae_core.packs import load
from tests.core.packs.conftest import Workshop

GENERAL = "cover/general.yaml"
HELPERS = "playbooks/helpers.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            GENERAL,
            "  - line: ransom\n    standing: not_paid",
            "  - line: ransom\n    kind: costs\n    standing: paid",
            "保険にできない",
        ),
        (GENERAL, "  - line: legal\n    kind: costs", "  - line: legal\n    kind: cost", "ない補償の種類です（cost）"),
        (
            GENERAL,
            "  - line: legal\n    kind: costs\n    standing: paid",
            "  - line: legal\n    kind: costs\n    standing: conditional",
            "conditions が合いません",
        ),
        (GENERAL, "  - line: legal\n    kind: costs\n", "  - line: legal\n", "kind が合いません"),
        (
            GENERAL,
            "    rationale: 事故がなくても払うお金は、事故の費用ではないと見た\n",
            "",
            "assumed_not_when に理由がありません",
        ),
        (
            GENERAL,
            "    scenarios: [dos]\n    lines: [interruption]",
            "    scenarios: [dos]\n    lines: [forensics]",
            "この事故ではかからない費目です（forensics）",
        ),
        (GENERAL, "scenarios: [dos]", "scenarios: [ddos]", "ddos がありません"),
        (GENERAL, "waiting_hours: cover_waiting_hours", "waiting_hours: cover_cost_share", "単位が合いません"),
        (
            HELPERS,
            "only_with: [leak_decision]",
            "only_with: [leak_decisions]",
            "どの手順にもないidです（leak_decisions）",
        ),
        (HELPERS, "desk: lawyer", "desk: lawyers", "lawyers がありません"),
    ],
)
def test_what_does_not_hold_together_is_refused(packs: Workshop, file: str, old: str, new: str, says: str) -> None:
    packs.edit(file, old, new)
    assert [each for each in packs.findings() if says in each.problem], [each.problem for each in packs.findings()]


def test_a_cost_line_without_a_word_on_insurance_is_refused(packs: Workshop) -> None:
    text = (packs.root / GENERAL).read_text(encoding="utf-8")
    start = text.index("  - line: call_centre\n")
    end = text.index("  - line: public_relations\n")
    (packs.root / GENERAL).write_text(text[:start] + text[end:], encoding="utf-8")
    assert "補償の有無が書かれていない費目です（call_centre）" in packs.only().problem


def test_whatever_is_paid_says_when_it_is_not() -> None:
    pack = load()
    assert set(pack.cover_lines) == set(pack.lines)
    assert all(rule.not_when or rule.assumed_not_when for rule in pack.cover_lines.values())


def test_plans_stand_in_the_kinds_that_are_told() -> None:
    pack = load()
    sections = {section["id"] for product in pack.products.values() for section in product.policy["sections"]}
    assert sections == set(pack.cover_kinds)


def test_no_plan_pays_what_insurance_mostly_does_not() -> None:
    pack = load()
    never = {line for line, rule in pack.cover_lines.items() if rule.standing == "not_paid"}
    assert not never & {line for product in pack.products.values() for *_, line in product.lines()}
