"""A browser's report about the content policy leaves a line without addresses; anything else leaves none."""

from __future__ import annotations

import json
import logging

import pytest

from sonae.web.headers import POLICY, REPORTS
from sonae.web.log import Lines
from sonae.web.violations import DIRECTIVES, MOST_BYTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client, caplog):
    """Send a report; the lines about it."""

    def send(body: object, **more: str) -> list[dict]:
        text = body if isinstance(body, str) else json.dumps(body)
        with caplog.at_level(logging.WARNING, "sonae.violations"):
            page = client.post(REPORTS, text, content_type="application/csp-report", **more)
        assert (page.status_code, page.content) == (202, b"")
        lines = [json.loads(Lines().format(record)) for record in caplog.records]
        return [line for line in lines if line["from"] == "sonae.violations"]

    return send


def report(**more: object) -> dict:
    return {"csp-report": {"document-uri": "https://sonae.example/higai/", "effective-directive": "script-src", **more}}


def test_the_policy_says_where_to_report():
    assert POLICY.endswith(f"; report-uri {REPORTS}")


def test_a_report_is_one_line_with_rule_and_kind_of_page(told):
    [line] = told(report())
    assert (line["event"], line["directive"], line["route"]) == ("violation", "script-src", "emergency")


@pytest.mark.parametrize("name", ["script-src-elem", "script-src-attr", "script-src 'self' https://x"])
def test_the_finer_names_of_browsers_are_those_of_our_directives(told, name):
    assert told(report(**{"effective-directive": name}))[0]["directive"] == "script-src"


def test_neither_the_secret_link_nor_what_was_planted_is_written_down(told, link):
    lines = told(
        report(
            **{
                "document-uri": f"https://sonae.example/shindan/{link}/check/?q=planted",
                "referrer": f"https://sonae.example/shindan/{link}/",
                "blocked-uri": "https://planted.example/x.js",
                "script-sample": "planted()",
                "violated-directive": "planted",
            }
        )
    )
    assert lines[0]["route"] == "check"
    assert link not in json.dumps(lines)
    assert "planted" not in json.dumps(lines)


@pytest.mark.parametrize("directive", ["planted\r\n", "", None, 5, "report-uri-x"])
def test_a_directive_that_is_not_ours_is_called_other(told, directive):
    assert told(report(**{"effective-directive": directive}))[0]["directive"] == "other"
    assert "other" not in DIRECTIVES


@pytest.mark.parametrize("place", ["", "javascript:alert(1)", "//[", "https://sonae.example/nothing/", None])
def test_a_page_that_is_not_ours_has_no_kind(told, place):
    assert told(report(**{"document-uri": place}))[0]["route"] is None


@pytest.mark.parametrize("body", ["", "{", "[]", "5", '"csp-report"', '{"csp-report": []}', "[" * 9_000, "\x00", "NaN"])
def test_what_is_no_report_is_taken_and_forgotten(told, body):
    assert told(body) == []


def test_a_report_that_is_too_long_is_thrown_away(told):
    assert told(report(**{"script-sample": "x" * MOST_BYTES})) == []


def test_a_look_is_no_report(client):
    assert client.get(REPORTS).status_code == 405
