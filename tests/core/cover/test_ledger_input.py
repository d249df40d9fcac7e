"""A ledger that cannot be right is refused with one sentence that names file, field and remedy."""

import pytest

from sonae_core.cover.ledger import Ledger
from sonae_core.cover.payout import payout
from sonae_core.cover.terms import Policy
from sonae_core.values.document import parse_document
from sonae_core.values.errors import InputError
from sonae_core.values.reading import read

POLICY = """
sections:
  - {id: costs, lines: [a, heads], per_head: {heads: 1_000}}
  - {id: stop, lines: [stop], waiting_hours: 12}
  - {id: capped, lines: [capped], max_hours: 0}
  - {id: open, lines: [open], waiting_hours: 0}
"""


def refusal(text: str) -> InputError:
    document = parse_document(text.encode(), "LEDGER.yaml")
    with pytest.raises(InputError) as error:
        payout(read(Policy, parse_document(POLICY.encode(), "POLICY.yaml")), read(Ledger, document), document)
    return error.value


@pytest.mark.parametrize(
    ("entry", "field", "problem"),
    [
        ("3", "", "項目の並びではありません"),
        ("{yen: 5}", ".line", "必要な項目がありません"),
        ("{line: 3, yen: 5}", ".line", "idとして使えません"),
        ("{line: A B, yen: 5}", ".line", "idとして使えません"),
        ("{line: a}", "", "金額がありません"),
        ("{line: a, yen: null}", "", "金額がありません"),
        ("{line: a, yen: -1}", ".yen", "0より小さい数です"),
        ("{line: a, yen: 0.5}", ".yen", "整数ではありません"),
        ("{line: a, yen: 1e15, heads: 1.5}", ".heads", "整数ではありません"),
        ("{line: a, yen: 1_000_000_000_000_001}", ".yen", "より大きい数です"),
        ("{line: a, yen: .nan}", ".yen", "有限の数ではありません"),
        ("{line: a, yen: .inf}", ".yen", "有限の数ではありません"),
        ("{line: a, yen: 100円}", ".yen", "数ではありません"),
        ("{line: a, yen: '100'}", ".yen", "数ではありません"),
        ("{line: a, yen: true}", ".yen", "数ではありません"),
        ("{line: a, yen: [1]}", ".yen", "数ではありません"),
        ("{line: a, yen: 5, hours: 3}", "", "両方があります"),
        ("{line: a, yen: 5, yen_per_day: 3}", "", "両方があります"),
        ("{line: stop, yen: 5, hours: 3, yen_per_day: 3}", "", "両方があります"),
        ("{line: stop, hours: 3}", "", "hours だけで yen_per_day がありません"),
        ("{line: stop, yen_per_day: 3}", "", "yen_per_day だけで hours がありません"),
        ("{line: stop, hours: -1, yen_per_day: 3}", ".hours", "0より小さい数です"),
        ("{line: stop, hours: .nan, yen_per_day: 3}", ".hours", "有限の数ではありません"),
        ("{line: stop, hours: '12:30', yen_per_day: 3}", ".hours", "数ではありません"),
        ("{line: stop, hours: 12:30, yen_per_day: 3}", ".hours", "数ではありません"),
        ("{line: stop, hours: 1, yen_per_day: 0.5}", ".yen_per_day", "整数ではありません"),
        ("{line: stop, hours: 1e9, yen_per_day: 1e9}", "", "円を超えます"),
        ("{line: stop, yen: 5}", ".yen", "時間で数えるため"),
        ("{line: capped, yen: 5}", ".yen", "時間で数えるため"),
        ("{line: heads, yen: 5}", ".heads", "人数が必要です"),
        ("{line: heads, yen: 5, heads: -1}", ".heads", "0より小さい数です"),
        ("{line: heads, yen: 5, heads: many}", ".heads", "数ではありません"),
        ("{line: a, yen: 5, consent: yes}", ".consent", "true か false ではありません"),
        ("{line: a, yen: 5, consent: 1}", ".consent", "true か false ではありません"),
        ("{line: a, yen: 5, head: 1}", ".head", "「heads」のことですか"),
    ],
)
def test_a_wrong_entry_names_its_place(entry, field, problem):
    error = refusal(f"entries:\n  - {{line: a, yen: 1}}\n  - {entry}")
    assert error.path.startswith(f"LEDGER.yaml: entries[1]{field}（")
    assert "3行目" in error.path
    assert problem in error.problem + error.remedy


@pytest.mark.parametrize(
    ("text", "field", "problem"),
    [
        ("{}", "entries", "必要な項目がありません"),
        ("{entries: null}", "entries", "並びではありません"),
        ("{entries: {line: a}}", "entries", "並びではありません"),
        ("{entries: 3}", "entries", "並びではありません"),
        ("{entry: []}", "ent", ""),
        ("[1]", "LEDGER.yaml", "項目の並びではありません"),
    ],
)
def test_a_wrong_ledger_names_the_field(text, field, problem):
    error = refusal(text)
    assert field in error.path
    assert problem in error.problem


def test_waiting_of_zero_hours_is_no_waiting():
    document = parse_document(b"entries: [{line: open, yen: 5}]", "LEDGER.yaml")
    assert payout(read(Policy, parse_document(POLICY.encode(), "p")), read(Ledger, document)).paid == 5


def test_without_a_file_the_error_still_names_the_field():
    with pytest.raises(InputError, match=r"^entries\[0\]\.yen: "):
        payout(
            read(Policy, parse_document(POLICY.encode(), "p")),
            read(Ledger, {"entries": [{"line": "stop", "yen": 5}]}),
        )
