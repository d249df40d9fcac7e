"""What is taken away is a file with a name of ours, whole for every browser, and never shown as a page of the site."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from sonae.assessments.views.takeaway import _file

NAMES = (
    "サイバー試算_20261124.pdf",
    'a"; filename="b.exe',
    "a\r\nSet-Cookie: x=1",
    "../../etc/passwd",
    "a;b,c'd%41.pdf",
    "\u202efdp.exe",
    "a\u0000b.pdf",
)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_stays_one_name_in_the_header(name):
    told = _file(b"", name, "application/pdf")["Content-Disposition"]
    kind, _, rest = told.partition("; filename*=UTF-8''")
    assert kind == "attachment"
    assert rest.isascii()
    assert not set(rest) & set("\r\n\"';, \0")
    assert unquote(rest) == name


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["result.json", "result.zip", "result.xlsx"])
def test_what_is_taken_away_is_saved_and_not_shown(attacker, tokens, name):
    page = attacker.get(f"/r/{tokens['r']}/1/{name}?filename=evil.html")
    assert page["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Cache-Control"] == "no-store"
    assert "html" not in page["Content-Type"]
    assert "evil" not in page["Content-Disposition"]
