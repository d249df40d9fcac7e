"""Papers set from an answer, each time for another name, so that nothing the press remembers helps it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import count
from typing import Any

from bench.assess import answer
from bench.memory import Job, alone
from bench.table import Row, within
from bench.timing import side_by_side
from sonae_core.packs.loader import load
from sonae_paper.documents.papers import KINDS, paper
from sonae_paper.documents.press import Paper

MOST_MEMORY = 200.0
SECONDS = {"report": 1.0, "startbook": 1.5}
KILOBYTES = {"report": 400}
_names = count()


@cache
def _answer() -> dict[str, Any]:
    return answer(uncertain=True, aggregate=True)


def set_afresh(kind: str) -> Paper:
    """The paper for a company that has not been seen before."""
    found = dict(_answer())
    company = found["inputs"]["company"] | {"name": f"みほん{next(_names)}商店（架空）"}
    return paper(kind, found | {"inputs": found["inputs"] | {"company": company}}, load())


def jobs() -> dict[str, Job]:
    """What ``bench.memory`` can run; the answer is there before."""
    return {kind: Job(partial(set_afresh, kind), _answer) for kind in KINDS}


def rows(rounds: int) -> Iterator[Row]:
    """Every kind of paper: time, size, and the memory that the first one of a process adds."""
    times = side_by_side({kind: partial(set_afresh, kind) for kind in KINDS}, rounds)
    for kind, title in KINDS.items():
        made, first = set_afresh(kind), alone("papers", kind)
        size = len(made.pdf) / 1000
        told = f"{made.pages} pages, {size:.0f} kB"
        if first is not None:
            told += f"; first of a process {first.seconds:.3f} s"
        found = within(times[kind], SECONDS[kind]) if kind in SECONDS else {}
        if kind in KILOBYTES:
            found = {
                "target": f"{found['target']}, ≤ {KILOBYTES[kind]} kB",
                "reached": found["reached"] and size <= KILOBYTES[kind],
            }
        memory = None if first is None else first.mebibytes
        if memory is not None and memory > MOST_MEMORY:
            told += f"; more than {MOST_MEMORY:g} MiB"
        yield Row(f"paper {kind} ({title}), example company", times[kind], error=told, memory=memory, **found)
