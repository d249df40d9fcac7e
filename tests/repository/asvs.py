"""docs/reference/asvs.csv, read; ``python -m tests.repository.asvs`` prints how many rows have which decision.

Ids and levels are those of the OWASP Application Security Verification Standard 5.0.0; every word is ours.
"""

from __future__ import annotations

import ast
import csv
from functools import cache
from typing import NamedTuple

from tests.repository.checkout import ROOT

TABLE = ROOT / "docs" / "reference" / "asvs.csv"
DECISIONS = ("holds", "partly", "later", "not_applicable")
CHAPTERS = {
    1: ("encoding", 8, 19), 2: ("input and procedures", 4, 7), 3: ("browser", 8, 11), 4: ("web service", 2, 8),
    5: ("files", 4, 5), 6: ("signing in", 13, 22), 7: ("sessions", 6, 12), 8: ("permissions", 4, 3),
    9: ("signed tokens", 4, 3), 10: ("OAuth and OIDC", 5, 24), 11: ("cryptography", 3, 11), 12: ("connections", 3, 6),
    13: ("configuration", 1, 12), 14: ("data", 2, 7), 15: ("source and packages", 3, 10),
    16: ("logs and errors", 0, 16), 17: ("WebRTC", 0, 7),
}  # fmt: skip
"""Chapter of the standard → what we call it, how many rows it has at level 1 and at level 2."""


class Row(NamedTuple):
    """One row. ``where``, ``test`` and ``reason`` may be empty; ``test`` holds node ids with spaces between."""

    id: str
    level: int
    topic: str
    decision: str
    where: str
    test: str
    reason: str

    @property
    def place(self) -> tuple[int, ...]:
        """Chapter, section, number."""
        return tuple(int(part) for part in self.id.split("."))


@cache
def rows() -> tuple[Row, ...]:
    """The table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(Row(**{**row, "level": int(row["level"])}) for row in csv.DictReader(file, strict=True))


@cache
def names_in(path: str) -> frozenset[str]:
    """Names of the tests of a file; none where there is no such file."""
    place = ROOT / path
    if not place.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(place.read_text(encoding="utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test"))


def missing_tests(row: Row) -> list[str]:
    """Node ids of the row that name no test."""
    parts = [(node, *node.partition("::")[::2]) for node in row.test.split()]
    return [node for node, path, name in parts if name not in names_in(path)]


def counted(found: tuple[Row, ...] | None = None) -> str:
    """The counts as a table for people."""
    lines = ["| | holds | partly | later | not applicable | rows |", "|---|---|---|---|---|---|"]
    everything = rows() if found is None else found
    for number, (title, *_) in CHAPTERS.items():
        lines.append(_line(f"{number} {title}", [row for row in everything if row.place[0] == number]))
    for level, title in ((1, "level 1"), (2, "level 2"), (3, "level 3, chosen ones")):
        lines.append(_line(title, [row for row in everything if row.level == level]))
    return "\n".join([*lines, _line("**all**", list(everything))])


def _line(title: str, some: list[Row]) -> str:
    counts = [sum(1 for row in some if row.decision == decision) for decision in DECISIONS]
    return f"| {title} | {' | '.join(map(str, counts))} | {len(some)} |"


if __name__ == "__main__":
    print(counted())  # noqa: T201
