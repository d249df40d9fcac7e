"""A program beside ours: it starts commands, feeds files, and reads what comes back."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sonae.cli.__main__ import main


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """The one JSON document on standard output, free of NaN and Infinity."""
        assert self.code == 0, self.err
        return json.loads(self.out, parse_constant=lambda word: pytest.fail(f"{word} in the JSON"))

    def refused(self) -> str:
        """The one line of an error: exit 2, nothing on standard output, Japanese, no traceback."""
        assert self.code == 2, (self.code, self.out[:200], self.err)
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert self.err.endswith("\n")
        assert any("ぁ" <= letter <= "ん" for letter in self.err), self.err
        return self.err.strip()


class Shell:
    """Runs commands in a folder of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch

    def file(self, name: str, content: str | bytes | dict[str, Any]) -> str:
        """Put a file into the folder; the name to give to a command."""
        if isinstance(content, dict):
            content = json.dumps(content, ensure_ascii=False)
        place = self.folder / name
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(place)

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Done:
        """Run one command to its end."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            code = main(list(arguments))
        return Done(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """``run("payout", policy, ledger, "--json")``."""
    return Shell(tmp_path, monkeypatch)


Run = Callable[..., Done]
