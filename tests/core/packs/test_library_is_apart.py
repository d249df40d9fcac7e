"""A calculation reads no playbook, and the library no measure; each still knows what the other has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sonae_core.packs import load, loader
from sonae_core.packs.files import ROOT as FACTS
from sonae_core.packs.library import BOOK_SHELVES, BOOKS, load_library
from sonae_core.packs.shelf import FILES, READ_ELSEWHERE
from sonae_core.values.errors import InputError
from tests.core.packs.conftest import Workshop
from tests.repository.checkout import ROOT


def test_loading_the_facts_of_a_calculation_imports_no_playbook() -> None:
    code = (
        "import sys; from sonae_core.packs import load; load();"
        "print(*sorted(name for name in sys.modules if name.startswith('sonae_core.packs.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "sonae_core.packs.loader" in loaded
    apart = ("library", "playbooks", "duties", "glossary", "solicitation")
    assert not {f"sonae_core.packs.{name}" for name in apart} & set(loaded)


def test_the_loader_knows_the_shelves_of_the_library_without_it() -> None:
    assert loader._BOOK_SHELVES == BOOK_SHELVES


def test_every_folder_is_read_by_somebody() -> None:
    folders = {entry.name for entry in FACTS.iterdir() if entry.is_dir() and not entry.name.startswith(("_", "schema"))}
    assert folders == {*FILES, *BOOKS, "law", "postcodes"}  # the last is the table behind the form of requests
    assert {*BOOKS, "law"} == READ_ELSEWHERE


def test_the_library_is_read_once() -> None:
    assert load_library() is load_library()


def test_a_fault_among_the_measures_does_not_take_the_playbooks_away(packs: Workshop) -> None:
    packs.edit("measures/basic.yaml", "id: mfa_remote\n", "id: MFA\n")
    assert load_library(packs.root).playbook("ransomware").steps
    with pytest.raises(InputError):
        load(packs.root)


def test_a_playbook_for_a_scenario_nobody_has_is_found_by_the_check(packs: Workshop) -> None:
    packs.edit("playbooks/dos.yaml", "scenario: dos", "scenario: doss")
    assert {finding.file for finding in packs.findings()} == {"playbooks/dos.yaml", "threats/dos.yaml"}


def test_any_change_of_the_library_changes_the_hash_too(packs: Workshop) -> None:
    before = load(packs.root).hash
    packs.append("glossary/words.yaml", "# 一言\n")
    assert load(packs.root).hash != before


def test_a_file_in_a_folder_nobody_reads_is_named_with_those_that_are(packs: Workshop) -> None:
    (packs.root / "recipes").mkdir()
    (packs.root / "recipes" / "soup.yaml").write_text("facts: []\n", encoding="utf-8")
    assert "playbooks" in packs.only().remedy
