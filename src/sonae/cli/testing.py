"""``sonae test``: style, types, import contracts and tests, with one table at the end."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from sonae.cli.arguments import columns
from sonae_core.values.errors import MachineError

SUMMARY = "この製品が正しく動くかを確かめます"
PASSES_REST = True

ROOT = Path(__file__).resolve().parents[3]
PROBLEMS_FOUND = 3
_PLACES = ("src", "tests", "bench", "sonae")
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


class Check(NamedTuple):
    """One program to run: its name in the table, its module or code, and its arguments."""

    title: str
    command: tuple[str, ...]


class Result(NamedTuple):
    """What became of one check."""

    title: str
    passed: bool
    seconds: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command; all others go to pytest."""
    parser.add_argument("--all", action="store_true", help="時間のかかる検査も全部行い、飛ばした検査も失敗とします")
    parser.epilog = "ほかの指定はそのままpytestに渡します（例: sonae test -k payout）。1つでも失敗すると3で終わります。"


def run(args: argparse.Namespace) -> int:
    """Every check, also after one has failed; 0, or 3 when one found something. MachineError without a checkout."""
    if not (ROOT / "tests").is_dir():
        raise MachineError("検査のファイル（tests）がありません。配布元のフォルダー一式の中で実行してください")
    results = [_quietly(check) for check in static_checks()]
    results.append(_openly(pytest_check(everything=args.all, rest=args.rest)))
    print(table(results))
    return 0 if all(result.passed for result in results) else PROBLEMS_FOUND


def static_checks() -> list[Check]:
    """The checks that read the code without running it."""
    places = tuple(place for place in _PLACES if (ROOT / place).exists())
    return [
        Check("style (ruff check)", ("-m", "ruff", "check", "--quiet", *places)),
        Check("format (ruff format)", ("-m", "ruff", "format", "--check", "--quiet", *places)),
        Check("types (mypy)", ("-m", "mypy", "--no-error-summary")),
        Check("imports (import-linter)", ("-c", _LINT_IMPORTS)),
        Check("templates (djlint)", ("-m", "djlint", "--lint", "--quiet", "src/sonae/templates")),
    ]


def pytest_check(*, everything: bool, rest: list[str]) -> Check:
    """Pytest with two processes more than cores (of at most four), because many tests wait; unless the person chose."""
    cores = min(os.cpu_count() or 1, 4)
    own_choice = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in rest)
    spread = () if own_choice else ("-n", str(cores + 2), "--dist", "worksteal")
    return Check("tests (pytest)", ("-m", "pytest", *spread, *(("--all",) if everything else ()), *rest))


def table(results: list[Result]) -> str:
    """The closing table: what, how it went, how long it took."""
    width = max(columns(result.title) for result in results)
    rows = [
        f"  {result.title}{' ' * (width - columns(result.title))}  {_word(result.passed)}  {result.seconds:6.1f}秒"
        for result in results
    ]
    failed = sum(not result.passed for result in results)
    closing = f"{failed}件が失敗しました" if failed else "すべて合格です"
    return "\n".join(["", *rows, f"  {closing}"])


def _word(passed: bool) -> str:
    return "合格" if passed else "失敗"


def _quietly(check: Check) -> Result:
    """Run a check whose output matters only when it fails."""
    start = time.perf_counter()
    done = _start(check, capture=True)
    if done.returncode:
        print(f"--- {check.title}\n{(done.stdout or '').strip()}", flush=True)
    return Result(check.title, done.returncode == 0, time.perf_counter() - start)


def _openly(check: Check) -> Result:
    """Run a check whose output people follow."""
    start = time.perf_counter()
    sys.stdout.flush()
    done = _start(check, capture=False)
    return Result(check.title, done.returncode == 0, time.perf_counter() - start)


def _start(check: Check, *, capture: bool) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *check.command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE if capture else None,
        stderr=subprocess.STDOUT if capture else None,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
