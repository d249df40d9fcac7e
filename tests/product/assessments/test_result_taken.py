"""A result to take away, and one that was stored long ago."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from sonae.assessments import actions
from sonae.assessments.links import results_link
from sonae.assessments.models import Draft, Run
from sonae.assessments.views import takeaway
from sonae.assessments.views.takeaway import PAPERS
from sonae.web.costly import Costly
from sonae.web.limits import Limit

pytestmark = pytest.mark.django_db

STORED = sorted((Path(__file__).parent / "stored").glob("schema-*.json"))


@pytest.mark.parametrize("name", ["ketsuron", "startbook"])
def test_a_paper_is_a_pdf_with_a_name_people_understand(visitor, run, place, name):
    page = visitor.get(f"{place}paper/{name}.pdf")
    assert page.content.startswith(b"%PDF-")
    assert page["Content-Type"] == "application/pdf"
    assert "attachment; filename*=UTF-8''" in page["Content-Disposition"]
    assert page["Cache-Control"] == "no-store"


def test_papers_of_the_page_are_those_of_the_press():
    from sonae_paper.documents.papers import KINDS

    assert dict(PAPERS) == dict(KINDS)


def test_there_is_no_other_paper(visitor, run, place):
    assert visitor.get(f"{place}paper/other.pdf").status_code == 404


def test_the_json_is_the_stored_answer_to_the_last_digit(visitor, run, place):
    assert json.loads(visitor.get(f"{place}result.json").content) == run.result


def test_the_workbook_and_the_tables_open(visitor, run, place):
    book = zipfile.ZipFile(BytesIO(visitor.get(f"{place}result.xlsx").content))
    assert "xl/workbook.xml" in book.namelist()
    tables = zipfile.ZipFile(BytesIO(visitor.get(f"{place}result.zip").content))
    assert any(name.startswith("対策") for name in tables.namelist())


FILES = ("paper/report.pdf", "result.xlsx", "result.zip")


@pytest.fixture
def pressed(monkeypatch):
    """What is made of files from here on: how many in ten minutes, and how many at once."""

    def allow(most: int, at_once: int = 1) -> None:
        monkeypatch.setattr(takeaway, "MADE", Costly(Limit("take", most, 600), at_once=at_once, wait=0, kept=12))

    return allow


@pytest.mark.parametrize("name", FILES)
def test_who_takes_too_many_is_told_when_to_come_back(visitor, run, place, pressed, name):
    pressed(0)
    page = visitor.get(place + name)
    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 600
    assert "もう一度お試しください" in page.content.decode()


@pytest.mark.parametrize("name", FILES)
def test_when_everything_is_busy_the_page_says_to_wait_a_moment(visitor, run, place, pressed, name):
    pressed(40, at_once=0)
    page = visitor.get(place + name)
    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert "混み合っています" in page.content.decode()


def test_the_same_file_again_is_the_same_and_counts_once(visitor, run, place, pressed):
    pressed(1)
    first, second = (visitor.get(f"{place}result.xlsx") for _ in range(2))
    assert first.content == second.content
    assert visitor.get(f"{place}result.zip").status_code == 429


def test_another_address_does_not_help_with_the_same_draft(visitor, run, place, pressed):
    pressed(1)
    assert visitor.get(f"{place}result.xlsx").status_code == 200
    assert visitor.get(f"{place}result.zip", REMOTE_ADDR="192.0.2.9").status_code == 429


def test_a_file_is_made_anew_when_its_result_has_got_its_ranges(visitor, run, place, pressed):
    pressed(2)
    before = visitor.get(f"{place}result.xlsx").content
    actions.add_band(run=run, at=datetime(2026, 11, 24, tzinfo=UTC))
    assert visitor.get(f"{place}result.xlsx").content != before


def test_an_error_is_shown_as_a_page_and_not_kept_as_a_file(visitor, run, place):
    assert " download" not in visitor.get(place).content.decode()


def keep(link: str, stored: dict) -> str:
    """A run as it stands in a database that has seen many versions."""
    given = stored["run"]
    run = Run.objects.create(
        draft=Draft.objects.get(), number=1, at=datetime(2026, 11, 24, tzinfo=UTC), **given, result=stored["result"]
    )
    return f"/r/{results_link(link)}/{run.number}/"


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
@pytest.mark.parametrize("page", ["", "why/event/", "why/all/", "why/line/forensics/", "why/premium/", "band/"])
def test_a_stored_result_of_every_schema_is_shown_for_ever(visitor, link, path, page):
    place = keep(link, json.loads(path.read_text(encoding="utf-8")))
    assert visitor.get(place + page).status_code in (200, 202)


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_a_stored_result_of_every_schema_can_be_taken_and_compared(visitor, link, path):
    place = keep(link, json.loads(path.read_text(encoding="utf-8")))
    assert visitor.get(f"{place}paper/report.pdf").content.startswith(b"%PDF-")
    assert visitor.get(f"{place}result.xlsx").status_code == 200
    visitor.send(f"{place}vary/rerun/", {})
    assert visitor.get(f"{place}compare/2/").status_code == 200


def test_there_is_a_stored_result_of_the_schema_of_today(run):
    assert f"schema-{actions.answer_for(run.inputs, run.as_of, uncertain=False)['schema']}" in {
        path.stem for path in STORED
    }
