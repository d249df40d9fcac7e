"""Everything the packs hold, each thing with its place: read file by file, item by item, so that no finding is lost."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from sonae_core.packs import (
    cases,
    costs,
    guidelines,
    measures,
    model,
    premium,
    products,
    questions,
    statistics,
    threats,
)
from sonae_core.packs.findings import Finding, Place
from sonae_core.packs.shapes import FileHead
from sonae_core.values.document import Document, Path, field_path, parse_document
from sonae_core.values.errors import InputError
from sonae_core.values.reading import read

FILES: Mapping[str, type[FileHead]] = MappingProxyType(
    {
        threats.FAMILY: threats.ThreatFile,
        costs.FAMILY: costs.CostFile,
        questions.FAMILY: questions.QuestionFile,
        measures.FAMILY: measures.MeasureFile,
        guidelines.FAMILY: guidelines.GuidelineFile,
        products.FAMILY: products.CoverFile,
        premium.FAMILY: premium.PremiumFile,
        cases.FAMILY: cases.CaseFile,
        model.FAMILY: model.ModelFile,
        statistics.FAMILY: statistics.StatisticsFile,
    }
)
"""The families that calculations need, each a folder, and what a file of each may hold."""
READ_ELSEWHERE = frozenset(("law", "playbooks", "desks", "duties", "glossary", "solicitation"))
"""Families with a loader of their own (``law``, ``library``); they count for the hash only."""
VERSION_FILE, SOURCES_FILE = "version.yaml", "sources.yaml"

_SHELF_OF = {"scenario": "scenarios"}


@dataclass(frozen=True)
class Item:
    """One thing as read, and where it stands."""

    value: Any
    place: Place


@dataclass(frozen=True)
class Part(Document):
    """A part of a document that still knows the lines of the whole."""

    whole: Document | None = None
    prefix: Path = ()

    def line(self, path: Path) -> int | None:
        """The line in the file."""
        return self.whole.line((*self.prefix, *path)) if self.whole else None


@dataclass
class Shelf:
    """What was read, by family and id, and what was wrong with it."""

    findings: list[Finding] = field(default_factory=list)
    shelves: dict[str, dict[str, Item]] = field(default_factory=dict)
    """``facts``, ``scenarios``, ``lines``, … by id; ``premium``, ``parameters`` and ``texts`` under their own name."""
    sources: dict[str, tuple[model.SourceEntry, Place]] = field(default_factory=dict)
    used_sources: set[str] = field(default_factory=set)
    version: model.Version | None = None
    digest: str = ""
    unread: set[tuple[str, str]] = field(default_factory=set)
    """Family and id of things that are there but could not be read: not missing, so nobody is sent to look for them."""
    incomplete: bool = False
    """A whole file could not be read: what is missing may stand in it."""
    elsewhere: frozenset[str] = frozenset()
    """Shelves of families that were not asked for: what is missing there may well exist."""
    heads: dict[str, tuple[FileHead, Place]] = field(default_factory=dict)
    """By file: its title and when it was last looked through."""

    def of(self, name: str) -> dict[str, Item]:
        """One shelf; empty when nothing of it was found."""
        return self.shelves.get(name, {})

    def value(self, name: str, key: str) -> Any | None:
        """One thing, or None."""
        item = self.of(name).get(key)
        return item.value if item else None

    def missing(self, name: str, key: str) -> bool:
        """Whether it is surely not there: neither read nor possibly among what could not be read."""
        hidden = self.incomplete or name in self.elsewhere or (name, str(key)) in self.unread
        return key not in self.of(name) and not hidden

    @property
    def has_gaps(self) -> bool:
        """Whether something is there that could not be read."""
        return self.incomplete or bool(self.unread)


def read_shelf(
    root: Traversable, families: Mapping[str, type[FileHead]] = FILES, elsewhere: Iterable[str] = ()
) -> Shelf:
    """Read the files of ``families`` below ``root``; whatever cannot be read becomes a finding."""
    contents = dict(_yaml_files(root))
    shelf = Shelf(digest=_digest(contents), elsewhere=frozenset(elsewhere))
    _read_version(shelf, contents)
    _read_sources(shelf, contents)
    for name, content in contents.items():
        family, slash, _ = name.partition("/")
        if slash and family in families:
            if (document := _parsed(shelf, name, content)) is not None:
                _read_family_file(shelf, families[family], document)
        elif name not in (VERSION_FILE, SOURCES_FILE) and family not in {*FILES, *READ_ELSEWHERE}:
            remedy = f"次のフォルダーに入れてください: {'、'.join((*FILES, *sorted(READ_ELSEWHERE)))}"
            shelf.findings.append(Finding(name, None, "", "どこからも読まれないファイルです", remedy))
    return shelf


def _yaml_files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _yaml_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            yield prefix + entry.name, entry.read_bytes()


def _digest(contents: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents of all files, so that any change of any file changes it."""
    whole = hashlib.sha256()
    for name in sorted(contents):
        for part in (name.encode(), contents[name]):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def _parsed(shelf: Shelf, name: str, content: bytes) -> Document | None:
    try:
        document = parse_document(content, name)
    except InputError as error:
        line = re.match(r"([0-9]+)行目", error.problem)
        shelf.findings.append(Finding(name, int(line[1]) if line else None, "", error.problem, error.remedy))
        shelf.incomplete = True
        return None
    if isinstance(document.data, Mapping):
        return document
    shelf.findings.append(
        Finding(name, 1, "", "項目の並びではありません", "いちばん外側を「項目: 値」の形で書いてください")
    )
    return None


