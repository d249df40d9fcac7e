"""Nothing leaves past the gate: one module speaks to mail servers, and each kind of mail is decided upon."""

from __future__ import annotations

import ast
from pathlib import Path

import sonae
from sonae.outbox.kinds import KINDS

SOURCE = Path(sonae.__file__).parent
WAYS_OUT = {"smtplib", "django.core.mail", "aiosmtplib"}
DOOR = "outbox/transports.py"


def trees():
    for path in SOURCE.rglob("*.py"):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_one_module_speaks_to_mail_servers():
    assert {place for place, tree in trees() if imported(tree) & WAYS_OUT} == {DOOR}


def test_every_kind_that_the_source_sends_is_decided_upon():
    sent = {
        keyword.value.value
        for place, tree in trees()
        if not place.startswith("audit/")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) == "send"
        for keyword in call.keywords
        if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant)
    }
    assert {"accounts.notice", "accounts.invitation"} <= sent
    assert sent <= set(KINDS)
