"""The log is one JSON object a line, in world time, to one place; what others say cannot break or fill it."""

from __future__ import annotations

import json
import logging
import logging.config
from datetime import datetime, timedelta

import pytest
from django.conf import settings

from sonae.web import log
from sonae.web.log import Lines

pytestmark = pytest.mark.django_db
BREAKS = 'a\r\n{"level": "error", "event": "forged"}\n\x1b[31m\x00"'


def told(caplog) -> list[dict]:
    lines = [Lines().format(record) for record in caplog.records]
    assert not [line for line in lines if "\n" in line or "\r" in line or "\x1b" in line]
    return [json.loads(line) for line in lines]


def record(name: str, message: str, *values: object) -> logging.LogRecord:
    return logging.LogRecord(name, logging.WARNING, __file__, 1, message, values, None)


def test_no_word_of_a_visitor_begins_a_line(visitor, caplog):
    with caplog.at_level(logging.INFO):
        visitor.get("/higai/", HTTP_USER_AGENT=BREAKS, HTTP_REFERER=BREAKS, HTTP_X_FORWARDED_FOR=BREAKS)
        visitor.get("/nothing/%0d%0aforged/?a=%0d%0aforged")
        visitor.post("/shindan/", {"form": BREAKS, "industry": BREAKS})
    lines = told(caplog)
    assert len(lines) >= 3
    assert "forged" not in json.dumps(lines)


def test_even_our_own_message_stays_one_line():
    line = Lines().format(record("sonae.x", "said %s", BREAKS))
    assert "\n" not in line
    assert json.loads(line)["event"] == f"said {BREAKS}"


@pytest.mark.parametrize(("message", "event"), [("%s: %s", "django.request"), ("Not Found: %s", "Not Found")])
def test_every_line_names_its_event_and_none_of_its_values(message, event):
    line = json.loads(Lines().format(record("django.request", message, "山田", "/r/secret/")))
    assert line["event"] == event
    assert "secret" not in json.dumps(line)


def test_times_are_world_time_with_their_zone():
    line = json.loads(Lines().format(record("sonae", "now")))
    assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)


def test_refusals_are_written_down_with_route_status_and_number(visitor, link, caplog):
    with caplog.at_level(logging.INFO):
        visitor.post("/shindan/", {"form": "forged"})
        visitor.send("/shindan/", HTTP_ORIGIN="https://elsewhere.example")
        visitor.put("/shindan/")
        visitor.get(f"/shindan/{link[:-1]}/check/")
        visitor.get("/", HTTP_HOST="elsewhere.example")
        for _ in range(31):
            visitor.send("/shindan/")
    asked = [line for line in told(caplog) if line["from"] == "sonae.requests"]
    assert {line["status"] for line in asked} >= {400, 403, 405, 410, 429}
    assert all(line["request"] and line["method"] for line in asked)
    assert ("check", 410) in {(line["route"], line["status"]) for line in asked}


def test_the_log_goes_to_standard_error_and_nowhere_else(monkeypatch):
    given: list[dict] = []
    monkeypatch.setattr(logging.config, "dictConfig", given.append)
    log.configure(settings.LOGGING)
    assert [handler["class"] for handler in given[0]["handlers"].values()] == ["logging.StreamHandler"]
    assert given[0]["root"]["handlers"] == ["out"]
    assert not [name for name, logger in given[0]["loggers"].items() if logger.get("handlers")]
