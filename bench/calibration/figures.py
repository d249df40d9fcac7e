"""The plots of the page, each with the table that holds the same data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bench.calibration.checks import (
    COST_ANSWERS,
    COST_EDGES,
    MOST_PREMIUM_ERROR,
    RECOVERY_ANSWERS,
    RECOVERY_EDGES,
    SERIOUS,
    binomial,
)
from bench.calibration.drawing import Axis, Mark, bars, millions, percent, rows, tick_millions
from bench.calibration.hospitals import BackTest, back_tests
from bench.calibration.observe import Observation, Sample, observe
from bench.calibration.population import ALIKE, Mix
from bench.calibration.premiums import premiums
from sonae_core.packs.snapshot import Pack

FIRMS = 240
BESIDE = 96
"""Firms in the populations of half and of twice the size."""
LARGE = 100.0
"""Employees from which a firm counts as one of the larger."""
COST_BINS = ("under 1 M yen", "1–5 M", "5–10 M", "10–50 M", "50–100 M", "100 M or more")
RECOVERY_BINS = ("under a week", "a week to a month", "1–2 months", "2 months or more", "still recovering")


@dataclass(frozen=True)
class Findings:
    """Everything the page shows."""

    pack: Pack

    @cached_property
    def seen(self) -> Observation:
        """Firms like those of the survey."""
        return observe(self.pack, FIRMS)

    @cached_property
    def smaller(self) -> Observation:
        """Firms half as large."""
        return observe(self.pack, BESIDE, Mix(median_employees=ALIKE.median_employees / 2))

    @cached_property
    def larger(self) -> Observation:
        """Firms twice as large."""
        return observe(self.pack, BESIDE, Mix(median_employees=ALIKE.median_employees * 2))

    @cached_property
    def cases(self) -> tuple[BackTest, ...]:
        """The hospitals."""
        return tuple(back_tests(self.pack))


@dataclass(frozen=True)
class Figure:
    """A plot, named as its file, and its table in Markdown."""

    name: str
    alternative: str
    svg: str
    table: str


def figures(found: Findings) -> Iterator[Figure]:
    """In the order of the page."""
    yield _hit_share(found)
    yield _event_mean(found)
    yield _cost_bins(found)
    yield _cost_medians(found)
    yield _recovery(found)
    yield _hospitals(found)
    yield _premiums(found)


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Markdown; columns of numbers stand to the right."""
    rule = "".join("|---:" if _numbers(column) else "|---" for column in zip(*body, strict=True)) + "|"
    return "\n".join([_line(head), rule, *map(_line, body)])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _numbers(column: Sequence[str]) -> bool:
    return all(not cell or cell.lstrip("*")[:1].isdigit() for cell in column)


def share(value: float) -> str:
    """A share with one decimal, for tables."""
    return f"{value * 100:.1f} %"


def _marks(head: str, marks: Sequence[Mark], write: Callable[[float], str]) -> str:
    body = [
        [mark.label, "published" if mark.published else "model", write(mark.value), _range(mark, write)]
        for mark in marks
    ]
    return table(("", "", head, "range"), body)


def _range(mark: Mark, write: Callable[[float], str]) -> str:
    return "" if mark.low is None or mark.high is None else f"{write(mark.low)} – {write(mark.high)}"


def _hit_share(found: Findings) -> Figure:
    point = found.pack.point
    hit, firms = point("ipa_2024_hit"), point("ipa_2024_firms")
    marks = [
        Mark("IPA survey 2024 (n = 4,191)", True, hit / firms, *binomial(hit, firms)),
        Mark("model, 20 employees in the middle", False, found.seen.hit_share),
        Mark("model, 10 employees in the middle", False, found.smaller.hit_share),
        Mark("model, 40 employees in the middle", False, found.larger.hit_share),
    ]
    title = "Firms with any event in a year"
    axis = Axis(0.0, 0.4, (0.0, 0.1, 0.2, 0.3, 0.4), percent, percent)
    what = "Published share of firms hit in a year, and the model's for three sizes of firms."
    svg = rows(title, what, marks, axis, (0.15, 0.30))
    return Figure("hit-share", title, svg, _marks("firms hit", marks, share))


def _event_mean(found: Findings) -> Figure:
    marks = [
        Mark("IPA survey 2024 (975 firms hit)", True, found.pack.point("ipa_2024_mean_loss")),
        Mark("model, all cost lines", False, found.seen.event_mean),
        Mark("model, without lost profit and own hours", False, found.seen.event_mean_spent),
        Mark("model, 10 employees in the middle", False, found.smaller.event_mean),
        Mark("model, 40 employees in the middle", False, found.larger.event_mean),
    ]
    title = "Mean cost of an event of any size"
    axis = Axis(0.2e6, 5e6, (0.2e6, 0.5e6, 1e6, 2e6, 5e6), millions, tick_millions, logarithmic=True)
    what = "Published mean loss of firms hit, and the model's mean per event, in yen."
    svg = rows(title, what, marks, axis, (0.4e6, 1.5e6))
    return Figure("event-mean", title, svg, _marks("yen", marks, millions))


