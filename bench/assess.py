"""The whole answer for the example company, in process and after imports; packs are loaded before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from bench.memory import Job, alone, peak
from bench.table import Row, within
from bench.timing import side_by_side
from sonae_core.assessment.assess import assess
from sonae_core.assessment.example import example
from sonae_core.packs.loader import load
from sonae_core.quant.design import scores, strata
from sonae_core.values.document import parse_document

DAY = date(2026, 11, 24)
MOST_MEMORY = 250.0
_WHOLE = "assess, example company"


def answer(*, uncertain: bool, aggregate: bool) -> dict[str, Any]:
    """From the text of the example file to the answer as JSON values."""
    pack = load()
    text = example(pack)
    if not aggregate:
        text = "".join(row for row in text.splitlines(keepends=True) if "aggregate_limit" not in row)
    return assess(parse_document(text.encode(), "example"), pack=pack, seed=1, as_of=DAY, uncertain=uncertain).to_json()


def answer_afresh(*, uncertain: bool, aggregate: bool) -> dict[str, Any]:
    """The same for a company never seen: tables of draws that an earlier answer of the same seed left are emptied."""
    for table in (strata, scores):
        table.cache_clear()
    return answer(uncertain=uncertain, aggregate=aggregate)


def jobs() -> dict[str, Job]:
    """What ``bench.memory`` can run."""
    return {
        "plain": Job(partial(answer, uncertain=False, aggregate=False), load),
        "aggregate": Job(partial(answer, uncertain=False, aggregate=True), load),
        "band": Job(partial(answer, uncertain=True, aggregate=True), load),
        "process": Job(partial(answer, uncertain=True, aggregate=True), whole_process=True),
    }


def rows(rounds: int) -> Iterator[Row]:
    """Three depths of the answer, and the memory of the process."""
    found = jobs()
    depths = {
        "plain": (f"{_WHOLE}: no band, policy without a yearly limit", 0.15),
        "aggregate": (f"{_WHOLE}: no band, policy with a yearly limit", 0.25),
        "band": (f"{_WHOLE}: with band and ranking stability", 0.6),
    }
    work = {name: found[name].work for name in depths}
    work |= {f"{name} afresh": partial(answer_afresh, **found[name].work.keywords) for name in depths}
    times = side_by_side(work, rounds)
    for name, (what, seconds) in depths.items():
        first = alone("assess", name)
        told = f"{times[f'{name} afresh'].median:.3f} s with emptied tables of draws"
        if first is not None:
            told += f"; first call of a process {first.seconds:.3f} s"
        memory = None if first is None else first.mebibytes
        yield Row(what, times[name], error=told, memory=memory, **within(times[name], seconds))
    whole = peak("assess", "process")
    reached = None if whole is None else whole <= MOST_MEMORY
    yield Row(f"{_WHOLE}: peak of the process", target=f"≤ {MOST_MEMORY:g} MiB", reached=reached, memory=whole)
