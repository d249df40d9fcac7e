"""Two results side by side: what went in differently, what came out differently, and through which parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae.assessments.models import Run
from sonae.assessments.variation import Change, differences
from sonae_core.packs.snapshot import Pack
from sonae_paper.text.dates import plain_date
from sonae_paper.text.facts import quantity
from sonae_paper.text.numbers import about_yen, out_of_companies, yen_range
from sonae_paper.text.sentences import premium_range

Json = Mapping[str, Any]
Part = dict[str, Any]

MOST_MOVED = 6


def comparison(before: Run, after: Run, pack: Pack) -> Part:
    """Everything the page shows; ``before`` is to the left."""
    old, new = before.result, after.result
    return {
        "inputs": differences(before.inputs, after.inputs, pack),
        "figures": _figures(old, new),
        "lines": _moved_lines(old, new),
        "scenarios": _moved_scenarios(old, new),
        "joined": _titles(new, old),
        "left": _titles(old, new),
        "basis": _basis(before, after),
        "facts": _facts(old, new),
    }


def _figures(old: Json, new: Json) -> list[Change]:
    rows = [
        ("大きな事故1回の金額", *(about_yen(each["event"]["median"]) for each in (old, new))),
        ("多くの事故の範囲", *(yen_range(each["event"]["p10"], each["event"]["p90"]) for each in (old, new))),
        ("1年に大きな事故に遭う会社", *(out_of_companies(each["frequency"]["serious"]) for each in (old, new))),
        ("1年の損害の平均", *(about_yen(each["year"]["gross"]["mean"]) for each in (old, new))),
        ("うち保険から", *(about_yen(each["year"]["paid"]["mean"]) for each in (old, new))),
        ("うち自社に残る額", *(about_yen(each["year"]["retained"]["mean"]) for each in (old, new))),
        (
            "100年に1度の年に自社に残る額",
            *(about_yen(each["year"]["retained"]["quantiles"]["0.99"]) for each in (old, new)),
        ),
        ("手元で払える額を超える会社", *(_above(each) for each in (old, new))),
        ("保険料の目安（年）", *(_premium(each) for each in (old, new))),
        ("選んだ対策", *(f"{len(each['measures']['chosen'])}件" for each in (old, new))),
    ]
    return [(row[0], row[1], row[2]) for row in rows]


def _above(answer: Json) -> str:
    chance = answer["chances"]["retained_above_cash"]
    return "—" if chance is None else out_of_companies(chance)


def _premium(answer: Json) -> str:
    """Of the policy that is calculated with; none without one."""
    plan = next((each for each in answer["plans"] if each["id"] == "own"), None)
    return "—" if plan is None or plan["premium"] is None else premium_range(plan["premium"])


def _moved_lines(old: Json, new: Json) -> list[Change]:
    """The cost lines of the middling event that moved most, in yen."""
    a, b = ({line["id"]: line for line in each["event"]["lines"]} for each in (old, new))
    found = []
    for name in {**a, **b}:
        before, after = (each[name]["gross"] if name in each else 0 for each in (a, b))
        if before != after:
            title = (b.get(name) or a[name])["title"]
            found.append((abs(after - before), (title, about_yen(before), about_yen(after))))
    ordered = sorted(found, key=lambda row: -row[0])
    return [row for _, row in ordered[:MOST_MOVED] if row[1] != row[2]]


def _moved_scenarios(old: Json, new: Json) -> list[Change]:
    """The kinds of serious events that became more or less frequent, those that moved most first."""
    a, b = ({each["id"]: each for each in answer["frequency"]["scenarios"]} for answer in (old, new))
    both = [name for name in a if name in b]
    ordered = sorted(both, key=lambda name: -abs(a[name]["serious"] - b[name]["serious"]))
    rows = [
        (b[name]["title"], out_of_companies(a[name]["serious"], 1000), out_of_companies(b[name]["serious"], 1000))
        for name in ordered
    ]
    return [row for row in rows if row[1] != row[2]][:MOST_MOVED]


def _titles(here: Json, there: Json) -> list[str]:
    """Measures chosen here and not there."""
    known = {step["id"] for step in there["measures"]["chosen"]}
    return [step["title"] for step in here["measures"]["chosen"] if step["id"] not in known]


def _basis(before: Run, after: Run) -> Part:
    """Packs, engine, seed and day: which are the same, and how the others differ."""
    packs = [f"{run.pack_version}（{run.pack_hash[:8]}）" for run in (before, after)]
    rows = [
        ("事実集", packs[0], packs[1]),
        ("計算の版", before.engine, after.engine),
        ("乱数の種", str(before.seed), str(after.seed)),
        ("計算した日", plain_date(before.as_of), plain_date(after.as_of)),
    ]
    return {"same": [row[0] for row in rows if row[1] == row[2]], "other": [row for row in rows if row[1] != row[2]]}


def _facts(old: Json, new: Json) -> list[Change]:
    """Facts whose value differs between the two: corrected in the packs since, or the company's own value."""
    a, b = ({each["id"]: each for each in answer["sources"]} for answer in (old, new))
    rows = [(b[name]["title"], quantity(a[name]), quantity(b[name])) for name in a if name in b]
    return [row for row in rows if row[1] != row[2]][:20]
