"""Whoever installs the package gets every source of a paper, every font and its licence."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch

from sonae_paper.documents.press import NAMES, ROOT
from tests.repository.checkout import ROOT as CHECKOUT
from tests.repository.checkout import files

PAPER = CHECKOUT / "src" / "sonae_paper"


def test_every_source_and_font_is_package_data() -> None:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["sonae_paper"]
    data = [path.relative_to(PAPER).as_posix() for path in files() if PAPER in path.parents and path.suffix != ".py"]
    assert len(data) > 10
    assert not [name for name in data if not any(fnmatch("/" + name, pattern) for pattern in patterns)]


def test_every_paper_has_its_source_and_imports_nothing_from_outside() -> None:
    for name in NAMES:
        text = (ROOT / name / f"{name}.typ").read_text(encoding="utf-8")
        imports = [line for line in text.splitlines() if line.lstrip("#").startswith("import")]
        assert imports
        assert all('"../house/' in line for line in imports)
        assert "eval(" not in text
        assert "@preview" not in text


def test_the_house_evaluates_no_text() -> None:
    for path in (ROOT / "house").glob("*.typ"):
        text = path.read_text(encoding="utf-8")
        assert "eval(" not in text
        assert "read(" not in text
