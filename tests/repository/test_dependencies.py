"""Everything we depend on is pinned by version and hash, agrees between the locks, and has its reason beside it."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.repository.checkout import ROOT

FOLDER = ROOT / "requirements"
NAMES = sorted(path.stem for path in FOLDER.glob("*.in"))
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)


def test_there_is_a_lock_for_each_list() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == NAMES
    assert {"base", "test", "bench"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_wanted_package_has_a_reason(name: str) -> None:
    wanted = [line for line in _read(f"{name}.in").splitlines() if re.match(r"[A-Za-z]", line)]
    assert wanted
    assert not [line for line in wanted if not re.search(r"\S\s+# \S", line)]


@pytest.mark.parametrize("name", NAMES)
def test_every_locked_package_has_hashes_and_nothing_else_is_in_a_lock(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", _read(f"{name}.txt").strip())
    for block in blocks:
        head, *hashes = block.splitlines()
        if head.startswith("--no-binary "):
            continue
        assert PIN.match(head), head
        assert hashes, f"{head} has no hash"
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes), head


@pytest.mark.parametrize("name", [name for name in NAMES if name != "base"])
def test_a_lock_agrees_with_the_base(name: str) -> None:
    base, other = _pins("base"), _pins(name)
    differing = {package for package in base.keys() & other.keys() if base[package] != other[package]}
    assert not differing


def test_every_python_gets_the_same_versions_of_what_we_calculate_with() -> None:
    for package in ("numpy", "scipy", "pydantic", "pyyaml", "jpholiday"):
        assert len(_pins("base")[package]) == 1


def test_the_package_asks_for_what_the_base_list_has() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[=<>!\[ ]", text)[0].lower() for text in project["dependencies"]}
    listed = {match[1].lower() for match in PIN.finditer(_read("base.in"))}
    assert asked == listed


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _pins(name: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for match in PIN.finditer(_read(f"{name}.txt")):
        pins.setdefault(match[1].lower().replace("_", "-"), set()).add(match[2])
    return pins
