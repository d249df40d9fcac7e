"""When we are wrong ourselves: one calm page, one line for us, nothing half done, and the next visitor is served."""

from __future__ import annotations

import json
import logging

import pytest

from sonae.answers.models import Subject
from sonae.assessments import actions
from sonae.assessments.models import Draft
from sonae.web import limits, origin
from sonae.web.log import Lines
from sonae.web.models import Submission
from tests.product.badinputs.conftest import digest

pytestmark = pytest.mark.django_db
WORDS = "山田太郎 SELECT * FROM x"


def fails(*args, **more):
    raise RuntimeError(WORDS)


@pytest.fixture
def broken_page(monkeypatch):
    monkeypatch.setattr("sonae.public.views.library", fails)


def test_the_page_tells_a_number_and_nothing_of_ours(attacker, broken_page):
    page = attacker.get("/higai/")
    told = page.content.decode()
    assert page.status_code == 500
    assert "<h1>" in told
    assert page.wsgi_request.number in told
    for word in (WORDS, "Traceback", "RuntimeError", ".py", "SELECT", "Django"):
        assert word not in told


def test_one_line_tells_us_what_happened_and_where(attacker, broken_page, caplog):
    with caplog.at_level(logging.INFO):
        page = attacker.get("/higai/")
    lines = [json.loads(Lines().format(record)) for record in caplog.records]
    failed = next(line for line in lines if line.get("error"))
    assert failed["error"] == "RuntimeError"
    assert any("public/views.py" in place for place in failed["where"])
    asked = next(line for line in lines if line.get("request") == page.wsgi_request.number)
    assert (asked["status"], asked["route"]) == (500, "emergency")
    assert WORDS not in json.dumps(lines, ensure_ascii=False)


def test_the_next_visitor_is_served(attacker, broken_page, monkeypatch):
    attacker.get("/higai/")
    monkeypatch.undo()
    assert attacker.get("/higai/").status_code == 200


@pytest.mark.parametrize(
    ("module", "name"),
    [(origin, "_from_here"), (origin, "_nonce"), (limits, "address_of")],
    ids=["who sent it", "its token", "how often"],
)
def test_a_guard_that_fails_lets_nobody_through(attacker, tokens, monkeypatch, module, name):
    before = digest()
    monkeypatch.setattr(module, name, fails)
    if module is limits:
        monkeypatch.setattr("sonae.assessments.views.opening.address_of", fails)
    assert attacker.strike("/shindan/", {"industry": "E"}).status_code == 500
    assert digest() == before


def test_a_form_is_taken_whole_or_not_at_all(attacker, monkeypatch):
    monkeypatch.setattr(actions, "record_answers", fails)
    assert attacker.strike("/shindan/", {"industry": "E"}).status_code == 500
    assert not Draft.objects.exists()
    assert not Subject.objects.exists()
    assert not Submission.objects.exists()
    monkeypatch.undo()
    assert attacker.strike("/shindan/", {"industry": "E"}).status_code == 302
    assert Draft.objects.count() == 1
