"""What is written down of a request: when, which kind of page, how long. Never what was typed, nor a secret link."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from sonae.assessments.links import results_link
from sonae.web.log import Lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    kept: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record):
            kept.append(self.format(record))

    keeper = Keeper()
    keeper.setFormatter(Lines())
    root = logging.getLogger()
    root.addHandler(keeper)
    yield kept
    root.removeHandler(keeper)


def test_neither_links_nor_answers_are_written_down(visitor, link, lines):
    visitor.send(f"/shindan/{link}/q/sales/", {"sales": "秘密の売上"})
    visitor.get(f"/shindan/{link}/check/?name=山田")
    visitor.get(f"/r/{results_link(link)}/9/")
    visitor.get("/shindan/not-a-link/check/")
    text = "\n".join(lines)
    assert '"route": "check"' in text
    for secret in (link, results_link(link), "秘密の売上", "山田", "not-a-link", "127.0.0.1"):
        assert secret not in text


def test_a_line_tells_route_status_and_time(visitor, lines):
    visitor.get("/higai/")
    line = next(json.loads(line) for line in lines if '"emergency"' in line)
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["ms"] >= 0
    assert len(line["request"]) == 8


def test_an_error_is_written_with_its_places_and_without_its_words():
    try:
        raise ValueError("山田太郎 090-0000-0000")
    except ValueError:
        record = logging.LogRecord("sonae", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    line = Lines().format(record)
    assert "山田" not in line
    assert json.loads(line)["error"] == "ValueError"
    assert "test_logs_hold_no_secrets.py" in json.loads(line)["where"][0]
