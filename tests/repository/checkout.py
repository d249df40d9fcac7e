"""The files of this checkout, for the tests that look at the repository itself."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {"var", "build", "dist", "__pycache__"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is ours: what git tracks, or without git whatever is not hidden or made by tools."""
    if (ROOT / ".git").exists():
        try:
            listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            pass
        else:
            paths = [ROOT / name for name in listed.decode().split("\0") if name]
            return tuple(path for path in paths if path.is_file())
    return tuple(sorted(path for path in ROOT.rglob("*") if path.is_file() and _ours(path)))


def python_files(*folders: str) -> list[Path]:
    """Our Python files under the folders."""
    return [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


def templates() -> list[Path]:
    """Our pages."""
    return [path for path in files() if path.suffix == ".html" and "templates" in path.parts]


def shown(path: Path) -> str:
    """The path as people write it, from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()


def _ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return not any(part.startswith(".venv") or part in _NOT_OURS or part.endswith("_cache") for part in parts)
