"""A copy of the launcher on a desk of its own, with a stub of uv, so that its behaviour is seen without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STUB = """#!/bin/sh
echo "$@" >> "{log}"
{body}
"""


@dataclass
class Desk:
    """Where the copy stands, and what was asked of the stub."""

    folder: Path
    programs: Path
    log: Path

    def run(self, *arguments: str, before: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """Start the door; ``before`` is Python run first in the same process (to pretend something about it)."""
        done = subprocess.run(self.command(*arguments, before=before), **self.options(**settings), check=False)
        return subprocess.CompletedProcess(done.args, done.returncode, _text(done.stdout), _text(done.stderr))

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The same without waiting."""
        return subprocess.Popen(self.command(*arguments), **self.options())

    def command(self, *arguments: str, before: str = "") -> list[str]:
        """What is started."""
        door = str(self.folder / "sonae")
        if not before:
            return [sys.executable, door, *arguments]
        code = f"import sys, runpy; {before}; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
        return [sys.executable, "-c", code, door, *arguments]

    def options(self, **settings: str) -> dict[str, object]:
        """The environment: only the programs of the desk are on the path."""
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "UV_"))}
        environment = {**keep, "PATH": str(self.programs), **settings}
        return {"env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}

    def uv(self, body: str = "exit 0") -> None:
        """Put a stub of uv on the path that notes its arguments and then does ``body``."""
        self.program("uv", STUB.format(log=self.log, body=body))

    def program(self, name: str, text: str) -> None:
        """Put a program on the path."""
        path = self.programs / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def installs(self) -> list[str]:
        """The arguments of every call of the stub."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def lock(self, text: str) -> None:
        """Change the base lock."""
        (self.folder / "requirements" / "base.txt").write_text(text, encoding="utf-8")


def lay(folder: Path) -> Desk:
    """A desk in the folder: the door, locks that hold nothing, our source, and a stub of uv that always succeeds."""
    place = folder / "会社 の フォルダー"
    (place / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "sonae", place / "sonae")
    for name in ("base", "test", "bench"):
        (place / "requirements" / f"{name}.txt").write_text("# nothing\n", encoding="utf-8")
    (place / "src").symlink_to(ROOT / "src")
    programs = folder / "programs"
    programs.mkdir()
    for name in ("sh", "sleep", "touch"):
        (programs / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    desk = Desk(place, programs, folder / "uv.log")
    desk.uv()
    return desk


def _text(content: bytes) -> str:
    return content.decode("utf-8")
