"""What people write about a cover becomes one form, or one sentence that says what to mend."""

from decimal import Decimal

import pytest

from sonae_core.cover.terms import FlatCover, Policy, cover_terms
from sonae_core.values.document import parse_document
from sonae_core.values.errors import InputError
from sonae_core.values.reading import read


def policy(text: str) -> Policy:
    return read(Policy, parse_document(text.encode(), "POLICY.yaml"))


def flat(text: str) -> FlatCover:
    return read(FlatCover, parse_document(text.encode(), "cover.yaml"))


def test_the_flat_form_becomes_one_section_of_the_lines_it_covers():
    terms = flat(
        "{waiting_hours: {stop: 12}, max_hours: {stop: 720}, shares: {repair: 0.9}, sublimits: {repair: 5e7}, "
        "uncovered: [ransom], retention: 1_000_000, limit: 1e8, share: 0.5, aggregate_limit: 2e8}"
    ).terms(["repair", "ransom", "stop"])
    (section,) = terms.sections
    assert list(section.lines) == ["repair", "stop"]
    assert section.lines["repair"].share == Decimal("0.9")
    assert section.lines["repair"].sublimit == 50_000_000
    assert (section.lines["stop"].waiting_hours, section.lines["stop"].max_hours) == (12, 720)
    assert (section.retention, section.limit) == (1_000_000, 100_000_000)
    assert (terms.event_share, terms.aggregate_limit) == (Decimal("0.5"), 200_000_000)


@pytest.mark.parametrize("text", ["{limit: null}", "{sublimits: {repair: null}}", "{max_hours: {stop: null}}"])
def test_a_null_limit_is_no_limit(text):
    (section,) = flat(text).terms(["repair", "stop"]).sections
    assert section.limit is None
    assert all(line.sublimit is None and line.max_hours is None for line in section.lines.values())


def test_a_policy_keeps_the_order_of_its_lines():
    terms = policy("sections: [{id: a, lines: [z, b, m]}]").terms()
    assert list(terms.sections[0].lines) == ["z", "b", "m"]


def test_earlier_payments_go_to_their_section_and_to_the_policy():
    terms = policy("{sections: [{id: a, lines: [x]}], already_paid: {policy: 7, sections: {a: 5}}}").terms()
    assert (terms.already_paid, terms.sections[0].already_paid) == (7, 5)


def test_both_forms_give_the_same_kind_of_terms():
    assert cover_terms(policy("sections: [{id: a, lines: [x]}]"), ["x"]).section_of("x") is not None
    assert cover_terms(flat("uncovered: [x]"), ["x"]).section_of("x") is None


A = "id: a, lines: [x, y]"  # stands for § below