def _read_version(shelf: Shelf, contents: Mapping[str, bytes]) -> None:
    if VERSION_FILE not in contents:
        shelf.findings.append(
            Finding(
                VERSION_FILE, None, "", "ファイルがありません", "version、date、review_after_months を書いてください"
            )
        )
    elif (document := _parsed(shelf, VERSION_FILE, contents[VERSION_FILE])) is not None:
        shelf.version = _read_item(shelf, model.Version, Place(document), document.data)


def _read_sources(shelf: Shelf, contents: Mapping[str, bytes]) -> None:
    document = _parsed(shelf, SOURCES_FILE, contents[SOURCES_FILE]) if SOURCES_FILE in contents else None
    if document is None:
        return
    entries = document.data.get("sources")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        place = Place(document, ("sources", index))
        source = _read_item(shelf, model.SourceEntry, place, entry)
        if source is None:
            continue
        if source.id in shelf.sources:
            shelf.findings.append(place.finding(("id",), *_twice(source.id, shelf.sources[source.id][1])))
        shelf.sources[source.id] = (source, place)


@lru_cache(maxsize=32)
def _items(file_model: type[FileHead]) -> Mapping[str, tuple[type[BaseModel], bool]]:
    """Fields of a file that hold things with an id: what each is, and whether it is a list of them."""
    found: dict[str, tuple[type[BaseModel], bool]] = {}
    for name, info in file_model.model_fields.items():
        inner = [each for each in get_args(info.annotation) if isinstance(each, type) and issubclass(each, BaseModel)]
        if inner:
            found[name] = (inner[0], get_origin(info.annotation) is tuple)
    return MappingProxyType(found)


def _read_family_file(shelf: Shelf, file_model: type[FileHead], document: Document) -> None:
    items = _items(file_model)
    for key, value in document.data.items():
        place = Place(document, (key,))
        if key not in file_model.model_fields:
            shelf.findings.append(place.finding((), "知らない項目です", _known(key, file_model)))
        elif key in items and items[key][1]:
            if not isinstance(value, list):
                shelf.findings.append(place.finding((), "並びではありません", "「- 」で始まる並びで書いてください"))
                continue
            for index, entry in enumerate(value):
                _shelve(shelf, key, items[key][0], Place(document, (key, index)), entry)
        elif key in items:
            _shelve(shelf, key, items[key][0], place, value)
    _read_head(shelf, file_model, document)


