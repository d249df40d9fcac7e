"""Files: UTF-8 of at most 1 MB, YAML 1.2 core values or JSON, nothing that surprises."""

from __future__ import annotations

import pytest

POLICY = """\
product: example
sections:
  - {id: costs, lines: [consulting], retention: 300_000}
"""


def payout(run, policy=POLICY, yen="1_000_000"):
    return run(
        "payout",
        run.file("policy.yaml", policy),
        run.file("ledger.yaml", f"entries:\n  - {{line: consulting, yen: {yen}}}\n"),
        "--json",
    )


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("1_000_000", 1_000_000),
        ("1e6", 1_000_000),
        ("1E+6", 1_000_000),
        ("0.1e7", 1_000_000),
        ("1_0.5e1", 105),
        ("1000000.00", 1_000_000),
        ("+10", 10),
        ("010", 10),
        ("0x10", 16),
        ("0o17", 15),
        ("1e15", 10**15),
        ("-0", 0),
    ],
)
def test_numbers_are_read_as_yaml_1_2_reads_them(run, text, yen):
    assert payout(run, yen=text).answer["gross"] == yen


@pytest.mark.parametrize(
    "text",
    ["yes", "no", "on", "off", "12:30", "2026-10-24", "'5'", "1__0", "1_", "true", ".inf", "-.INF", ".nan", "1e400",
     "-1", "1.5", "1000000000000001", "1e1000000000", "9" * 70],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_field_and_line(run, text):
    assert "ledger.yaml: entries[0].yen（2行目）: " in payout(run, yen=text).refused()


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "12:30", "2026-10-24", "１２"])
def test_words_that_yaml_1_1_would_change_stay_text(run, word):
    assert payout(run, POLICY.replace("example", word)).code == 0


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + POLICY.encode(),
        POLICY.replace("\n", "\r\n").encode(),
        b'{"product": "a", "sections": [{"id": "costs", "lines": ["consulting"], "retention": 300000.0}]}',
        POLICY.encode() + b"#" * (1_000_000 - len(POLICY)),
    ],
    ids=["with a byte order mark", "Windows line ends", "JSON", "a megabyte exactly"],
)
def test_these_files_are_read(run, content):
    assert payout(run, content).answer["paid"] == 700_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# nothing\n",
        b"null\n",
        b"[]",
        "product: 保険\n".encode("cp932"),
        POLICY.encode("utf-16"),
        POLICY.encode() + b"#" * (1_000_001 - len(POLICY)),
        b"product: &a x\n",
        b"product: *a\n",
        b"product: !!str x\n",
        b'product: !!python/object/apply:os.system ["true"]\n',
        b"product: a\nproduct: b\n",
        b'{"product": "a", "product": "b"}',
        b'{"aggregate_limit": NaN}',
        b'{"product": "a"',
        POLICY.encode() + b"---\n" + POLICY.encode(),
        b"[" * 100_000,
        b'{"a":' * 5_000,
        b"".join(b" " * depth + b"a:\n" for depth in range(200)),
        b"product: a\x00b\n",
        b'product: "\\e[31m"\n',
        b'{"product": "\\ud800"}',
        b'product: "a\\nb"\nsections: [{id: a, lines: [b]}]\n',
        b"<<: {product: a}\n",
        b"true: 1\n",
        b"? [a]\n: 1\n",
        b"products: a\n",
    ],
)
def test_these_files_are_refused_in_one_line_that_names_them(run, content):
    assert "policy.yaml" in payout(run, content).refused()


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/", "nowhere.yaml", "a\0b", "", "x" * 5000])
def test_what_is_no_file_of_ours_is_refused(run, name):
    run("payout", name, name).refused()


def test_standard_input_is_a_file_too(run):
    ledger = run.file("ledger.yaml", "entries: []")
    assert run("payout", "-", ledger, "--json", stdin=POLICY.encode()).answer["gross"] == 0


def test_no_control_character_of_a_file_reaches_the_terminal(run):
    error = payout(run, b'"zz\\u202eyy": 1\n').refused()
    assert all(letter.isprintable() for letter in error)
