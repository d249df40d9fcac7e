"""The payout of a ledger, to the yen: the worked examples of the contract, and each term by itself."""

import pytest

from sonae_core.cover.ledger import Ledger
from sonae_core.cover.payout import PayoutResult, payout
from sonae_core.cover.terms import Policy
from sonae_core.values.document import parse_document
from sonae_core.values.reading import read

EXAMPLE = """
product: example
aggregate_limit: 150_000_000
event_limit: null
already_paid: {policy: 0, sections: {costs: 0}}
sections:
  - {id: liability, lines: [damages, defence], retention: 200_000, limit: 80_000_000, aggregate_limit: null}
  - {id: costs, lines: [consulting, apology_advertising, apology_letters, apology_person, forensics],
     retention: 300_000, limit: 25_000_000, shares: {forensics: 0.9}, sublimits: {forensics: 10_000_000},
     per_head: {apology_person: 1_000}, needs_consent: [apology_letters]}
  - {id: stop, lines: [interruption], waiting_hours: 12, max_hours: 720, limit: 50_000_000}
"""


def paid(policy: str, *entries: str) -> PayoutResult:
    ledger = "entries: [" + ", ".join(f"{{{entry}}}" for entry in entries) + "]"
    return payout(
        read(Policy, parse_document(policy.encode(), "POLICY.yaml")),
        read(Ledger, parse_document(ledger.encode(), "LEDGER.yaml")),
    )


def one(terms: str, *entries: str) -> PayoutResult:
    """A policy of one section ``s`` over the lines x and y."""
    return paid(f"sections: [{{id: s, lines: [x, y], {terms}}}]", *entries)


def amounts(result: PayoutResult) -> list[int]:
    entries = [entry for section in result.sections for entry in section.entries] + list(result.uncovered)
    return [entry.paid for entry in sorted(entries, key=lambda entry: entry.index)]


def reasons(result: PayoutResult) -> list[dict[str, int]]:
    entries = [entry for section in result.sections for entry in section.entries] + list(result.uncovered)
    return [
        {reason.reason.value: reason.yen for reason in entry.reasons}
        for entry in sorted(entries, key=lambda entry: entry.index)
    ]


def test_the_worked_example_of_the_contract():
    result = paid(
        EXAMPLE,
        "line: consulting, yen: 1_000_000",
        "line: interruption, hours: 60, yen_per_day: 500_000",
        "line: apology_letters, yen: 5_000_000, consent: true",
        "line: apology_person, heads: 300, yen: 600_000",
    )
    assert (result.gross, result.paid, result.retained) == (7_850_000, 7_000_000, 850_000)
    assert amounts(result) == [700_000, 1_000_000, 5_000_000, 300_000]
    assert [section.paid for section in result.sections] == [0, 6_000_000, 1_000_000]


def test_the_answer_has_the_keys_of_the_contract_in_order():
    answer = paid(EXAMPLE, "line: consulting, yen: 100", "line: ransom, yen: 7").to_json()
    assert list(answer) == ["gross", "paid", "retained", "sections", "uncovered"]
    assert [section["id"] for section in answer["sections"]] == ["liability", "costs", "stop"]
    assert list(answer["sections"][1]) == ["id", "gross", "paid", "retained", "entries"]
    (entry,) = answer["sections"][1]["entries"]
    assert list(entry) == ["index", "line", "gross", "paid", "reasons"]
    assert list(entry["reasons"][0]) == ["reason", "yen", "text"]
    assert answer["uncovered"][0] | {"reasons": []} == {
        "index": 1,
        "line": "ransom",
        "gross": 7,
        "paid": 0,
        "reasons": [],
    }


def test_an_empty_ledger_pays_nothing_and_shows_every_section():
    result = paid(EXAMPLE)
    assert (result.gross, result.paid, result.retained) == (0, 0, 0)
    assert [(section.id, section.entries) for section in result.sections] == [
        ("liability", ()),
        ("costs", ()),
        ("stop", ()),
    ]