def _cost_bins(found: Findings) -> Figure:
    counts = [found.pack.point(name) for name in COST_ANSWERS]
    title = "Cost of ransomware: investigation and recovery"
    sample = found.seen.victims.spent()
    return _binned("ransomware-cost", title, list(zip(COST_BINS, counts, _shares(sample, COST_EDGES), strict=True)))


def _recovery(found: Findings) -> Figure:
    counts = [found.pack.point(name) for name in RECOVERY_ANSWERS]
    shares = [*_shares(found.seen.victims.recovery(), RECOVERY_EDGES), 0.0]
    title = "Time to recover from ransomware"
    return _binned("recovery-time", title, list(zip(RECOVERY_BINS, counts, shares, strict=True)))


def _shares(sample: Sample, edges: Sequence[float]) -> list[float]:
    return [sample.share(low, high) for low, high in pairwise(edges)]


def _binned(name: str, title: str, bins: Sequence[tuple[str, float, float]]) -> Figure:
    answers = sum(count for _, count, _ in bins)
    marks = [(label, Mark(label, True, n / answers, *binomial(n, answers)), model) for label, n, model in bins]
    svg = bars(
        title, f"Shares of {answers:.0f} answers to the police survey of 2025, and of the model's events.", marks
    )
    body = [
        [label, f"{n:.0f} of {answers:.0f}", share(mark.value), _range(mark, share), _beside(mark, model)]
        for (label, mark, model), (_, n, _) in zip(marks, bins, strict=True)
    ]
    return Figure(name, title, svg, table(("", "answers", "published", "95 % interval", "model"), body))


def _beside(mark: Mark, model: float) -> str:
    """The model's share; in bold where it leaves the published interval."""
    inside = mark.low is not None and mark.high is not None and mark.low <= model <= mark.high
    return share(model) if inside else f"**{share(model)}**"


def _cost_medians(found: Findings) -> Figure:
    point, victims = found.pack.point, found.seen.victims
    marks = [
        Mark("police 2025, fitted median (n = 89)", True, point("npa_2025_cost_median")),
        _median("model, investigation and recovery", victims.spent()),
        _median("model, all lines, serious", victims.serious(SERIOUS)),
        _median("model, all lines, from 100 employees", victims.serious(SERIOUS, LARGE)),
        Mark("JNSA 2023, mean", True, point("jnsa_2023_ransomware_mean")),
        Mark("JNSA 2025, median (n = 21, all sizes)", True, point("jnsa_2025_ransomware_median")),
        Mark("JNSA 2025, mean (n = 21, all sizes)", True, point("jnsa_2025_ransomware_mean")),
    ]
    title = "Cost of ransomware: medians"
    axis = Axis(1e6, 300e6, (1e6, 3e6, 10e6, 30e6, 100e6, 300e6), millions, tick_millions, logarithmic=True)
    what = "Published medians and means, and the model's medians with 10 to 90 % ranges, in yen."
    svg = rows(title, what, marks, axis, (8e6, 25e6))
    return Figure("ransomware-median", title, svg, _marks("yen", marks, millions))


def _median(label: str, sample: Sample) -> Mark:
    return Mark(label, False, sample.quantile(0.5), sample.quantile(0.1), sample.quantile(0.9))


def _hospitals(found: Findings) -> Figure:
    marks, body = [], []
    for number, case in enumerate(found.cases, start=1):
        marks.append(Mark(f"case {number}, published total", True, case.published))
        marks.append(Mark(f"case {number}, model", False, case.median, case.low, case.high))
        body += [[f"case {number}: {lines}", millions(yen), millions(median), ""] for lines, yen, median in case.rows]
        told, median = millions(case.published), millions(case.median)
        body.append([f"case {number}: total", told, median, _range(marks[-1], millions)])
    title = "Two hospital cases, on the lines of their source"
    axis = Axis(10e6, 300e6, (10e6, 30e6, 100e6, 300e6), millions, tick_millions, logarithmic=True)
    svg = rows(title, "Published totals, and the model's medians with 10 to 90 % ranges, in yen.", marks, axis, None)
    return Figure("hospitals", title, svg, table(("", "published", "model, median", "10–90 %"), body))


def _premiums(found: Findings) -> Figure:
    marks, body = [], []
    for example, published, schedule in premiums(found.pack):
        label = f"{example.industry}, {example.plan}, sales {found.pack.point(example.sales) / 1e6:,.0f} M"
        marks.append(Mark(label, False, schedule / published))
        body.append([label, f"{published:,.0f}", f"{schedule:,.0f}", _ratio(schedule / published)])
    title = "Premium schedule ÷ published premium"
    axis = Axis(0.95, 1.05, (0.96, 0.98, 1.0, 1.02, 1.04), _ratio, lambda value: f"{value:.2f}")
    most = MOST_PREMIUM_ERROR
    what = "The schedule's premium as a multiple of each published premium."
    svg = rows(title, what, marks, axis, (1 - most, 1 + most))
    head = ("industry, plan, yearly sales", "published, yen", "schedule, yen", "ratio")
    return Figure("premiums", title, svg, table(head, body))


def _ratio(value: float) -> str:
    return f"{value:.3f}"
