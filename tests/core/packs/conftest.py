"""A copy of the shipped packs in which one thing is broken at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sonae_core.packs.files import ROOT
from sonae_core.packs.findings import Finding
from sonae_core.packs.loader import inspect


class Workshop:
    """A folder of packs that a test may break."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, file: str, old: str, new: str) -> int:
        """Replace the first ``old`` by ``new``; the line on which it stood."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}: mend the test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def append(self, file: str, text: str) -> int:
        """Add lines at the end of a file; the first new line."""
        path = self.root / file
        before = path.read_text(encoding="utf-8")
        path.write_text(before + text, encoding="utf-8")
        return before.count("\n") + 1

    def findings(self, kind: str = "problem") -> list[Finding]:
        """What an inspection finds."""
        return [finding for finding in inspect(self.root).findings if finding.kind == kind]

    def only(self, kind: str = "problem") -> Finding:
        """The one thing that is wrong."""
        found = inspect(self.root).findings
        assert len(found) == 1, [finding.error() for finding in found]
        assert found[0].kind == kind
        return found[0]


@pytest.fixture
def packs(tmp_path: Path) -> Workshop:
    shutil.copytree(Path(str(ROOT)), tmp_path / "packs", ignore=shutil.ignore_patterns("__pycache__", "schema"))
    return Workshop(tmp_path / "packs")


Breaks = Callable[[Workshop], int]
