"""When what the packs say has to be looked at again: everything that was read somewhere grows old.

A file with ``reviewed`` is due as a whole, ``review_after_months`` after that day. In other files each statement that
names a source is due that long after its ``as_of``. Whatever has a ``valid_to`` is due on the day after it. The term is
the file's own, else that of ``version.yaml``. An assumption does not grow old: what would replace it stands beside it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from sonae_core.packs.facts import Dated
from sonae_core.packs.findings import Finding, Place
from sonae_core.packs.law import Law
from sonae_core.packs.shelf import Shelf
from sonae_core.values.document import Path


@dataclass(frozen=True)
class Review:
    """One thing that has to be looked at again from ``due`` on."""

    file: str
    due: date
    finding: Finding
    """What ``packs check`` says from that day on."""


def reviews(shelf: Shelf, law: Law | None = None) -> tuple[Review, ...]:
    """Everything that will be due one day, the earliest first; nothing when the packs have no version."""
    if shelf.version is None:
        return ()
    months = shelf.version.review_after_months
    found = [*_of_files(shelf, months), *_of_items(shelf, months), *(_of_law(law, months) if law else ())]
    return tuple(sorted(found, key=lambda each: (each.due, each.file, each.finding.line or 0)))


def due_for_review(shelf: Shelf, today: date, law: Law | None = None) -> Iterator[Finding]:
    """What has to be looked at again on ``today``, file by file."""
    due = [each.finding for each in reviews(shelf, law) if each.due <= today]
    yield from sorted(due, key=lambda each: (each.file, each.line or 0))


def next_by_file(shelf: Shelf, law: Law | None = None) -> dict[str, date]:
    """Each file → the first day on which something in it is due; the earliest first."""
    first: dict[str, date] = {}
    for each in reviews(shelf, law):
        first.setdefault(each.file, each.due)
    return first


def _of_files(shelf: Shelf, months: int) -> Iterator[Review]:
    for name, (head, place) in shelf.heads.items():
        if head.reviewed is not None:
            term = head.review_after_months or months
            finding = place.finding(
                ("reviewed",),
                f"{term}か月前（{head.reviewed}）に見直したファイルです",
                "全体を今と比べ、reviewed の日付を進めてください",
                "review",
            )
            yield Review(name, months_later(head.reviewed, term), finding)


def _of_items(shelf: Shelf, months: int) -> Iterator[Review]:
    for items in shelf.shelves.values():
        for item in items.values():
            head = shelf.heads.get(item.place.document.name)
            for path, thing in _dated(item.value):
                if thing.valid_to is not None:
                    yield _review(item.place, path, "valid_to", _day_after(thing.valid_to), *_run_out(thing))
                if thing.source is not None and (head is None or head[0].reviewed is None):
                    term = (head and head[0].review_after_months) or months
                    yield _review(item.place, path, "as_of", months_later(thing.as_of, term), *_old(thing, term))


def _dated(value: Any, path: Path = ()) -> Iterator[tuple[Path, Dated]]:
    """Every statement of fact inside, however deep."""
    if isinstance(value, Dated):
        yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, BaseModel | tuple):
                yield from _dated(inner, (*path, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _dated(inner, (*path, index))


def _review(place: Place, path: Path, field: str, due: date, problem: str, remedy: str) -> Review:
    return Review(place.document.name, due, place.finding((*path, field), problem, remedy, "review"))


def _run_out(thing: Dated) -> tuple[str, str]:
    return f"期限の切れた事実です（{getattr(thing, 'id', '')}、{thing.valid_to}）", "新しい値に替えてください"


def _old(thing: Dated, months: int) -> tuple[str, str]:
    name = getattr(thing, "id", "")
    return f"{months}か月より古い事実です（{name}、{thing.as_of}）", "新しい版を確かめてください"


def _of_law(law: Law, months: int) -> Iterator[Review]:
    for name, statement in law.statements.items():
        if statement.source is not None and statement.valid_to is None:  # an earlier version of a rule stays as it was
            file, _, line = law.files[name].partition(":")
            finding = Finding(file, int(line), "as_of", *_old(statement, months), "review")
            yield Review(file, months_later(statement.as_of, months), finding)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def months_later(day: date, months: int) -> date:
    """The same day that many months later, or the last day of that month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
