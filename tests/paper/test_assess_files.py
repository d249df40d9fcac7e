"""``assess --html`` and ``--xlsx`` write whole files, beside or instead of the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sonae.cli.__main__ import main
from tests.core.assessment.people import COMPANIES
from tests.paper.pages.read import Page
from tests.paper.sheets.opened import opened

SHOP = str(COMPANIES / "shop.yaml")
DAY = ("--today", "2026-11-24")


def test_a_page_and_a_workbook_are_written_instead_of_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, book = tmp_path / "r.html", tmp_path / "r.xlsx"
    assert main(["assess", SHOP, *DAY, "--html", str(page), "--xlsx", str(book)]) == 0
    assert capsys.readouterr().out == ""
    assert "費用と損失は" in Page(page.read_text(encoding="utf-8")).text
    assert "まとめ" in opened(book.read_bytes())


def test_with_json_both_come(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "r.html"
    assert main(["assess", SHOP, *DAY, "--json", "--html", str(page)]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == 1
    assert page.exists()


def test_the_same_run_writes_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / f"{index}.xlsx" for index in range(2)]
    for file in files:
        assert main(["assess", SHOP, *DAY, "--xlsx", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (["--html", ""], "--html"),
        (["--xlsx", ""], "--xlsx"),
        (["--html", "a", "--xlsx", "a"], "同じファイルの名前"),
        (["--html", "missing/r.html"], "missing/r.html"),
    ],
)
def test_an_impossible_place_is_said_in_one_line(
    options: list[str], field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["assess", SHOP, *DAY, *options]) == 2
    error = capsys.readouterr().err
    assert field in error
    assert len(error.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
