"""Strict reading of the files people write: YAML 1.2 core values or JSON, nothing that surprises.

YAML 1.1 readers turn ``no`` into false, ``12:30`` into 750 and leave ``1e6`` a text. Here ``yes``, ``on``, dates
and times stay text; numbers may use ``_`` and exponents and keep their decimal digits (``Decimal``), so that a
share of 0.9 is nine tenths. Aliases, anchors, tags, duplicate keys and deep nesting are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

import yaml

from sonae_core.values.errors import InputError

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NUMBER_LENGTH = 60

_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and halves of characters: neither in a file nor, as an escape, in a text."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9](_?[0-9])*")
_OTHER_BASES = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9](_?[0-9])*|[0-9](_?[0-9])*(\.([0-9](_?[0-9])*)?)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

_NO_CONTROLS = ("文字の中に使えない制御文字があります", "その文字（\\ で始まる記号）を消してください")

Path = tuple[str | int, ...]
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True)
class Document:
    """What a file holds, with the line (from 1) of each field where it is known."""

    name: str
    data: Any
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of the field, or of the nearest thing around it that is in the file."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None

    def placed(self, error: InputError) -> InputError:
        """The same error with the name of this file and the line, where its path is that of a field."""
        path = tuple(int(i) if i else name for name, i in _STEP.findall(error.path))
        if field_path(path) != error.path or not path or path[0] not in (self.data or {}):
            return error
        line = self.line(path)
        where = f"{self.name}: {error.path}" + (f"（{line}行目）" if line else "")
        return InputError(where, error.problem, error.remedy)


def field_path(path: Path) -> str:
    """``("scenarios", 0, "id")`` as people write it: ``scenarios[0].id``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text or "(全体)"


def parse_document(content: bytes, name: str) -> Document:
    """Read YAML or JSON; ``name`` is how errors call the file. Raises InputError, never anything else."""
    text = _decode(content, name)
    if text.lstrip()[:1] in ("{", "[") and (parsed := _json(text, name)) is not None:
        return parsed
    return _yaml(text, name)


def empty(name: str) -> InputError:
    """The error of a file that holds nothing."""
    return InputError(name, "中身がありません", "書き方は docs/reference/cli.md にあります")


def _decode(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        raise InputError(name, f"{MAX_BYTES // 1_000_000} MBを超えています", "1 MB以下のファイルにしてください")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            name,
            f"UTF-8ではない文字があります（{error.start + 1}バイト目）",
            "Shift-JISなどで保存されていれば、UTF-8で保存し直してください",
        ) from None
    if not text.strip():
        raise empty(name)
    if bad := _UNWRITABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise InputError(name, f"{line}行目に使えない制御文字があります", "その文字を消してください")
    return text


# --- JSON -----------------------------------------------------------------------------------------------------------


class _RefusedError(Exception):
    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def _json(text: str, name: str) -> Document | None:
    """The document if it is JSON, None if it is not (it may still be YAML in flow style)."""
    try:
        data = json.loads(
            text, parse_float=_json_number, parse_int=_json_number, parse_constant=Decimal, object_pairs_hook=_pairs
        )
    except _RefusedError as refused:
        raise InputError(name, refused.problem, refused.remedy) from None
    except RecursionError:
        raise InputError(name, "入れ子が深すぎます", f"{MAX_DEPTH}段までにしてください") from None
    except ValueError:
        return None
    _check_values(data, name)
    return Document(name, data)


def _json_number(text: str) -> int | Decimal:
    value = number(text)
    if value is None:
        raise _RefusedError(f"数として読めない値があります（{text[:20]}）", "桁数の少ない数にしてください")
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RefusedError(f"同じ項目「{key[:40]}」が2回あります", "どちらかを消してください")
        found[key] = value
    return found


def _check_values(data: Any, name: str) -> None:
    level = [data]
    for _ in range(MAX_DEPTH + 1):
        if any(_UNWRITABLE.search(item) for item in level if isinstance(item, str)):
            raise InputError(name, *_NO_CONTROLS)
        level = [child for item in level for child in _inside(item)]
        if not level:
            return
    raise InputError(name, "入れ子が深すぎます", f"{MAX_DEPTH}段までにしてください")


