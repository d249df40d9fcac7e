"""Links lead somewhere, decisions have their form, and what a document says a command prints is what it prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from sonae.cli.__main__ import available
from tests.repository.checkout import ROOT, files, shown

DOCUMENTS = [path for path in files() if path.suffix == ".md" and "src" not in path.relative_to(ROOT).parts]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
OUTPUT = re.compile(r"^<!-- output of: (?P<command>.+?) -->\n```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
OUTPUTS = [
    pytest.param(found["command"], found["text"], id=f"{shown(path)}:{found['command']}")
    for path in DOCUMENTS
    for found in OUTPUT.finditer(path.read_text(encoding="utf-8"))
    if set(re.findall(r"\./sonae ([a-z]+)", found["command"])) <= set(available())
]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_links_inside_the_checkout_lead_to_a_file(path: Path) -> None:
    dead = [target for target in _targets(path) if not (path.parent / target).exists()]
    assert not dead


def test_the_two_readmes_are_there_and_link_to_each_other() -> None:
    assert "(README.ja.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(README.md)" in (ROOT / "README.ja.md").read_text(encoding="utf-8")


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=shown)
def test_a_decision_has_context_decision_and_consequences_on_one_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {int(path.name[:4])}\. \S", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Status", "Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize(("command", "text"), OUTPUTS)
def test_an_output_in_a_document_is_what_the_command_prints(command: str, text: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=_desk(tmp_path), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(_pattern(text), done.stdout.rstrip("\n")), done.stdout


def test_an_ellipsis_line_stands_for_any_lines() -> None:
    assert re.fullmatch(_pattern("a.b\n…\nz\n"), "a.b\nanything\n\nz")
    assert not re.fullmatch(_pattern("a.b\n…\nz\n"), "axb\nanything\nz")


def _pattern(text: str) -> re.Pattern[str]:
    lines = text.rstrip("\n").split("\n")
    return re.compile("\n".join("(?:.*\n)*?.*" if line.strip() == "…" else re.escape(line) for line in lines))


def _desk(folder: Path) -> Path:
    """An empty folder in which ``./sonae`` works and the folders of the checkout can be named."""
    for entry in ROOT.iterdir():
        if entry.is_dir() and not entry.name.startswith("."):
            (folder / entry.name).symlink_to(entry)
    door = folder / "sonae"
    door.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}/src" exec "{sys.executable}" -P -m sonae.cli "$@"\n', encoding="utf-8"
    )
    door.chmod(0o755)
    return Path(os.path.realpath(folder))


def _targets(path: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = [one or other for one, other in LINK.findall(text)]
    elsewhere = re.compile(r"page:|\w+://")  # the pages that texts link to are held by tests/product/public
    return [unquote(link.partition("#")[0]) for link in found if link.partition("#")[0] and not elsewhere.match(link)]