def test_the_share_rounds_the_cumulative_amount_of_a_line():
    result = one("shares: {x: 0.9}, retention: 100_000", "line: x, yen: 1_000_001", "line: x, yen: 1_000_001")
    assert amounts(result) == [800_000, 900_001]
    assert reasons(result) == [{"share": 100_001, "retention": 100_000}, {"share": 100_000}]


def test_waiting_is_used_up_once_in_the_order_of_the_ledger():
    result = one(
        "waiting_hours: 12",
        "line: x, hours: 10, yen_per_day: 240_000",
        "line: y, hours: 14, yen_per_day: 480_000",
    )
    assert amounts(result) == [0, 240_000]
    assert reasons(result) == [{"waiting": 100_000}, {"waiting": 40_000}]


def test_maximum_hours_count_after_waiting_over_all_entries():
    result = one(
        "waiting_hours: 12, max_hours: 24",
        "line: x, hours: 24, yen_per_day: 240_000",
        "line: x, hours: 24, yen_per_day: 240_000",
    )
    assert amounts(result) == [120_000, 120_000]
    assert reasons(result) == [{"waiting": 120_000}, {"max_hours": 120_000}]


def test_fractional_hours_are_rounded_down_to_the_yen_once_per_entry():
    result = one("waiting_hours: 0.5", "line: x, hours: 1.75, yen_per_day: 100_001")
    assert result.gross == 7_291  # 7291.739…
    assert amounts(result) == [5_208]  # 1.25 h: 5208.385…
    assert reasons(result) == [{"waiting": 2_083}]


def test_hours_need_no_section_that_counts_them():
    assert amounts(one("retention: 1", "line: x, hours: 12, yen_per_day: 1_000")) == [499]


def test_an_entry_without_consent_uses_up_nothing():
    result = one(
        "needs_consent: [x], retention: 100, limit: 500", "line: x, yen: 400", "line: x, yen: 300, consent: true"
    )
    assert amounts(result) == [0, 200]
    assert reasons(result)[0] == {"no_consent": 400}
    assert amounts(one("needs_consent: [x]", "line: x, yen: 400, consent: false")) == [0]


def test_hours_without_consent_use_up_no_waiting():
    result = one(
        "needs_consent: [x], waiting_hours: 10",
        "line: x, hours: 10, yen_per_day: 2_400",
        "line: y, hours: 11, yen_per_day: 2_400",
    )
    assert amounts(result) == [0, 100]


def test_an_uncovered_line_uses_up_no_retention():
    result = one("retention: 100", "line: ransom, yen: 400", "line: x, yen: 300")
    assert amounts(result) == [0, 200]
    assert reasons(result) == [{"uncovered": 400}, {"retention": 100}]


def test_heads_limit_each_entry_by_itself():
    terms = "per_head: {x: 1_000}"
    result = one(
        terms, "line: x, heads: 10, yen: 4_000", "line: x, heads: 10, yen: 14_000", "line: x, heads: 0, yen: 5"
    )
    assert amounts(result) == [4_000, 10_000, 0]
    assert reasons(result) == [{}, {"per_head": 4_000}, {"per_head": 5}]


def test_a_sublimit_counts_over_all_entries_of_the_line():
    result = one("sublimits: {x: 500}", "line: x, yen: 300", "line: y, yen: 900", "line: x, yen: 300")
    assert amounts(result) == [300, 900, 200]
    assert reasons(result)[2] == {"sublimit": 100}


def test_retention_and_limit_of_a_section_fall_on_its_entries_in_order():
    result = one("retention: 100, limit: 500", "line: x, yen: 60", "line: y, yen: 400", "line: x, yen: 300")
    assert amounts(result) == [0, 360, 140]
    assert reasons(result) == [{"retention": 60}, {"retention": 40}, {"section_limit": 160}]


def test_what_was_paid_before_leaves_less_of_the_aggregates():
    policy = (
        "{aggregate_limit: 1_000, sections: [{id: s, lines: [x], aggregate_limit: 700}, {id: t, lines: [y]}], "
        "already_paid: {policy: 400, sections: {s: 400}}}"
    )
    result = paid(policy, "line: x, yen: 500", "line: y, yen: 900")
    assert amounts(result) == [300, 300]
    assert reasons(result) == [{"section_aggregate": 200}, {"policy_aggregate": 600}]


