"""Reading the packs once: ``load`` for everybody, ``inspect`` for those who mend them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from sonae_core.packs.files import ROOT
from sonae_core.packs.findings import Finding
from sonae_core.packs.law import load_law
from sonae_core.packs.rules import check_all, usage
from sonae_core.packs.shelf import Shelf, read_shelf
from sonae_core.packs.snapshot import Pack
from sonae_core.values.errors import InputError

_SINGLE = ("premium", "parameters", "texts")


@dataclass(frozen=True)
class Inspection:
    """The packs as far as they could be read, and everything that is wrong with them."""

    pack: Pack | None
    """None when there are problems."""
    findings: tuple[Finding, ...]
    shelf: Shelf

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that keep the packs from being used."""
        return tuple(finding for finding in self.findings if finding.kind == "problem")


def load(root: Traversable = ROOT) -> Pack:
    """The packs below ``root``; InputError names file, line and remedy of the first problem.

    The shipped packs are read once; another folder is read each time, because somebody is working in it.
    """
    return _shipped() if root is ROOT else _sound(inspect(root))


@lru_cache(maxsize=1)
def _shipped() -> Pack:
    return _sound(inspect(ROOT))


def _sound(inspection: Inspection) -> Pack:
    if inspection.pack is not None:
        return inspection.pack
    first, *others = inspection.problems
    error = first.error()
    if not others:
        raise error
    more = f"（ほかに{len(others)}件。sonae packs check で見られます）"
    raise InputError(error.path, error.problem, error.remedy + more)


def inspect(root: Traversable = ROOT) -> Inspection:
    """Read everything and apply every rule; never raises for what the files hold."""
    shelf = read_shelf(root)
    findings = [*shelf.findings, *_missing(shelf), *check_all(shelf), *_law(root)]
    order = {"problem": 0, "unused": 1, "review": 2}
    findings.sort(key=lambda each: (order[each.kind], each.file, each.line or 0))
    sound = not any(finding.kind == "problem" for finding in findings)
    return Inspection(_pack(shelf) if sound else None, tuple(findings), shelf)


def _law(root: Traversable) -> list[Finding]:
    """The law family has its own loader; its first problem is reported here too."""
    if not (root / "law").is_dir():
        return []
    try:
        load_law.__wrapped__(root)  # not the cached one: the files may just have been mended
    except InputError as error:
        file, _, where = error.path.partition(": ")
        return [Finding(file, None, where, error.problem, error.remedy)]
    return []


def _missing(shelf: Shelf) -> list[Finding]:
    wanted = {"premium": "premium", "parameters": "model", "texts": "model"}
    return [
        Finding(f"{folder}/", None, "", f"{name} がありません", f"{folder} のファイルの1つに {name} を書いてください")
        for name, folder in wanted.items()
        if not shelf.of(name) and not any(finding.file.startswith(f"{folder}/") for finding in shelf.findings)
    ]


def _pack(shelf: Shelf) -> Pack:
    assert shelf.version is not None  # noqa: S101 - a missing version is a problem, and there are none
    families: dict[str, Any] = {
        name: MappingProxyType({key: item.value for key, item in shelf.of(name).items()})
        for name in ("facts", "scenarios", "lines", "questions", "measures", "products", "cases")
    }
    single = {name: shelf.of(name)[name].value for name in _SINGLE}
    return Pack(
        version=shelf.version.version,
        date=shelf.version.date,
        hash=shelf.digest,
        files=_files(shelf),
        used_by=MappingProxyType({name: tuple(places) for name, places in usage(shelf).items()}),
        **families,
        **single,
    )


def _files(shelf: Shelf) -> Mapping[str, str]:
    return MappingProxyType(
        {
            f"{name}:{key}": f"{item.place.document.name}:{item.place.document.line(item.place.path) or 1}"
            for name, items in shelf.shelves.items()
            for key, item in items.items()
        }
    )
