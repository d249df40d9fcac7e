"""The text of `assess`, read as the president of a small company reads it."""

from __future__ import annotations

import pytest

from sonae_paper.text.assessment import assessment_text
from sonae_paper.text.table import width

TODAY = ("--today", "2026-11-24")
TINY = """\
company: {industry: A, employees: 3, sales: 3_000_000}
answers: {persons_held: 0, data_class: none, remote_access: none, web_presence: none, mfa: yes, backup: yes}
policy: {product: NAME, sections: [{id: a, lines: [forensics]}]}
budget: 0
cash: 1e15
"""


@pytest.fixture
def tiny(run):
    return run("assess", run.file("c.yaml", TINY.replace("NAME", "とても長い名前の保険" * 15)), *TODAY).out


def test_a_range_of_frequencies_counts_the_same_number_of_companies(tiny):
    line = next(line for line in tiny.splitlines() if "幅をみてください" in line)
    assert line.count("社のうち") == 1


def test_a_long_name_does_not_squeeze_the_table(tiny):
    lines = tiny.split("保険があると")[1].split("架空の例。")[0].splitlines()
    assert max(width(line) for line in lines) <= 100


def test_nothing_happens_with_a_probability_of_naught(tiny):
    assert "0.0%" not in tiny
    assert "超えることは、ほとんどありません" in tiny


def test_measures_stand_one_a_line(run):
    text = run("assess", run.file("c.yaml", run("assess", "--example").out), *TODAY).out
    others = text.split("ほかの対策")[1].split("\n\n")[0].splitlines()[1:]
    assert all(line.startswith(("・", "効き目の大きさ")) for line in others)
    assert "100%の場合" not in text


def test_the_text_takes_nothing_but_the_json(run):
    file = run.file("c.yaml", run("assess", "--example").out)
    answer = run("assess", file, "--json", *TODAY).answer
    text = assessment_text(answer, {})
    assert text.splitlines()[0] == run("assess", file, *TODAY).out.splitlines()[0]