def test_more_paid_before_than_the_aggregate_leaves_nothing():
    result = paid(
        "{aggregate_limit: 10, sections: [{id: s, lines: [x]}], already_paid: {policy: 11}}", "line: x, yen: 5"
    )
    assert amounts(result) == [0]


def test_an_event_limit_cuts_the_entries_that_arose_last():
    policy = "{event_limit: 500, sections: [{id: s, lines: [x]}, {id: t, lines: [y]}]}"
    result = paid(policy, "line: y, yen: 400", "line: x, yen: 400", "line: y, yen: 1")
    assert amounts(result) == [400, 100, 0]
    assert reasons(result) == [{}, {"event_limit": 300}, {"event_limit": 1}]


def test_reasons_come_in_the_order_of_the_list():
    result = paid(
        "{event_limit: 30, aggregate_limit: 20, sections: [{id: s, lines: [x], shares: {x: 0.5}, per_head: {x: 90}, "
        "sublimits: {x: 80}, retention: 10, limit: 60, aggregate_limit: 50}]}",
        "line: x, heads: 1, yen: 200",
    )
    assert amounts(result) == [20]
    assert list(reasons(result)[0].items()) == [
        ("share", 100),
        ("per_head", 10),
        ("sublimit", 10),
        ("retention", 10),
        ("section_limit", 10),
        ("section_aggregate", 10),
        ("event_limit", 20),
        ("policy_aggregate", 10),
    ]


def test_a_cost_of_nothing_needs_no_reason():
    result = one("needs_consent: [x]", "line: x, yen: 0", "line: ransom, yen: 0")
    assert reasons(result) == [{}, {}]


def test_a_share_of_zero_pays_nothing():
    assert reasons(one("shares: {x: 0}", "line: x, yen: 7")) == [{"share": 7}]


@pytest.mark.parametrize(
    ("terms", "entry", "sentence"),
    [
        ("needs_consent: [x]", "yen: 400", "保険会社の事前の同意がないため、この費用400円は支払われません。"),
        ("waiting_hours: 7.50", "hours: 8, yen_per_day: 2_400", "はじめの7.5時間は補償されない"),
        ("max_hours: 10", "hours: 12, yen_per_day: 2_400", "補償される時間は10時間までのため、200円は"),
        ("shares: {x: 0.85}", "yen: 1_000_000", "支払われるのは費用の85%のため、150,000円は"),
        ("per_head: {x: 1_000}", "heads: 1_234, yen: 2e6", "1人あたり1,000円まで（1,234人で1,234,000円）"),
        ("sublimits: {x: 1e7}", "yen: 1.1e7", "この費目の1事故の限度額は10,000,000円のため、1,000,000円は"),
        ("retention: 300_000", "yen: 200_000", "免責金額300,000円のうち、200,000円は"),
        ("limit: 5", "yen: 7", "この補償の1事故の限度額は5円のため、2円は"),
        ("aggregate_limit: 5", "yen: 7", "この補償の保険期間中の限度額は5円のため、2円は"),
    ],
)
def test_each_reason_names_the_term_and_its_amount(terms, entry, sentence):
    (section,) = one(terms, f"line: x, {entry}").sections
    assert sentence in section.entries[0].reasons[0].text


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ("event_limit: 5", "契約全体の1事故の限度額は5円のため、2円は"),
        ("aggregate_limit: 5", "契約全体の保険期間中の限度額は5円のため、2円は"),
        (
            "aggregate_limit: 9, already_paid: {policy: 4}",
            "契約全体の保険期間中の限度額は9円（これまでの支払い4円）のため、2円は",
        ),
    ],
)
def test_each_reason_of_the_whole_policy_names_the_term_and_its_amount(terms, sentence):
    (section,) = paid(f"{{{terms}, sections: [{{id: s, lines: [x]}}]}}", "line: x, yen: 7").sections
    assert sentence in section.entries[0].reasons[0].text
