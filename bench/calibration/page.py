"""Writes the tables and plots of docs/explanation/calibration.md; the words between them are written by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bench.calibration.checks import COST_ANSWERS, Check, premium_checks, survey_checks, victim_checks
from bench.calibration.drawing import millions
from bench.calibration.figures import Findings, figures, share, table
from bench.calibration.hospitals import NEAREST
from bench.calibration.observe import Observation
from sonae_core.packs import load
from sonae_core.packs.snapshot import Pack

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "calibration.md"
PLOTS = PAGE.with_suffix("")
BLOCK = re.compile(r"(<!-- calibration: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def write() -> int:
    """Makes page and plots anew from the packs as they are; 0 also where a range is missed: the page says so."""
    blocks, plots = made(load())
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), blocks), encoding="utf-8")
    PLOTS.mkdir(exist_ok=True)
    for name, svg in plots.items():
        (PLOTS / name).write_text(svg, encoding="utf-8")
    print(blocks["summary"])
    return 0


def made(pack: Pack) -> tuple[dict[str, str], dict[str, str]]:
    """The blocks of the page by name, and the plots by file name."""
    found = Findings(pack)
    blocks = {"summary": _summary(found), "sources": _sources(pack), "short": _short(found)}
    plots = {}
    for figure in figures(found):
        plots[f"{figure.name}.svg"] = figure.svg
        blocks[figure.name] = f"![{figure.alternative}](calibration/{figure.name}.svg)\n\n{figure.table}"
    return blocks, plots


def filled(text: str, blocks: dict[str, str]) -> str:
    """The page with each block in its place; KeyError for a place that no block belongs to."""
    return BLOCK.sub(lambda place: f"{place[1]}{blocks[place['name']]}\n{place[3]}", text)


# --- blocks ---------------------------------------------------------------------------------------------------------


def _summary(found: Findings) -> str:
    beside = [_by_id(found.pack, each) for each in (found.smaller, found.larger)]
    body = [
        [
            check.title,
            f"{_written(check, check.low)} – {_written(check, check.high)}",
            _written(check, check.value),
            *(_written(check, each[check.id].value) for each in beside),
            _met(check.met),
        ]
        for check in _by_id(found.pack, found.seen).values()
    ]
    for number, case in enumerate(found.cases, start=1):
        near = f"{millions(case.published / (1 + NEAREST))} – {millions(case.published / (1 - NEAREST))}"
        title = f"Hospital case {number}: median on the lines of its source"
        body.append([title, near, millions(case.median), "", "", _met(case.inside and abs(case.apart) <= NEAREST)])
    worst = max(premium_checks(found.pack), key=lambda check: abs(check.value))
    body.append(["Premium: largest error of a row", "0.0 % – 3.0 %", share(abs(worst.value)), "", "", _met(worst.met)])
    return table(("", "range asked", "model", "10 employees", "40 employees", "met"), body)


def _by_id(pack: Pack, seen: Observation) -> dict[str, Check]:
    return {check.id: check for check in (*survey_checks(seen), *victim_checks(pack, seen))}


def _written(check: Check, value: float) -> str:
    return share(value) if check.unit == "share" else millions(value)


def _met(met: bool) -> str:
    return "yes" if met else "**no**"


def _sources(pack: Pack) -> str:
    """What the sources say about the size of a loss, and about whom they speak."""
    ids = (
        ("Mean loss, all kinds of event", "ipa_2024_mean_loss", "small companies hit, 975 of 4,191"),
        ("Greatest loss, all kinds of event", "ipa_2024_max_loss", "the same"),
        ("Ransomware, 10 M yen or more, 2022", "npa_2022_over_10m", "victims who went to the police and answered"),
        ("Ransomware, 10 M yen or more, 2023", "npa_2023_over_10m", "the same, a year later"),
        ("Ransomware, 10 M yen or more, 2024", "npa_2024_over_10m", "the same, a year later"),
        ("Ransomware, fitted median, 2025", "npa_2025_cost_median", "the same, 89 answers to 226 reports"),
        ("Ransomware, mean, 2023", "jnsa_2023_ransomware_mean", "organisations of all sizes, asked by an association"),
        ("Ransomware, median, 2025", "jnsa_2025_ransomware_median", "the same, 21 answers, 31 % large companies"),
        ("Ransomware, mean, 2025", "jnsa_2025_ransomware_mean", "the same 21 answers"),
    )
    body = [[title, _fact(pack, name), pack.fact(name).confidence.value, who] for title, name, who in ids]
    return table(("", "figure", "grade", "who answered"), body)


def _fact(pack: Pack, name: str) -> str:
    fact = pack.fact(name)
    return share(fact.point) if fact.unit == "share" else millions(fact.point)


def _short(found: Findings) -> str:
    """Where the model and a published figure stay apart."""
    pack, victims = found.pack, found.seen.victims
    counts = [pack.point(name) for name in COST_ANSWERS]
    spent = victims.spent()
    rows: Sequence[tuple[str, float, float]] = (
        ("Ransomware under 1 M yen", counts[0] / sum(counts), spent.share(0.0, 1e6)),
        ("Ransomware of 100 M yen or more", counts[-1] / sum(counts), spent.share(100e6)),
        ("Events of 1 M yen or more", pack.point("ipa_2024_over_1m"), found.seen.over_million),
        ("Events that took 50 days or more", pack.point("ipa_2024_over_50_days"), found.seen.stopped_50_days),
    )
    body = [[title, share(published), share(model)] for title, published, model in rows]
    return table(("", "published", "model"), body)
