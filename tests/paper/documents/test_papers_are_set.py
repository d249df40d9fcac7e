"""Every paper of every company comes out whole: tagged, dated, the same twice, small and with its pages counted."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from sonae_paper.documents import press
from sonae_paper.documents.papers import KINDS, paper
from sonae_paper.documents.press import Paper, PressError, set_paper
from tests.paper.documents.conftest import COMPANIES, DAY, made, pack, read, words


@pytest.mark.parametrize("name", COMPANIES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_pages_are_those_that_a_reader_counts(kind: str, name: str) -> None:
    one = made(kind, name)
    assert one.pages == len(read(one.pdf).pages)
    assert one.warnings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_tagged_and_says_which_standards_it_keeps(kind: str) -> None:
    reader = read(made(kind, "factory").pdf)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja-JP"
    about = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about


@pytest.mark.parametrize("kind", KINDS)
def test_title_and_date_come_from_the_data(kind: str) -> None:
    about = read(made(kind, "factory").pdf).metadata
    assert about is not None
    assert about.title == f"{KINDS[kind]} みほん金属製作所（架空）"
    assert about.creation_date is not None
    assert about.creation_date.date() == DAY


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_give_the_same_bytes(kind: str, answer_of: Any) -> None:
    assert paper(kind, answer_of("factory"), pack()).pdf == made(kind, "factory").pdf


def test_the_same_data_give_the_same_bytes_in_another_process(answer_of: Any, tmp_path: Any) -> None:
    import json

    (tmp_path / "answer.json").write_text(json.dumps(answer_of("factory")), encoding="utf-8")
    code = (
        "import hashlib, json, sys; from sonae_core.packs.loader import load;"
        "from sonae_paper.documents.papers import paper;"
        "print(hashlib.sha256(paper('ketsuron', json.load(open(sys.argv[1])), load()).pdf).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "answer.json")]
    import hashlib

    done = subprocess.run(command, cwd="src", capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(made("ketsuron", "factory").pdf).hexdigest()


@pytest.mark.parametrize("name", COMPANIES)
def test_the_conclusion_is_one_page_whatever_the_company(name: str) -> None:
    assert made("ketsuron", name).pages == 1


def test_the_report_stays_below_400_kilobytes() -> None:
    assert len(made("report", "factory").pdf) <= 400_000


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_two_fonts_of_the_house_are_used_and_each_is_embedded(kind: str) -> None:
    fonts = [
        font.get_object()
        for page in read(made(kind, "factory").pdf).pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert names
    assert all(name.startswith(("BIZUDPGothic", "SonaeFallback")) for name in names)


def test_every_figure_of_the_answer_is_in_the_report(answer_of: Any) -> None:
    text, answer = words(made("report", "factory").pdf), answer_of("factory")
    for line in answer["event"]["lines"]:
        for key in ("gross", "paid", "retained"):
            assert f"{line[key]:,}円" in text
    for plan in answer["plans"]:
        assert f"{plan['paid']['mean']:,}円" in text
        assert f"{plan['retained']['mean']:,}円" in text


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="no paper"):
        set_paper("novel", {}, as_of=DAY)
    with pytest.raises(ValueError, match="no paper"):
        paper("sokuho", {}, pack())


def test_data_that_lack_what_the_source_needs_are_our_bug_and_say_where() -> None:
    with pytest.raises(PressError, match="report"):
        set_paper("report", {"kind": "診断報告書"}, as_of=date(2026, 1, 1))


def test_a_paper_that_must_be_one_page_is_set_again_tighter(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def fake(name: str, data: str, tight: int) -> tuple[bytes, int]:
        tried.append(tight)
        return b"", 2 if tight < 3 else 1

    monkeypatch.setattr(press, "_press", fake)
    assert set_paper("ketsuron", {}, as_of=DAY) == Paper(b"", 1, ())
    assert tried == [0, 1, 2, 3]
