"""``sonae assess --pdf``: the paper asked for is whole or not there, comes beside the JSON, and tells what it lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sonae.cli.__main__ import main
from sonae.cli.assess import PAPERS
from sonae_paper.documents.papers import KINDS
from tests.paper.documents.conftest import read

COMPANY = "company: {name: みほん商店（架空）, industry: I, employees: 5, sales: 60_000_000}\n"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    path = tmp_path / "company.yaml"
    path.write_text(COMPANY, encoding="utf-8")
    return path


def assessed(*arguments: object) -> int:
    return main(["assess", *(str(argument) for argument in arguments), "--today", "2026-11-24"])


def test_the_command_offers_every_paper_that_there_is() -> None:
    assert sorted(PAPERS) == sorted(KINDS)


def test_the_report_is_written_unless_another_paper_is_named(
    company: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.pdf"
    assert assessed(company, "--pdf", target) == 0
    about = read(target.read_bytes()).metadata
    assert about is not None
    assert about.title == "診断報告書 みほん商店（架空）"
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err == ""


def test_the_paper_comes_beside_the_json(company: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.pdf"
    assert assessed(company, "--pdf", target, "--paper", "ketsuron", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["as_of"] == "2026-11-24"
    assert len(read(target.read_bytes()).pages) == 1


def test_what_could_not_be_printed_is_said_on_standard_error(
    company: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    company.write_text(COMPANY.replace("商店", "😀店"), encoding="utf-8")
    assert assessed(company, "--pdf", tmp_path / "out.pdf", "--paper", "ketsuron") == 0
    assert capsys.readouterr().err == "注意: 印刷できる字がないため、〓に置き換えました: 😀\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--paper", "report"], "--paper: 書き出す先がありません"),
        (["--pdf", "out.pdf", "--paper", "startbok"], "「startbook」のことですか"),
        (["--pdf", ""], "--pdf: ファイルの名前がありません"),
        (["--pdf", "nowhere/out.pdf"], "入れるフォルダーがありません"),
        (["--pdf", "."], "フォルダーです"),
    ],
)
def test_wrong_usage_ends_with_two_and_one_line(
    arguments: list[str],
    told: str,
    company: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert assessed(company, *arguments) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert told in streams.err
    assert len(streams.err.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["company.yaml"]


def test_a_company_that_is_wrong_leaves_the_old_paper_as_it_was(company: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")
    company.write_text(COMPANY.replace("I,", "Z,"), encoding="utf-8")
    assert assessed(company, "--pdf", target) == 2
    assert target.read_bytes() == b"old"


def test_a_disk_that_cannot_be_written_is_the_machines_problem(
    company: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        import errno

        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("sonae.cli.terminal._replace", full)
    assert assessed(company, "--pdf", tmp_path / "out.pdf", "--paper", "ketsuron") == 4
    assert "ディスクの空きが足りず" in capsys.readouterr().err


def test_nothing_heavy_is_imported_for_an_answer_without_a_paper() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from sonae.cli.__main__ import main; main(['assess', '--example']);"
        "print(*sorted({'typst', 'budoux'} & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd="src", capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""
