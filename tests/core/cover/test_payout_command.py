"""``sonae payout`` as a person and as a program see it."""

import json

import pytest

from sonae.cli.__main__ import main

POLICY = """
product: example
sections:
  - {id: costs, lines: [consulting, letters], retention: 300_000}
  - {id: stop, lines: [interruption], waiting_hours: 12}
  - {id: liability, lines: [damages]}
"""
LEDGER = """
entries:
  - {line: consulting, yen: 1_000_000}
  - {line: interruption, hours: 60, yen_per_day: 500_000}
  - {line: ransom, yen: 2_000_000}
"""


@pytest.fixture
def files(tmp_path):
    def write(policy: str = POLICY, ledger: str = LEDGER) -> list[str]:
        paths = [tmp_path / "POLICY.yaml", tmp_path / "LEDGER.yaml"]
        for path, text in zip(paths, (policy, ledger), strict=True):
            path.write_text(text, encoding="utf-8")
        return [str(path) for path in paths]

    return write


def test_people_read_the_sum_first_and_why_not_more(files, capsys):
    assert main(["payout", *files()]) == 0
    text = capsys.readouterr().out
    assert text.startswith(
        "この契約から支払われる額は 1,700,000円です。\nかかった費用 4,250,000円のうち、2,550,000円は"
    )
    assert "1件目  consulting  費用 1,000,000円  支払い 700,000円" in text
    assert "免責金額300,000円のうち、300,000円は自社の負担です。" in text
    assert "補償「liability」: この事故の費用はありません。" in text
    assert "補償の対象でない費用: 2,000,000円（支払い 0円）" in text


def test_programs_read_one_json_document(files, capsys):
    assert main(["payout", *files(), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["gross"], answer["paid"], answer["retained"]) == (4_250_000, 1_700_000, 2_550_000)
    assert [section["id"] for section in answer["sections"]] == ["costs", "stop", "liability"]
    assert answer["uncovered"][0]["reasons"][0]["reason"] == "uncovered"


def test_json_files_are_read_as_well(files, capsys):
    ledger = json.dumps({"entries": [{"line": "consulting", "yen": 1e6}]})
    assert main(["payout", *files(ledger=ledger), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["paid"] == 700_000


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"policy": "sections: [{id: a, lines: [x], limit: -1}]"}, ["POLICY.yaml: sections[0].limit", "0以上"]),
        ({"policy": ""}, ["POLICY.yaml", "中身がありません"]),
        ({"ledger": ""}, ["LEDGER.yaml", "中身がありません"]),
        (
            {"ledger": "entries: [{line: interruption, yen: 5}]"},
            ["LEDGER.yaml: entries[0].yen", "hours と yen_per_day"],
        ),
        ({"ledger": "entries: &a [*a]"}, ["LEDGER.yaml", "使えません"]),
        ({"ledger": "entries: [\n"}, ["LEDGER.yaml", "YAMLとして読めません"]),
    ],
)
def test_a_wrong_file_is_one_line_and_exit_2(files, capsys, changed, words):
    assert main(["payout", *files(**changed)]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.count("\n") == 1
    assert all(word in error for word in words)


def test_a_shift_jis_file_is_refused(files, capsys, tmp_path):
    policy, _ = files()
    (tmp_path / "sjis.yaml").write_bytes("entries: [] # 費用".encode("shift_jis"))
    assert main(["payout", policy, str(tmp_path / "sjis.yaml")]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_a_missing_file_is_exit_2(files, capsys):
    policy, _ = files()
    assert main(["payout", policy, "nothing.yaml"]) == 2
    assert "nothing.yaml" in capsys.readouterr().err


def test_both_files_are_required(files, capsys):
    assert main(["payout", files()[0]]) == 2
    assert capsys.readouterr().err.count("\n") == 1
