"""Any change of any file of the packs changes their hash."""

from __future__ import annotations

import pytest

from sonae_core.packs.loader import inspect
from tests.core.packs.conftest import Workshop


@pytest.mark.parametrize("file", ["costs/lines.yaml", "law/appi.yaml", "version.yaml", "statistics/npa.yaml"])
def test_a_comment_added_to_a_file_changes_the_hash(packs: Workshop, file: str) -> None:
    before = inspect(packs.root).shelf.digest
    packs.append(file, "# a comment\n")
    assert inspect(packs.root).shelf.digest != before


def test_a_renamed_file_changes_the_hash(packs: Workshop) -> None:
    before = inspect(packs.root).shelf.digest
    (packs.root / "statistics" / "npa.yaml").rename(packs.root / "statistics" / "police.yaml")
    assert inspect(packs.root).shelf.digest != before


def test_the_same_files_elsewhere_have_the_same_hash(packs: Workshop) -> None:
    assert inspect(packs.root).shelf.digest == inspect().shelf.digest
