"""Every identifier of the glossary exists, and no word stands twice."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "glossary.md"
ROWS = re.findall(r"^\| (?!日本語|-)(.+?) \| (.+?) \| `(.+?)` \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("identifier", [row[2] for row in ROWS])
def test_the_identifier_exists(identifier: str) -> None:
    try:
        importlib.import_module(identifier)
    except ModuleNotFoundError:
        module, _, name = identifier.rpartition(".")
        assert hasattr(importlib.import_module(module), name)


def test_no_word_stands_twice() -> None:
    for column in (0, 1):
        words = [row[column] for row in ROWS]
        assert len(words) == len(set(words)) > 30
