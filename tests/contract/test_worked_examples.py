"""The worked examples of the contract, and those of the reference, through the command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REFERENCE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
SOLVERS = ("compound", "simulate")


def block(heading: str, number: int = 0) -> str:
    section = REFERENCE.split(f"## `sonae {heading}", 1)[1].split("\n## ")[0]
    return re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)[number]


def losses(run, spec, solver="compound", years="20000"):
    options = ["--solver", "simulate", "--years", years] if solver == "simulate" else []
    return run("losses", run.file("spec.yaml", spec), "--json", *options)


def payout(run, policy, ledger):
    return run("payout", run.file("p.yaml", policy), run.file("l.yaml", ledger), "--json").answer


def paid(answer):
    return [entry["paid"] for section in answer["sections"] for entry in section["entries"]]


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_line_is_shared_and_limited_before_the_event(run, solver):
    spec = """
scenarios: [{id: a, frequency: {fixed: 1}, lines: [{id: l, constant: {value: 10_000_000}}]}]
cover: {shares: {l: .9}, sublimits: {l: 8_000_000}, retention: 1_000_000, limit: 6_000_000, share: .5}
"""
    answer = losses(run, spec, solver).answer
    assert [answer[name]["mean"] for name in ("gross", "paid", "retained")] == [1e7, 3e6, 7e6]


def test_atoms_stand_where_they_belong_and_keys_are_the_shortest_text(run):
    spec = """
scenarios: [{id: a, frequency: {bernoulli: .1}, lines: [{id: l, constant: {value: 1_000_000}}]}]
quantiles: [0.90, 0.8]
thresholds: [0, 1e6]
"""
    gross = losses(run, spec).answer["gross"]
    assert gross["quantiles"] == {"0.9": 0, "0.8": 0}
    assert gross["tvar"] == pytest.approx({"0.9": 1_000_000, "0.8": 500_000})
    assert gross["cdf"] == pytest.approx({"0": 0.9, "1000000": 1})


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize(
    ("cap", "most", "gross", "insured"),
    [(", cap_hours: 48", "", 480_000, 360_000), ("", ", max_hours: {l: 48}", 1_000_000, 480_000)],
)
def test_a_cap_ends_the_outage_and_a_maximum_ends_the_payment(run, solver, cap, most, gross, insured):
    hours = f"{{hours: {{constant: {{value: 100}}}}, yen_per_day: 240_000{cap}}}"
    spec = f"""
scenarios: [{{id: a, frequency: {{fixed: 1}}, lines: [{{id: l, interruption: {hours}}}]}}]
cover: {{waiting_hours: {{l: 12}}{most}}}
"""
    answer = losses(run, spec, solver).answer
    assert (answer["gross"]["mean"], answer["paid"]["mean"]) == (gross, insured)


def test_the_answer_of_losses_has_the_keys_of_the_contract_in_order(run):
    answer = losses(run, block("losses"), "simulate").answer
    assert list(answer) == [
        "solvers", "version", "seed", "years", "gross", "paid", "retained", "probabilities", "standard_error",
    ]  # fmt: skip
    for name in ("gross", "paid", "retained"):
        assert list(answer[name]) == ["mean", "sd", "quantiles", "tvar", "cdf"]
    assert list(answer["probabilities"]) == ["no_event", "no_payment", "aggregate_exhausted"]
    assert answer["gross"]["mean"] == pytest.approx(answer["paid"]["mean"] + answer["retained"]["mean"])


@pytest.mark.parametrize(
    ("cover", "field"),
    [
        ("{shares: {other: 1}}", "cover.shares.other"),
        ("{waiting_hours: {l: 1}}", "cover.waiting_hours.l"),
        ("{retentions: 1}", "「retention」のことですか"),
        ("{sections: [{id: a, lines: [l]}], event_limits: 1}", "「event_limit」のことですか"),
        ("{sections: [{id: a, lines: [l], per_head: {l: 1}}]}", "cover.sections[0].per_head"),
        ("{sections: [{id: a, lines: [l]}], already_paid: {policy: 1}}", "cover.already_paid"),
        ("{sections: [{id: a, lines: [l], max_hours: 1}]}", "cover.sections[0].max_hours"),
        ("{share: 1.1}", "cover.share"),
    ],
)
def test_a_cover_that_cannot_be_applied_is_refused_by_its_field(run, cover, field):
    spec = (
        f"scenarios: [{{id: a, frequency: {{poisson: 1}}, lines: [{{id: l, constant: {{value: 1}}}}]}}]\ncover: {cover}"
    )
    assert field in losses(run, spec).refused()


@pytest.mark.parametrize(
    "options",
    [["--years", "10"], ["--solver", "simulate", "--years", "0"], ["--solver", "simulate", "--years", "3e9"]],
)
def test_years_belong_to_the_simulation_and_have_bounds(run, options):
    spec = run.file("s.yaml", block("losses"))
    assert run("losses", spec, *options).refused().startswith("--years: ")


def test_the_policy_and_ledger_of_the_reference_pay_what_it_says(run):
    answer = payout(run, block("payout", 0), block("payout", 1))
    assert (answer["gross"], answer["paid"], answer["retained"]) == (7_850_000, 7_000_000, 850_000)
    assert paid(answer) == [700_000, 5_000_000, 300_000, 1_000_000]
    assert [section["id"] for section in answer["sections"]] == ["liability", "costs", "stop"]
    assert list(answer) == ["gross", "paid", "retained", "sections", "uncovered"]


def test_shares_are_rounded_on_the_cumulative_amount(run):
    ledger = "entries: [{line: x, yen: 1_000_001}, {line: x, yen: 1_000_001}]"
    answer = payout(run, "sections: [{id: a, lines: [x], shares: {x: .9}, retention: 100_000}]", ledger)
    assert paid(answer) == [800_000, 900_001]


def test_waiting_is_used_up_once_in_ledger_order(run):
    ledger = "entries: [{line: x, hours: 10, yen_per_day: 240000}, {line: x, hours: 14, yen_per_day: 480000}]"
    assert paid(payout(run, "sections: [{id: a, lines: [x], waiting_hours: 12}]", ledger)) == [0, 240_000]


def test_the_company_file_of_the_reference_is_answered(run):
    company = run.file("c.yaml", block("assess"))
    assert run("assess", company, "--json", "--today", "2026-11-24").code == 0


def test_the_breach_of_the_reference_has_its_dates(run):
    answer = run("deadline", "--known", "2026-10-24", "--trigger", "malicious", "--json").answer
    assert list(answer)[:4] == ["reportable", "preliminary", "final", "notify_persons"]
    assert answer["preliminary"] == {
        "duty": "promptly", "from": "2026-10-26", "to": "2026-10-28", "guide": True, "may_be_final": True,
    }  # fmt: skip
    assert answer["final"] == {"due": "2026-12-22", "days": 60, "raw": "2026-12-22", "alternatives": []}
