"""What the validator of HTML would say of our templates and can be read from them: attributes that are well formed.

``python -m tests.browser.validator`` asks the validator itself; it needs Java and is no test.
"""

from __future__ import annotations

import re

import pytest

from tests.repository.checkout import shown, templates

MOMENT = re.compile(r"""datetime="\{\{[^}]*\|date:(['"])c\1""")
"""Django's own form of a moment has six digits of a second; HTML allows three."""
LONGEST = re.compile(r'(?<!%}) maxlength="\{\{ field\.')
"""Of a field that may be any: not every one has a longest text, so the attribute stands behind a condition."""


def found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [text[match.start() : match.start() + 60] for match in pattern.finditer(text)]


@pytest.mark.parametrize("path", templates(), ids=shown)
def test_moments_and_lengths_are_written_as_html_allows(path):
    text = path.read_text(encoding="utf-8")
    assert found(MOMENT, text) + found(LONGEST, text) == []


@pytest.mark.parametrize(
    "text", ["""<time datetime="{{ at|date:'c' }}">""", '<input type="date" maxlength="{{ field.max_length }}">']
)
def test_what_html_does_not_allow_is_found(text):
    assert found(MOMENT, text) + found(LONGEST, text)
