"""The forms of the tools: asked by GET, so that an answer can be kept, sent and printed; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.http import QueryDict
from pydantic_core import PydanticCustomError

from sonae_core.values.reading import in_sentences
from sonae_core.values.spoken import spoken_decimal, spoken_whole
from sonae_core.values.spoken_days import spoken_day

UNKNOWN = "unknown"
MOST_SHOWN = 200
"""Letters of what was typed that are shown again."""
CHOOSE = "選んでください。わからなければ「わからない」を選べます。"
Read = TypeVar("Read")
Options = Sequence[tuple[str, str]]


@dataclass
class Field:
    """One question of a form, what was typed into it, and what is wrong with that."""

    id: str
    text: str
    typed: str = ""
    error: str = ""
    hint: str = ""
    unit: str = ""
    options: Options = ()
    understood: str = ""
    unsure: bool = False
    """Whether わからない is ticked."""

    @property
    def asked(self) -> Field:
        """As the summary of errors reads it."""
        return self


class Form:
    """What a query holds, question by question. Before anything was asked nothing is wrong."""

    def __init__(self, query: QueryDict, names: Mapping[str, str] | Sequence[str]) -> None:
        self.query = query
        self.filled = any(name in query for name in names)
        self.fields: dict[str, Field] = {}
        self.read: dict[str, int | None] = {}
        """The whole numbers as they were understood."""

    @property
    def errors(self) -> list[Field]:
        """What has to be mended, in the order of asking."""
        return [field for field in self.fields.values() if field.error]

    @property
    def is_answered(self) -> bool:
        """Whether all is there to answer with."""
        return self.filled and not self.errors

    def choice(self, name: str, text: str, options: Options, hint: str = "", *, optional: bool = False) -> str:
        """One of the options; empty where none was chosen."""
        field = self._field(name, text, hint=hint)
        field.options = options
        if optional and not field.typed:
            return ""
        if self.filled and field.typed not in dict(options):
            field.error, field.typed = CHOOSE if UNKNOWN in dict(options) else "選んでください。", ""
        return field.typed

    def whole(
        self, name: str, text: str, unit: str, *, low: int = 0, high: int, hint: str = "", optional: bool = False
    ) -> int | None:
        """A whole number as people type it: 「5億」, 「１２０万」."""
        field = self._field(name, text, hint=hint, unit=unit)
        found = self._read(field, lambda typed: spoken_whole(typed, low, high, unit), optional)
        self.read[name] = found
        return found

    def amount(
        self, name: str, text: str, unit: str, *, high: int, hint: str = "", optional: bool = False
    ) -> Decimal | None:
        """A number that may have decimals: 「0.5日」, 「80％」."""
        field = self._field(name, text, hint=hint, unit=unit)
        return self._read(field, lambda typed: spoken_decimal(typed, 0, high, unit), optional)

    def number_or_unknown(self, name: str, text: str, unit: str, *, high: int, hint: str = "") -> int | None:
        """A whole number, or None where わからない is ticked or written."""
        field = self._field(name, text, hint=hint, unit=unit)
        field.unsure = self.query.get(f"{name}-unknown") == UNKNOWN or field.typed in ("わからない", "不明", UNKNOWN)
        if field.unsure:
            field.typed = ""
            return None
        found = self._read(field, lambda typed: spoken_whole(typed, 0, high, unit), optional=False)
        if field.error and not field.typed:
            field.error = "入れてください。わからなければ「わからない」を選べます。"
        return found

    def day(self, name: str, text: str, today: date, hint: str = "") -> date | None:
        """A day, chosen (``name``) or written (``name-text``)."""
        field = self._field(name, text, hint=hint)
        written = self._field(f"{name}-text", "文字で書くとき")
        found = self._read(written, lambda typed: spoken_day(typed, today), optional=True)
        chosen = self._read(field, lambda typed: spoken_day(typed, today), optional=bool(written.typed))
        if found and chosen and found != chosen:
            field.error = "2つの日が違います。どちらかを消してください。"
        return found or chosen

    def _field(self, name: str, text: str, hint: str = "", unit: str = "") -> Field:
        field = Field(name, text, self.query.get(name, "").strip()[:MOST_SHOWN], hint=hint, unit=unit)
        self.fields[name] = field
        return field

    def _read(self, field: Field, read: Callable[[str], Read], optional: bool) -> Read | None:
        if not self.filled or (optional and not field.typed):
            return None
        if not field.typed:
            field.error = "入れてください。"
            return None
        try:
            return read(field.typed)
        except PydanticCustomError as error:
            field.error = in_sentences(error)
            return None
