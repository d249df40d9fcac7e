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
from sonae.assessments.views.takeaway import PAPERS

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
