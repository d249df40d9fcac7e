"""What is wrong in the packs: one finding each, with file, line, problem and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sonae_core.values.document import Document, Path, field_path
from sonae_core.values.errors import InputError

Kind = Literal["problem", "unused", "review"]
"""``problem``: the packs cannot be used; ``unused``: a fact nothing rests on; ``review``: old, look again."""


@dataclass(frozen=True)
class Finding:
    """One finding."""

    file: str
    line: int | None
    where: str
    """The field, as people write it; empty for the whole file."""
    problem: str
    remedy: str
    kind: Kind = "problem"

    def error(self) -> InputError:
        """As the error a maintainer reads when loading."""
        at = f"（{self.line}行目）" if self.line else ""
        return InputError(
            f"{self.file}: {self.where}{at}" if self.where else f"{self.file}{at}", self.problem, self.remedy
        )

    def as_json(self) -> dict[str, Any]:
        """For ``packs check --json``."""
        return {
            "kind": self.kind,
            "file": self.file,
            "line": self.line,
            "where": self.where,
            "problem": self.problem,
            "remedy": self.remedy,
        }


@dataclass(frozen=True)
class Place:
    """Where something stands: a document, and the path to it."""

    document: Document
    path: Path = ()

    def finding(self, inside: Path, problem: str, remedy: str, kind: Kind = "problem") -> Finding:
        """A finding about a field inside."""
        path = (*self.path, *inside)
        return Finding(
            self.document.name, self.document.line(path), field_path(path) if path else "", problem, remedy, kind
        )


def sound(findings: Iterable[Finding]) -> None:
    """Raise the first problem, if there is one, and say how many more there are."""
    problems = [finding for finding in findings if finding.kind == "problem"]
    if not problems:
        return
    error = problems[0].error()
    if len(problems) == 1:
        raise error
    more = f"（ほかに{len(problems) - 1}件。sonae packs check で見られます）"
    raise InputError(error.path, error.problem, error.remedy + more)
