"""sonae packs: what a maintainer reads, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sonae.cli.__main__ import main
from sonae_core.packs.files import ROOT
from sonae_core.packs.law import load_law
from sonae_core.packs.library import BOOKS
from sonae_core.packs.schema import schemas
from sonae_core.packs.shelf import FILES
from sonae_core.packs.words import FIELDS
from tests.core.packs.conftest import Workshop

Output = pytest.CaptureFixture[str]
TODAY = ["--today", "2026-11-24"]


def test_check_of_sound_packs_says_so_with_version_hash_and_counts(capsys: Output) -> None:
    assert main(["packs", "check", *TODAY]) == 0
    said = capsys.readouterr().out
    assert "知識パック 2026.11（2026-11-24）" in said
    assert "確認済み" in said
    assert "仮定" in said
    assert said.endswith("問題はありません。\n")


def test_check_as_json_holds_the_same(capsys: Output) -> None:
    assert main(["packs", "check", "--json", *TODAY]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    assert sum(said["confidence"].values()) == said["facts"]
    assert said["counts"]["scenarios"] == 8
    assert {finding["kind"] for finding in said["findings"]} <= {"review"}


def test_check_of_broken_packs_lists_every_finding_and_exits_3(packs: Workshop, capsys: Output) -> None:
    first = packs.edit("threats/dos.yaml", "escalation: dos_escalation", "escalation: dos_escalaton")
    second = packs.edit("statistics/npa.yaml", "unit: reports", "unit: report")
    assert main(["packs", "check", "--root", str(packs.root), *TODAY]) == 3
    said = capsys.readouterr().out
    assert f"threats/dos.yaml:{first} scenario.escalation: 事実 dos_escalaton がありません。" in said
    assert f"statistics/npa.yaml:{second} facts[0].unit: 知らない単位です" in said
    assert "問題はありません" not in said


def test_check_as_json_gives_file_line_problem_and_remedy(packs: Workshop, capsys: Output) -> None:
    line = packs.edit("threats/dos.yaml", "escalation: dos_escalation", "escalation: dos_escalaton")
    assert main(["packs", "check", "--json", "--root", str(packs.root), *TODAY]) == 3
    finding = json.loads(capsys.readouterr().out)["findings"][0]
    assert (finding["file"], finding["line"], finding["kind"]) == ("threats/dos.yaml", line, "problem")
    assert finding["problem"]
    assert "dos_escalation" in finding["remedy"]


def test_an_unused_fact_makes_check_exit_3(packs: Workshop, capsys: Output) -> None:
    packs.append("sources.yaml", "  - {id: spare, title: 予備, url: null}\n")
    assert main(["packs", "check", "--root", str(packs.root), *TODAY]) == 3
    assert "使われていないもの 1件" in capsys.readouterr().out


def test_old_facts_are_listed_for_review_but_are_no_problem(capsys: Output) -> None:
    assert main(["packs", "check", "--today", "2040-01-01"]) == 0
    assert "見直すもの" in capsys.readouterr().out


def test_nothing_is_due_on_the_day_it_was_read(capsys: Output) -> None:
    assert main(["packs", "check", "--json", "--today", "2021-08-20"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_fact_that_has_run_out_is_listed(packs: Workshop, capsys: Output) -> None:
    packs.edit("model/parameters.yaml", "as_of: 2026-11-24\n", "as_of: 2026-11-24\n    valid_to: 2026-12-31\n")
    assert main(["packs", "check", "--root", str(packs.root), "--today", "2027-01-01"]) == 0
    assert "期限の切れた事実です（threshold_serious、2026-12-31）" in capsys.readouterr().out


def test_show_says_value_unit_source_date_and_use(capsys: Output) -> None:
    assert main(["packs", "show", "legal_fee"]) == 0
    said = capsys.readouterr().out
    for part in ("300,000〜1,000,000 円/事故、確認済み", "2024-02-19", "https://", "costs/lines.yaml:", "使われる場所"):
        assert part in said


@pytest.mark.parametrize(("name", "word"), [("ransomware_base_rate", "仮定"), ("ransomware_outage_median", "未確認")])
def test_show_says_in_words_how_sure_a_fact_is(capsys: Output, name: str, word: str) -> None:
    assert main(["packs", "show", name]) == 0
    assert word in capsys.readouterr().out


def test_show_of_an_assumption_says_why_and_what_would_replace_it(capsys: Output) -> None:
    assert main(["packs", "show", "rate_floor_common"]) == 0
    said = capsys.readouterr().out
    assert "仮定の理由: " in said
    assert "置き換わるとき: " in said


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ransomware", "シナリオ"),
        ("forensics", "費目"),
        ("mfa", "質問"),
        ("mfa_remote", "対策"),
        ("a", "プランの例"),
        ("hospital_paper_charts", "事例"),
        ("number_malicious", "法律の決まり"),
    ],
)
def test_show_knows_every_family(capsys: Output, name: str, kind: str) -> None:
    assert main(["packs", "show", name]) == 0
    assert capsys.readouterr().out.startswith(f"{kind}: ")


def test_show_as_json_names_the_pack_it_comes_from(capsys: Output) -> None:
    assert main(["packs", "show", "mfa_remote", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert len(said["pack"]["hash"]) == 64
    assert said["found"][0]["effects"][0]["rate"]["fact"] == "mfa_remote_rate"


def test_everything_that_has_an_id_can_be_shown_as_json() -> None:
    from sonae_core.packs import load
    from sonae_core.packs.describe import all_ids, describe

    pack, law = load(), load_law()
    for name in all_ids(pack, law):
        for found in describe(name, pack, law):
            json.dumps(found, allow_nan=False)


def test_an_unknown_id_is_answered_with_the_nearest(capsys: Output) -> None:
    assert main(["packs", "show", "ransomwere"]) == 2
    said = capsys.readouterr().err
    assert "「ransomware」" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("arguments", [["show"], ["check", "mfa"], ["mend"], [], ["check", "--today", "soon"]])
def test_a_wrong_command_line_is_one_line_and_2(capsys: Output, arguments: list[str]) -> None:
    assert main(["packs", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_schemas_in_the_repository_are_current() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (Path(str(ROOT)) / "schema").glob("*.json")}
    assert kept == dict(schemas()), "run ./sonae packs schema"


def test_schema_writes_one_file_a_family(packs: Workshop, capsys: Output) -> None:
    assert main(["packs", "schema", "--root", str(packs.root)]) == 0
    written = {path.stem for path in (packs.root / "schema").iterdir()}
    assert written == {*FILES, *BOOKS, "law", "version", "sources"}


def test_every_field_a_person_may_see_has_a_japanese_name() -> None:
    from sonae_core.packs import (
        cases,
        costs,
        duties,
        glossary,
        jo_model,
        measures,
        playbooks,
        products,
        questions,
        solicitation,
        statistics,
        threats,
    )
    from sonae_core.packs.facts import Fact
    from sonae_core.values.reading import Strict

    modules = (
        *(cases, costs, duties, glossary, jo_model, measures, playbooks, products, questions, solicitation, statistics),
        threats,
    )
    models = [value for module in modules for value in vars(module).values() if isinstance(value, type)]
    names = {
        name for model in (*models, Fact) if issubclass(model, Strict) for name in model.model_fields
    } - _FILE_FIELDS  # fmt: skip
    assert names <= set(FIELDS)


_FILE_FIELDS = {
    *("facts", "cases", "measures", "products", "questions", "figures", "published", "series", "rankings", "awards"),
    *("certificate", "damage_models", "playbooks", "company_types", "duties", "terms", "sales_rules", "gift_values"),
}