@pytest.mark.parametrize(
    ("text", "field", "problem"),
    [
        ("product: 3\nsections: [{§}]", "product", "文字ではありません"),
        ("product: p", "sections", "必要な項目がありません"),
        ("sections: []", "sections", "少なすぎます"),
        ("sections: 3", "sections", "並びではありません"),
        ("sections: [3]", "sections[0]", "項目の並びではありません"),
        ("sections: [{lines: [x]}]", "sections[0].id", "必要な項目"),
        ("sections: [{id: A-1, lines: [x]}]", "sections[0].id", "idとして使えません"),
        ("sections: [{id: a}]", "sections[0].lines", "必要な項目"),
        ("sections: [{id: a, lines: []}]", "sections[0].lines", "少なすぎます"),
        ("sections: [{id: a, lines: x}]", "sections[0].lines", "並びではありません"),
        ("sections: [{id: a, lines: [x, x]}]", "sections[0].lines", "2回あります"),
        ("sections: [{id: a, lines: [x]}, {id: a, lines: [y]}]", "sections", "同じid「a」"),
        ("sections: [{id: a, lines: [x]}, {id: b, lines: [x]}]", "sections", "2つの補償（a、b）"),
        ("sections: [{§, limits: 3}]", "sections[0].limits", "「limit」のことですか"),
        ("sections: [{§, waiting_hours: -1}]", "sections[0].waiting_hours", "0より小さい"),
        ("sections: [{§, waiting_hours: .nan}]", "sections[0].waiting_hours", "有限の数ではありません"),
        ("sections: [{§, max_hours: .inf}]", "sections[0].max_hours", "有限の数ではありません"),
        ("sections: [{§, max_hours: 12時間}]", "sections[0].max_hours", "数ではありません"),
        ("sections: [{§, retention: -1}]", "sections[0].retention", "0より小さい"),
        ("sections: [{§, retention: 0.5}]", "sections[0].retention", "整数ではありません"),
        ("sections: [{§, retention: null}]", "sections[0].retention", "数ではありません"),
        ("sections: [{§, retention: true}]", "sections[0].retention", "数ではありません"),
        ("sections: [{§, limit: 1e16}]", "sections[0].limit", "より大きい数"),
        ("sections: [{§, limit: '5'}]", "sections[0].limit", "数ではありません"),
        ("sections: [{§, aggregate_limit: x}]", "sections[0].aggregate_limit", "数ではありません"),
        ("sections: [{§, shares: {x: 1.1}}]", "sections[0].shares.x", "1より大きい"),
        ("sections: [{§, shares: {z: 1}}]", "sections[0].shares", "lines にない費目です（z）"),
        ("sections: [{§, shares: [x]}]", "sections[0].shares", "項目の並びではありません"),
        ("sections: [{§, sublimits: {x: -5}}]", "sections[0].sublimits.x", "0より小さい"),
        ("sections: [{§, sublimits: {z: 5}}]", "sections[0].sublimits", "lines にない費目です（z）"),
        ("sections: [{§, per_head: {x: 0.5}}]", "sections[0].per_head.x", "整数ではありません"),
        ("sections: [{§, per_head: {z: 5}}]", "sections[0].per_head", "lines にない費目です（z）"),
        ("sections: [{§, needs_consent: x}]", "sections[0].needs_consent", "並びではありません"),
        ("sections: [{§, needs_consent: [z]}]", "sections[0].needs_consent", "lines にない費目です（z）"),
        ("{aggregate_limit: -1, sections: [{§}]}", "aggregate_limit", "0より小さい"),
        ("{event_limit: .5, sections: [{§}]}", "event_limit", "整数ではありません"),
        ("{already_paid: 3, sections: [{§}]}", "already_paid", "項目の並びではありません"),
        ("{already_paid: {policy: -1}, sections: [{§}]}", "already_paid.policy", "0より小さい"),
        ("{already_paid: {section: {a: 1}}, sections: [{§}]}", "already_paid.section", "「sections」のこと"),
        ("{already_paid: {sections: {z: 1}}, sections: [{§}]}", "already_paid", "補償のidです（z）"),
        ("{already_paid: {sections: {a: x}}, sections: [{§}]}", "already_paid.sections.a", "数ではありません"),
        ("{products: p, sections: [{§}]}", "products", "「product」のことですか"),
    ],
)
def test_a_policy_that_is_wrong_names_the_field(text, field, problem):
    with pytest.raises(InputError) as error:
        policy(text.replace("§", A))
    assert error.value.path.removeprefix("POLICY.yaml: ").partition("（")[0] == field
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("{waiting_hours: {stop: -1}}", "waiting_hours.stop"),
        ("{waiting_hours: 12}", "waiting_hours"),
        ("{max_hours: {stop: x}}", "max_hours.stop"),
        ("{shares: {repair: 1.01}}", "shares.repair"),
        ("{shares: {repair: null}}", "shares.repair"),
        ("{sublimits: {repair: .inf}}", "sublimits.repair"),
        ("{uncovered: ransom}", "uncovered"),
        ("{retention: null}", "retention"),
        ("{retention: -0.01}", "retention"),
        ("{limit: 1e16}", "limit"),
        ("{share: -0.1}", "share"),
        ("{aggregate_limit: [1]}", "aggregate_limit"),
        ("{retentions: 1}", "retentions"),
    ],
)
def test_a_flat_cover_that_is_wrong_names_the_field(text, field):
    with pytest.raises(InputError) as error:
        flat(text)
    assert error.value.path.removeprefix("cover.yaml: ").partition("（")[0] == field


@pytest.mark.parametrize("name", ["waiting_hours", "max_hours", "shares", "sublimits"])
def test_a_flat_term_of_a_line_that_no_scenario_has_is_refused(name):
    with pytest.raises(InputError, match=f"cover.{name}.other"):
        flat(f"{{{name}: {{other: 1}}}}").check_for_simulation({"stop"}, {"stop", "repair"})


def test_an_uncovered_line_that_no_scenario_has_is_refused():
    with pytest.raises(InputError, match=r"cover\.uncovered\.other"):
        flat("{uncovered: [other]}").check_lines({"stop"})


@pytest.mark.parametrize("name", ["waiting_hours", "max_hours"])
def test_flat_hours_of_a_line_that_is_no_interruption_are_refused(name):
    with pytest.raises(InputError, match=f"cover.{name}.repair"):
        flat(f"{{{name}: {{repair: 1}}}}").check_for_simulation({"stop"}, {"stop", "repair"})


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("sections: [{id: a, lines: [repair], per_head: {repair: 5}}]", "sections.0..per_head"),
        ("sections: [{id: a, lines: [stop, repair], waiting_hours: 5}]", "sections.0..waiting_hours"),
        ("sections: [{id: a, lines: [repair], max_hours: 5}]", "sections.0..max_hours"),
        ("{sections: [{id: a, lines: [stop]}], already_paid: {policy: 1}}", "already_paid"),
        ("{sections: [{id: a, lines: [stop]}], already_paid: {sections: {a: 1}}}", "already_paid"),
    ],
)
def test_a_policy_that_events_cannot_answer_is_refused_in_losses(text, field):
    with pytest.raises(InputError, match=f"cover.{field}"):
        policy(text).check_for_simulation({"stop"}, {"stop", "repair"})


def test_a_policy_may_name_lines_that_no_scenario_has_and_payments_of_zero():
    policy(
        "{sections: [{id: a, lines: [stop, other_stop], waiting_hours: 5}], already_paid: {policy: 0}}"
    ).check_for_simulation({"stop"}, {"stop", "repair"})
