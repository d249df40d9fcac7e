"""Whoever installs the package gets every fact: the data patterns of pyproject.toml cover all of sonae_knowledge."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch

from tests.repository.checkout import ROOT, files

FACTS = ROOT / "src" / "sonae_knowledge"


def test_every_fact_file_is_package_data() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["sonae_knowledge"]
    data = [path.relative_to(FACTS).as_posix() for path in files() if FACTS in path.parents and path.suffix != ".py"]
    assert data, "there are no facts"
    assert not [name for name in data if not any(fnmatch("/" + name, pattern) for pattern in patterns)]
