"""Modules, functions and test files stay small; nothing is called utils (ARCHITECTURE.md, "Sizes we hold")."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.repository.checkout import ROOT, python_files, shown

MODULE_LINES, FUNCTION_LINES, TEST_FILE_LINES = 400, 40, 500
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common", "stuff"}


def test_modules_have_at_most_400_lines() -> None:
    too_long = {shown(path): n for path in _code() if (n := _lines(path)) > MODULE_LINES}
    assert not too_long


def test_functions_have_at_most_40_lines() -> None:
    too_long = {
        f"{shown(path)}:{function.lineno} {function.name}": n
        for path in _code()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if (n := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    }
    assert not too_long


def test_test_files_have_at_most_500_lines() -> None:
    too_long = {shown(path): n for path in python_files("tests") if (n := _lines(path)) > TEST_FILE_LINES}
    assert not too_long


def test_no_module_is_a_drawer() -> None:
    drawers = [shown(path) for path in python_files("src", "bench", "tests") if path.stem in DRAWERS]
    assert not drawers, "name a module after what it holds"


def test_no_two_test_files_share_a_name() -> None:
    names = [path.name for path in python_files("tests") if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names)), "pytest imports test files by their name"


def _code() -> list[Path]:
    return [*python_files("src", "bench"), ROOT / "sonae"]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
