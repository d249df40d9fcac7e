"""In a real browser: a script that somebody planted does not run, and the browser tells us of it."""

from __future__ import annotations

import pytest

PLANTED = {
    "in the page": "s => { const e = document.createElement('script'); e.textContent = s; document.body.append(e); }",
    "in an attribute": "s => { const e = document.createElement('img'); e.setAttribute('onerror', s); e.src = 'x'; "
    "document.body.append(e); }",
    "from elsewhere": "s => { const e = document.createElement('script'); e.src = 'http://127.0.0.2:9/x.js'; "
    "document.body.append(e); }",
    "as text": "s => { try { setTimeout(s, 0); } catch (error) {} }",
}
SCRIPT = "document.documentElement.dataset.planted = 'ran'"


@pytest.mark.parametrize("how", PLANTED)
def test_it_does_not_run_and_is_reported(visit, how):
    opened = visit()
    opened.to("/higai/")
    with opened.page.expect_response(lambda answer: answer.url.endswith("/csp")) as told:
        opened.page.evaluate(PLANTED[how], SCRIPT)
    assert told.value.status == 202
    assert opened.page.evaluate("document.documentElement.dataset.planted || ''") == ""
    opened.complaints.clear()  # Chromium says on its console what it stopped


def test_our_own_scripts_run_and_nothing_is_reported(visit):
    opened, reported = visit(), []
    opened.page.on("request", lambda asked: reported.append(asked.url) if asked.url.endswith("/csp") else None)
    for path in ("/", "/higai/", "/shindan/", "/gallery/"):
        opened.to(path)
    assert reported == []
