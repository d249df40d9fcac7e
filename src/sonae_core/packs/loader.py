"""Reading the packs once: ``load`` for everybody, ``inspect`` for those who mend them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sonae_core.packs.files import ROOT
from sonae_core.packs.findings import Finding, sound
from sonae_core.packs.law import load_law
from sonae_core.packs.rules import check_all, usage
from sonae_core.packs.shelf import FILES, Shelf, read_shelf
from sonae_core.packs.snapshot import Pack
from sonae_core.values.errors import InputError

if TYPE_CHECKING:
    from sonae_core.packs.library import Library

_SINGLE = ("premium", "certificate", "parameters", "texts")
_MANY = (
    *("facts", "scenarios", "lines", "questions", "figures", "measures", "guidelines", "products", "cases"),
    *("published", "series", "rankings", "awards", "damage_models"),
    *("cover_kinds", "cover_lines", "cover_causes", "exclusions"),
)
_BOOK_SHELVES = ("playbooks", "helpers", "desks", "company_types", "duties", "terms", "sales_rules", "gift_values")
"""``library.BOOK_SHELVES``, here too so that a calculation need not import the library."""


@dataclass(frozen=True)
class Inspection:
    """The packs as far as they could be read, and everything that is wrong with them."""

    pack: Pack | None
    """None when there are problems."""
    library: Library | None
    """None when there are problems."""
    findings: tuple[Finding, ...]
    shelf: Shelf

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that keep the packs from being used."""
        return tuple(finding for finding in self.findings if finding.kind == "problem")


def load(root: Traversable = ROOT) -> Pack:
    """What calculations need of the packs below ``root``; InputError names the first problem of those files.

    The shipped packs are read once; another folder is read each time, because somebody is working in it. The library
    (playbooks, desks, duties, glossary) has its own ``library.load_library``.
    """
    return _shipped() if root is ROOT else _read(root)


@lru_cache(maxsize=1)
def _shipped() -> Pack:
    return _read(ROOT)


def _read(root: Traversable) -> Pack:
    shelf = read_shelf(root, FILES, _BOOK_SHELVES)
    sound(_sorted([*shelf.findings, *_missing(shelf), *check_all(shelf), *_law(root)]))
    return _pack(shelf)


def inspect(root: Traversable = ROOT) -> Inspection:
    """Read everything, also the library, and apply every rule; never raises for what the files hold."""
    from sonae_core.packs.library import BOOK_RULES, BOOKS, library_of

    shelf = read_shelf(root, {**FILES, **BOOKS})
    books = (finding for rule in BOOK_RULES for finding in rule(shelf))
    findings = _sorted([*shelf.findings, *_missing(shelf), *check_all(shelf), *books, *_law(root)])
    whole = not any(finding.kind == "problem" for finding in findings)
    return Inspection(_pack(shelf) if whole else None, library_of(shelf) if whole else None, tuple(findings), shelf)


def _sorted(findings: list[Finding]) -> list[Finding]:
    """Problems first, then by file and line."""
    order = {"problem": 0, "unused": 1, "review": 2}
    return sorted(findings, key=lambda each: (order[each.kind], each.file, each.line or 0))


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
    wanted = {"premium": "premium", "certificate": "cover", "parameters": "model", "texts": "model"}
    return [
        Finding(f"{folder}/", None, "", f"{name} がありません", f"{folder} のファイルの1つに {name} を書いてください")
        for name, folder in wanted.items()
        if not shelf.of(name) and not any(finding.file.startswith(f"{folder}/") for finding in shelf.findings)
    ]


def _pack(shelf: Shelf) -> Pack:
    assert shelf.version is not None  # noqa: S101 - a missing version is a problem, and there are none
    families: dict[str, Any] = {
        name: MappingProxyType({key: item.value for key, item in shelf.of(name).items()}) for name in _MANY
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
