"""Whether a log is what was written: any edit, deletion, change of order or lost end is found.

A chain proves itself only up to its head. Whoever can write to the database could write a whole new chain; hence heads
that were written down elsewhere (``against``): the mails to the owners.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from sonae.audit.chain import COLUMNS, START, link
from sonae.audit.models import OPERATORS, Event, Head, RecordKey, WrittenHead

MOST_PROBLEMS = 20
CHUNK = 2000


class Fault(Enum):
    """What can be wrong."""

    GAP = "番号が続いていません（抜けているか、順番が変わっています）"
    CHANGED = "書いたときと違います"
    UNREADABLE = "読めません"
    END = "記録の終わりが、最後に書いた番号と合いません"
    HEAD = "書き留めた確認番号と合いません"
    ERASED = "消去の記録がないのに、鍵が消えています"


@dataclass(frozen=True)
class Problem:
    """A fault, and the number of the entry where it shows."""

    number: int
    fault: Fault


@dataclass(frozen=True)
class Verdict:
    """How many entries there are, the hash of the last, and what is wrong (the first twenty)."""

    count: int
    hash: str
    problems: tuple[Problem, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(agency_id: UUID | None, *, against: Iterable[tuple[int, str]] = ()) -> Verdict:
    """Follow a chain from its start; ``against``: number and hash of heads that were written down elsewhere.

    The scope holds the agency. Reads only; entries may be added meanwhile.
    """
    before = _head(agency_id)
    heads = [*against, *_written(agency_id), *([before] if before[0] else [])]
    walk = _Walk({number for number, _ in heads})
    for row in _rows(agency_id):
        walk.step(row)
    problems = [*walk.problems, *_heads(heads, walk, _head(agency_id)), *_erased(agency_id)]
    problems.sort(key=lambda problem: problem.number)
    return Verdict(walk.count, walk.hash, tuple(problems[:MOST_PROBLEMS]))


class _Walk:
    """From entry to entry, noting the hashes at the numbers that somebody wrote down."""

    def __init__(self, wanted: set[int]) -> None:
        self.wanted = wanted
        self.noted: dict[int, str] = {}
        self.count = self.number = 0
        self.hash = START
        self.problems: list[Problem] = []

    def step(self, row: tuple[Any, ...] | None) -> None:
        """One entry, or None where the database cannot give it."""
        if row is None:
            self.problems.append(Problem(self.number + 1, Fault.UNREADABLE))
            return
        *columns, kept = row
        number = columns[2]
        if number != self.number + 1:
            self.problems.append(Problem(self.number + 1, Fault.GAP))
        if _link(self.hash, columns) != kept:
            self.problems.append(Problem(self.number + 1, Fault.CHANGED))
        self.count += 1
        self.number = number if isinstance(number, int) else self.number + 1
        self.hash = kept if isinstance(kept, str) else ""
        if self.number in self.wanted:
            self.noted[self.number] = self.hash


def _link(before: str, columns: list[Any]) -> str:
    try:
        return link(before, tuple(columns))
    except (TypeError, ValueError):  # a value of a kind that nobody wrote
        return ""


def _rows(agency_id: UUID | None) -> Iterator[tuple[Any, ...] | None]:
    rows = Event.objects.filter(agency_id=agency_id).order_by("number", "id").values_list(*COLUMNS, "hash")
    found = iter(rows.iterator(chunk_size=CHUNK))
    while True:
        try:
            yield next(found)
        except StopIteration:
            return
        except Exception:  # whatever somebody put into the file of a database
            yield None
            return


def _head(agency_id: UUID | None) -> tuple[int, str]:
    found = Head.objects.filter(pk=agency_id or OPERATORS).values_list("number", "hash").first()
    return found or (0, START)


def _written(agency_id: UUID | None) -> list[tuple[int, str]]:
    return list(WrittenHead.objects.filter(agency_id=agency_id).values_list("number", "hash"))


def _heads(heads: Iterable[tuple[int, str]], walk: _Walk, after: tuple[int, str]) -> Iterator[Problem]:
    for number, kept in heads:
        if walk.noted.get(number) != kept:
            yield Problem(number, Fault.HEAD if number <= walk.number else Fault.END)
    if walk.number > after[0]:
        yield Problem(walk.number, Fault.END)


def _erased(agency_id: UUID | None) -> Iterator[Problem]:
    said = Event.objects.filter(agency_id=agency_id, what="audit.erased").values_list("kind", "record_id")
    told = set(said)
    for key in RecordKey.objects.filter(agency_id=agency_id, wrapped=b""):
        if (key.kind, key.record_id) not in told:
            first = key.events.order_by("number").values_list("number", flat=True).first()
            yield Problem(first or 0, Fault.ERASED)
