"""No pattern of ours can be kept busy by what somebody types, and none is made from words of others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from re import _constants as told
from re import _parser as parser
from typing import Any

import pytest

from tests.repository.checkout import ROOT, python_files, shown

FUNCTIONS = {"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
OF_OURS = {
    "src/sonae/accounts/careers.py": "a month twice, written out in the same file; nothing is given back",
    "src/sonae/cli/arguments.py": "each comes from the table of argparse's messages in the same file",
    "src/sonae/desk/views/diagnoses.py": "written out but for the length of a link, which is a constant of ours",
    "src/sonae/web/fields.py": "the dashes that keyboards write, named once in the same file",
    "src/sonae_paper/documents/phrases.py": "joined from patterns in the same file",
}
"""Files with a pattern that is not written out where it is used, and why it is ours all the same."""
DIVIDED = {r"sonae_[a-z]+(\.[A-Za-z_]+)+": "each round begins with a full stop, which no round contains"}
"""Patterns with a repetition within a repetition that cannot go astray, and why."""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[_, *_]) if name in FUNCTIONS:
                yield node


@cache
def patterns() -> list[tuple[str, ast.expr]]:
    return [
        (shown(path), call.args[0])
        for path in [*python_files("src"), ROOT / "sonae"]
        for call in calls(ast.parse(path.read_text(encoding="utf-8")))
    ]


def nested(pattern: str | bytes) -> bool:
    """Whether something without an upper bound is repeated without an upper bound."""
    return _nested(parser.parse(pattern), False)


def _nested(part: Any, inside: bool) -> bool:
    if isinstance(part, (list, tuple, parser.SubPattern)):
        steps = list(part)
        if len(steps) == 2 and steps[0] in (told.MAX_REPEAT, told.MIN_REPEAT):
            _, most, body = steps[1]
            endless = most is told.MAXREPEAT
            return (endless and inside) or _nested(body, inside or endless)
        return any(_nested(step, inside) for step in steps)
    return False


def test_no_pattern_repeats_a_repetition():
    written = [(place, node.value) for place, node in patterns() if isinstance(node, ast.Constant)]
    assert len(written) > 20
    assert not [(place, text) for place, text in written if nested(text) and text not in DIVIDED]


def test_no_pattern_is_made_from_words_of_others():
    made = {place for place, node in patterns() if not isinstance(node, ast.Constant)}
    assert made == set(OF_OURS)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:a|b*)*c", r"(\d+,?)+円", r"(x*)*"])
def test_a_pattern_that_never_ends_is_found(pattern):
    assert nested(pattern)


@pytest.mark.parametrize("pattern", [r"a+b+", r"(?:ab){1,3}c*", r"[a-z]+(?:-[a-z]{1,9})?"])
def test_a_pattern_that_ends_is_let_through(pattern):
    assert not nested(pattern)
    assert re.compile(pattern)
