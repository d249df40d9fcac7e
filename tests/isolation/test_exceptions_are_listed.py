"""Who may see the rows of all agencies, and who may write while a page is only shown: every place, and why.

A new call fails here until somebody has read it and written its reason down; so does a reason that no call needs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sonae

SOURCE = Path(sonae.__file__).parent

ALL_AGENCIES = {
    "accounts/actions/inviting.py:opened": "whoever holds an invitation's link belongs to no agency yet",
    "accounts/actions/recovery.py:owners_of": "owners are told of a reset in whichever agencies the person works",
    "accounts/actions/sessions.py:parts_of": "a session begins with one of the person's own parts, in any agency",
    "accounts/lapsing.py:due": "a scan finds grants of every agency that end soon",
    "accounts/who.py:found": "who acts must be known before an agency can bound anything",
    "assessments/actions.py:add_band": "ranges are added to a run by its number, visitors' and agencies'",
    "assessments/views/opening.py:_under_link": "a secret link opens one draft, and that alone",
    "assessments/worker.py:complete_next": "the worker takes the run that waits longest, or marks it as not computable",
    "audit/rotation.py:_next": "keys of all logs go under a new master key",
    "audit/rotation.py:_rewrap_one": "keys of all logs go under a new master key",
    "audit/rotation.py:unreadable": "doctor counts keys that do not open",
    "audit/rotation.py:uses": "which master keys are still needed",
    "config/demo.py:load": "the demo is for a database that knows nobody",
    "config/leaving.py:looks": "doctor counts mails that wait or were given up",
    "config/health.py:_times": "doctor looks for times that lie ahead",
    "customers/scans.py:forget_what_was_deleted": "a scan finds what was deleted 30 days ago in every agency",
    "desk/views/operating.py:help_agency": "the operator goes where an owner has asked for help, by that grant",
    "desk/views/operating.py:home": "which owners have asked this operator for help",
    "desk/views/operating.py:standings": "the operator sees counts of every agency, and no row",
    "leads/reconciling.py:due": "a scan finds requests of every agency whose reply did not leave",
    "leads/retention.py:due": "a scan finds requests of every agency whose time is over",
    "outbox/delivery.py:_try": "the sender works for everybody, one mail at a time",
    "outbox/delivery.py:claim": "the sender works for everybody, one mail at a time",
    "outbox/delivery.py:extend": "the sender works for everybody, one mail at a time",
    "outbox/delivery.py:settle": "the sender works for everybody, one mail at a time",
    "outbox/gate.py:_elsewhere": "an address is held against those of other agencies, and only a yes or no comes out",
    "outbox/gate.py:_granted": "whether another agency was shown a record, and only a yes or no comes out",
    "outbox/scans.py:forget_secrets": "texts of mails that open doors are forgotten in every agency",
}
WRITES_ON_GET = {
    "accounts/who.py:_stamp": "when a session was last used",
    "audit/actions.py:looked": "who looked at a record",
}
LISTED = {"unscoped": ALL_AGENCIES, "excepted": WRITES_ON_GET}


def uses(name: str, source: Path = SOURCE) -> set[str]:
    """Every place that names it: file and outermost function. Importing it is no use of it."""
    return {
        f"{path.relative_to(source).as_posix()}:{place}"
        for path in source.rglob("*.py")
        for place in _places(ast.parse(path.read_text(encoding="utf-8")), name)
    }


def _places(node: ast.AST, name: str, within: str = "") -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        inside = within or (child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else "")
        if _names(child, name):
            yield inside
        yield from _places(child, name, inside)


def _names(node: ast.AST, name: str) -> bool:
    """By whatever way it is reached: its name, an attribute, another name at its import, or its name as a text."""
    if isinstance(node, ast.alias):
        return node.name.rpartition(".")[2] == name and node.asname is not None
    said = {ast.Name: "id", ast.Attribute: "attr", ast.Constant: "value"}.get(type(node))
    return said is not None and getattr(node, said) == name


@pytest.mark.parametrize("name", LISTED)
def test_every_place_has_its_reason_and_every_reason_its_place(name):
    assert uses(name) == set(LISTED[name])


def test_only_migrations_lift_the_scope_of_a_whole_connection():
    assert uses("migrating") == {"tenancy/management/commands/migrate.py:handle"}


@pytest.mark.parametrize(
    "line",
    [
        "def view():\n    with unscoped('because'):\n        pass",
        "def view():\n    with scope.unscoped('because'):\n        pass",
        "def view():\n    act = unscoped\n    with act('because'):\n        pass",
        "def view():\n    from sonae.tenancy.scope import unscoped as all_of_it",
        "def view():\n    getattr(scope, 'unscoped')('because')",
    ],
)
def test_a_new_place_is_found_however_it_is_written(line, tmp_path):
    (tmp_path / "views.py").write_text(line, encoding="utf-8")
    assert uses("unscoped", tmp_path) == {"views.py:view"}
