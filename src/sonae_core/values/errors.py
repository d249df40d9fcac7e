"""Errors that tell what happened and how to mend it."""

from __future__ import annotations


class InputError(Exception):
    """One thing that is wrong in what was given: where, what, and how to mend it (Japanese, one line)."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path = path
        self.problem = " ".join(problem.split())
        self.remedy = " ".join(remedy.split())
        super().__init__(f"{path}: {self.problem}。{self.remedy}")


class MachineError(RuntimeError):
    """The machine lacks something (disk, permission, an optional part); the text says how to get it."""
