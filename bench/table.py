"""One row of the table, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass

from bench.timing import Times

HEAD = (
    "| what | median s (min–max) | ratio to the peer | target | reached | error, or what was checked | peak MiB |\n"
    "|---|---|---|---|---|---|---|"
)
MICRO = 1e-4


@dataclass(frozen=True)
class Row:
    """What was measured; ``reached`` None where there is no target. ``memory`` in MiB."""

    what: str
    times: Times | None = None
    ratio: str = ""
    target: str = ""
    reached: bool | None = None
    error: str = ""
    memory: float | None = None


def line(row: Row) -> str:
    """The row as Markdown."""
    reached = {None: "", True: "yes", False: "**no**"}[row.reached]
    memory = "" if row.memory is None else f"{row.memory:.0f}" if row.memory >= 1 else "<1"
    cells = (row.what, _seconds(row.times), row.ratio, row.target, reached, row.error, memory)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def failed(what: str, error: BaseException) -> Row:
    """A contender that could not be run: shown, not hidden."""
    return Row(what, error=f"could not be run: {type(error).__name__}: {str(error)[:80]}")


def within(times: Times, seconds: float) -> dict[str, object]:
    """Target and whether the median keeps it, as fields of a row."""
    return {"target": f"≤ {seconds:g} s", "reached": times.median <= seconds}


def percent(found: float, reference: float) -> str:
    """A signed relative error."""
    return f"{(found / reference - 1) * 100:+.5f} %"


def _seconds(times: Times | None) -> str:
    if times is None:
        return ""
    return f"{_short(times.median)} ({_short(min(times.seconds))}–{_short(max(times.seconds))})"


def _short(seconds: float) -> str:
    return f"{seconds:.5f}" if seconds < 0.01 else f"{seconds:.4f}" if seconds < 0.1 else f"{seconds:.3f}"