def _inside(item: Any) -> Iterable[Any]:
    """The values, and the keys, of a container."""
    return (*item, *item.values()) if isinstance(item, dict) else item if isinstance(item, list) else ()


# --- YAML -----------------------------------------------------------------------------------------------------------


def number(text: str) -> int | Decimal | None:
    """The number that a plain scalar spells (``1_000``, ``1e6``, ``.5``), or None if it spells none."""
    if len(text) > MAX_NUMBER_LENGTH:
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    return None


def scalar(text: str) -> Any:
    """The YAML 1.2 core value of a plain scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if _OTHER_BASES.fullmatch(text) and len(text) <= MAX_NUMBER_LENGTH:
        return int(text, 0)
    if (found := number(text)) is not None:
        return found
    if _NOT_FINITE.fullmatch(text):
        return Decimal(text.replace(".", "").lower())
    return text


class _Builder:
    """Builds values and the line of each field from parser events, without recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self.path: list[str | int] = []
        self.containers: list[Any] = []
        self.keys: list[Any] = []
        self.root: list[Any] = []

    def build(self, events: Iterator[Any]) -> Document:
        documents = 0
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(line, "文書が2つあります", "「---」で区切らず1つにしてください")
            elif isinstance(event, yaml.AliasEvent):
                self.refuse(line, "別名（*）は使えません", "値をそのまま書いてください")
            elif isinstance(event, yaml.NodeEvent):
                self.open(event, line)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.close()
        if not self.root:
            raise empty(self.name)
        return Document(self.name, self.root[0], self.lines)

    def refuse(self, line: int, problem: str, remedy: str) -> NoReturn:
        where = f"（{field_path(tuple(self.path))}）" if self.path else ""
        raise InputError(self.name, f"{line}行目{where}: {problem}", remedy)

    def open(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.refuse(line, "アンカー（&）は使えません", "値をそのまま書いてください")
        if event.tag is not None:
            self.refuse(line, "タグ（!）は使えません", "タグを消し、値だけを書いてください")
        if len(self.containers) >= MAX_DEPTH:
            self.refuse(line, "入れ子が深すぎます", f"{MAX_DEPTH}段までにしてください")
        if isinstance(event, yaml.ScalarEvent):
            if _UNWRITABLE.search(event.value):
                self.refuse(line, *_NO_CONTROLS)
            plain = event.implicit[0]
            self.add(scalar(event.value) if plain else event.value, line)
            return
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.add(container, line)
        self.containers.append(container)
        self.keys.append(None)

    def add(self, value: Any, line: int) -> None:
        if not self.containers:
            self.root.append(value)
            self.lines[()] = line
            return
        parent = self.containers[-1]
        if isinstance(parent, list):
            self.step(len(parent), value, line)
            parent.append(value)
        elif self.keys[-1] is None:
            self.key(parent, value, line)
        else:
            self.step(self.keys[-1], value, line)
            parent[self.keys[-1]] = value
            self.keys[-1] = None

    def key(self, parent: dict[str, Any], value: Any, line: int) -> None:
        if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
            self.refuse(line, "項目名が文字ではありません", "項目名は文字で書いてください")
        text = str(value)
        if text in parent:
            self.refuse(line, f"同じ項目「{text[:40]}」が2回あります", "どちらかを消してください")
        self.keys[-1] = text

    def step(self, part: str | int, value: Any, line: int) -> None:
        self.lines[(*self.path, part)] = line
        if isinstance(value, (dict, list)):
            self.path.append(part)

    def close(self) -> None:
        self.containers.pop()
        self.keys.pop()
        if self.path:
            self.path.pop()


def _yaml(text: str, name: str) -> Document:
    try:
        return _Builder(name).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(
            name, f"{line}行目がYAMLとして読めません", "字下げ（空白）、コロンのあとの空白、引用符を確かめてください"
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise InputError(name, "YAMLとして読めません", "書き方は docs/reference/cli.md にあります") from None