def _read_head(shelf: Shelf, file_model: type[FileHead], document: Document) -> None:
    given = {key: value for key, value in document.data.items() if key in FileHead.model_fields}
    head: FileHead | None = _read_item(shelf, FileHead, Place(document), given)
    if head is None:
        return
    shelf.heads[document.name] = (head, Place(document))
    if head.reviewed is None and file_model.model_fields["reviewed"].is_required():
        remedy = "ファイルの全体を見直した日を reviewed に書いてください"
        shelf.findings.append(Finding(document.name, 1, "reviewed", "見直した日がありません", remedy))


def _shelve(shelf: Shelf, key: str, item_model: type[BaseModel], place: Place, data: Any) -> None:
    _name_sources(shelf, place, data)
    item, family = _read_item(shelf, item_model, place, data), _SHELF_OF.get(key, key)
    if item is None:
        shelf.unread.add((family, str(data.get("id", key)) if isinstance(data, Mapping) else key))
        return
    name = str(getattr(item, "id", key))
    shelf_of = shelf.shelves.setdefault(family, {})
    if name in shelf_of:
        shelf.findings.append(place.finding(("id",), *_twice(name, shelf_of[name].place)))
    else:
        shelf_of[name] = Item(item, place)


def _read_item(shelf: Shelf, item_model: type[Any], place: Place, data: Any) -> Any | None:
    try:
        return read(item_model, Part(place.document.name, data, {}, place.document, place.path))
    except InputError as error:
        shelf.findings.append(_from_error(error, place, data))
        return None


def _from_error(error: InputError, place: Place, data: Any) -> Finding:
    inside = re.fullmatch(r".*?: (.*?)(?:（([0-9]+)行目）)?", error.path)
    where = field_path(place.path) if place.path else ""
    if inside is not None and inside[1] != "(全体)":
        where += ("." if where else "") + inside[1]
    if isinstance(data, Mapping) and isinstance(data.get("id"), str):
        where += f"（{data['id']}）"
    line = int(inside[2]) if inside is not None and inside[2] else place.document.line(place.path)
    return Finding(place.document.name, line, where, error.problem, error.remedy)


def _name_sources(shelf: Shelf, place: Place, data: Any, path: Path = ()) -> None:
    """Put title and address wherever something names a source of ``sources.yaml`` by id."""
    if isinstance(data, list):
        for index, entry in enumerate(data):
            _name_sources(shelf, place, entry, (*path, index))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "source":
                data[key] = _source(shelf, place, (*path, key), value)
            elif key == "sources" and isinstance(value, list):
                data[key] = [_source(shelf, place, (*path, key, index), each) for index, each in enumerate(value)]
            elif isinstance(value, dict | list):
                _name_sources(shelf, place, value, (*path, key))


def _source(shelf: Shelf, place: Place, path: Path, given: Any) -> Any:
    if not isinstance(given, Mapping) or "id" not in given:
        return given
    name = str(given["id"])
    rest = {key: value for key, value in given.items() if key != "id"}
    if name not in shelf.sources:
        shelf.findings.append(
            place.finding(
                (*path, "id"),
                f"{SOURCES_FILE} にない出典です（{name}）",
                near(name, shelf.sources, "出典を書き足すか、"),
            )
        )
        return {"title": name, "url": None, **rest}
    shelf.used_sources.add(name)
    entry = shelf.sources[name][0]
    return {"title": entry.title, "url": entry.url, **rest}


def near(name: str, known: Mapping[str, Any], otherwise: str = "") -> str:
    """A remedy for a name that does not exist: the nearest that do."""
    found = get_close_matches(name, known, 3)
    return (
        f"{otherwise}「{'」「'.join(found)}」のことではありませんか"
        if found
        else f"{otherwise}つづりを確かめてください"
    )


def _known(key: str, file_model: type[FileHead]) -> str:
    return near(key, file_model.model_fields) + f"。使える項目: {'、'.join(file_model.model_fields)}"


def _twice(name: str, first: Place) -> tuple[str, str]:
    line = first.document.line((*first.path, "id"))
    return (
        f"同じid（{name}）が {first.document.name} の{line}行目にもあります",
        "どちらかを消すか、idを変えてください",
    )
