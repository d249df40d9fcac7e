"""A breach in progress as people write it down (CASE.yaml): what happened, and the items of the report so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from sonae_core.law.answer import Adviser, Answer
from sonae_core.law.question import read_question
from sonae_core.packs.law import ReportItem
from sonae_core.values.document import Document
from sonae_core.values.errors import InputError
from sonae_core.values.reading import Name, Strict, Text, read, whole, wrong

MAX_TEXT = 2_000
_FIELDS = ("known", "triggers", "persons", "exempt", "entity")


def _number(value: Any) -> int:
    return whole(value, low=1, high=99)


class State(StrEnum):
    """How far an item of the report is."""

    WRITTEN = "written"
    CHECKING = "checking"
    MISSING = "missing"


class WrittenItem(Strict):
    """What is known of one item of the report; ``checking`` when it may still change."""

    number: Annotated[int, BeforeValidator(_number)]
    text: Annotated[Text, Field(max_length=MAX_TEXT)] | None = None
    checking: bool = False
    ask: Name | None = None
    """Who can say what is missing."""


class CaseFile(Strict):
    """CASE.yaml. ``breach`` is the question of ``sonae deadline``."""

    company: Name | None = None
    case: Name | None = None
    by: Name | None = None
    report: Literal["preliminary", "final"] = "preliminary"
    breach: Mapping[str, Any]
    items: tuple[WrittenItem, ...] = ()

    @model_validator(mode="after")
    def _each_item_once(self) -> CaseFile:
        numbers = [item.number for item in self.items]
        if len(set(numbers)) < len(numbers):
            twice = next(number for number in numbers if numbers.count(number) > 1)
            raise wrong(f"項目{twice}が2回あります", "1つにまとめてください")
        return self


@dataclass(frozen=True)
class DraftItem:
    """One item of the report with what stands in it."""

    item: ReportItem
    state: State
    text: str
    ask: str


@dataclass(frozen=True)
class Draft:
    """The report so far: when it is due, and each of its items."""

    file: CaseFile
    answer: Answer
    items: tuple[DraftItem, ...]

    @property
    def missing(self) -> tuple[DraftItem, ...]:
        """The items that are not written, or still being looked into."""
        return tuple(item for item in self.items if item.state is not State.WRITTEN)

    def to_json(self) -> dict[str, Any]:
        """As docs/reference/cli.md describes it."""
        return {
            "company": self.file.company,
            "case": self.file.case,
            "by": self.file.by,
            "report": self.file.report,
            "deadline": self.answer.as_json(),
            "items": [
                {
                    "number": each.item.number,
                    "title": each.item.title,
                    "fill": each.item.fill,
                    "to_persons": each.item.to_persons,
                    "state": each.state.value,
                    "text": each.text or None,
                    "ask": each.ask or None,
                }
                for each in self.items
            ],
            "missing": [each.item.number for each in self.missing],
        }


def draft(document: Document, adviser: Adviser) -> Draft:
    """The draft that a CASE.yaml makes. Raises InputError naming file, field and remedy."""
    file = read(CaseFile, document)
    names = {field: f"breach.{field}" for field in _FIELDS}
    try:
        answer = adviser.answer(read_question(dict(file.breach), adviser.law, names), names["known"])
    except InputError as error:
        raise document.placed(error) from None
    asked = {item.number: item for item in answer.regime.items.items}
    for index, item in enumerate(file.items):
        if item.number not in asked:
            numbers = f"{min(asked)}から{max(asked)}"
            raise document.placed(
                InputError(f"items[{index}].number", f"項目{item.number}はありません", f"{numbers}の番号にしてください")
            )
    written = {item.number: item for item in file.items}
    return Draft(file, answer, tuple(_drafted(item, written.get(item.number)) for item in asked.values()))


def _drafted(item: ReportItem, written: WrittenItem | None) -> DraftItem:
    text = (written.text or "").strip() if written is not None else ""
    state = State.MISSING if not text else State.CHECKING if written and written.checking else State.WRITTEN
    return DraftItem(item, state, text, (written.ask or "") if written is not None else "")
