"""What every paper about one assessment shares: each figure worded once, in the words of ``sonae_paper.text``.

A paper never calculates or words a figure. An amount comes as ``Figure``: ``v`` for lengths, ``t`` for words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sonae_core.packs.snapshot import Pack
from sonae_paper.documents.phrases import phrases
from sonae_paper.text import sentences
from sonae_paper.text.dates import letter_date, short_date, weekday_date
from sonae_paper.text.names import one_line
from sonae_paper.text.numbers import (
    about_yen,
    companies_of,
    exact_yen,
    out_of_companies,
    percent,
    spoken_yen,
)
from sonae_paper.text.parts import in_step, shared_step

Json = Mapping[str, Any]
Phrases = tuple[str, ...]

NAMELESS = "貴社"
ROWS_OF = 1_000
"""Companies that chances in a table are told of: 9 of 100 and 9 of 1,000 in one column would be misread."""


@dataclass(frozen=True)
class Figure:
    """An amount: yen for lengths, and the words that stand on the page."""

    v: int
    t: str


@dataclass(frozen=True)
class Day:
    """A day: with its year, and short where the year is plain; ``year`` where it is not that of the paper."""

    t: str
    s: str
    year: str = ""


@dataclass(frozen=True)
class Company:
    """The company the paper is about."""

    name: str
    to: str
    """As a letter addresses it."""
    facts: str
    """「製造業、28人、売上高5億円」."""


@dataclass(frozen=True)
class Issue:
    """What identifies the calculation a paper rests on."""

    date: Day
    letter: str
    """The day as letters write it, with the era."""
    basis: str


@dataclass(frozen=True)
class Loss:
    """What a serious event costs, in the words of the answer."""

    headline: Phrases
    figure: str
    spread: Phrases
    band: Phrases
    threshold: str
    serious: Phrases
    """What the headline is about, for beside it."""
    small: str


@dataclass(frozen=True)
class Chance:
    """How many companies have a serious event in a year. ``count`` is None where it is fewer than one in 1,000."""

    t: str
    count: int | None
    of: int


@dataclass(frozen=True)
class CostLine:
    """One row of the breakdown, to the yen."""

    name: Phrases
    gross: Figure
    paid: Figure
    kept: Figure


@dataclass(frozen=True)
class Breakdown:
    """The middle event in its cost lines; ``insured`` when anything is paid. Parts add up to the total."""

    insured: bool
    total: Figure
    paid: Figure
    kept: Figure
    share: str
    lines: tuple[CostLine, ...]
    exact_total: str
    exact_paid: str
    exact_kept: str


@dataclass(frozen=True)
class Threat:
    """One kind of event and how often it happens."""

    title: Phrases
    any: str
    serious: str


def dated(day: date, today: date | None = None) -> Day:
    """The day in words; ``today`` is the day of the paper."""
    year = "" if today is None or day.year == today.year else f"{day.year}年"
    return Day(weekday_date(day), short_date(day), year)


def company(answer: Json, pack: Pack) -> Company:
    """Name and size of the company, as it said them."""
    given = answer["inputs"]["company"]
    industry = next(
        (option.label for option in pack.questions["industry"].options if option.id == given["industry"]), ""
    )
    industry = industry.partition("（")[0] or given["industry"]
    facts = f"{industry}、{given['employees']:,}人、売上高{spoken_yen(given['sales'])}"
    name = one_line(str(given.get("name") or ""))
    return Company(name or NAMELESS, f"{name} 御中" if name else NAMELESS, facts)


def issue(answer: Json) -> Issue:
    """Day, packs, engine and seed."""
    day = date.fromisoformat(answer["as_of"])
    pack = answer["pack"]
    basis = f"事実集 {pack['version']}（{pack['hash'][:12]}）、計算 {answer['engine']}、種 {answer['seed']}"
    return Issue(dated(day), letter_date(day), basis)


def loss(answer: Json) -> Loss:
    """The headline with its ranges."""
    event = answer["event"]
    figure = about_yen(event["median"])
    return Loss(
        headline=phrases(f"大きな事故が起きたら、費用と損失は{figure}。"),
        figure=figure,
        spread=phrases(sentences.many_cost(event)),
        band=() if answer["band"] is None else phrases(sentences.band(answer["band"])),
        threshold=sentences.threshold(event),
        serious=phrases(
            f"大きな事故（{about_yen(event['threshold']).removeprefix('約')}以上かかるもの）が1件起きたときのまん中の額"
        ),
        small=sentences.small(event),
    )


def chance(answer: Json) -> Chance:
    """The yearly chance of a serious event."""
    probability = answer["frequency"]["serious"]
    count, of = companies_of(probability)
    return Chance(out_of_companies(probability), count, of)


def breakdown(answer: Json) -> Breakdown | None:
    """The cost lines from the largest down; None when no event is serious."""
    given = sorted(answer["event"]["lines"], key=lambda line: -line["gross"])
    if not given:
        return None
    gross, paid = (sum(line[key] for line in given) for key in ("gross", "paid"))
    kept = gross - paid
    step = shared_step(gross)
    total = in_step([gross], step)[0]
    shown = min(in_step([paid], step)[0], total)
    return Breakdown(
        insured=paid > 0,
        total=Figure(gross, spoken_yen(total)),
        paid=Figure(paid, spoken_yen(shown)),
        kept=Figure(kept, spoken_yen(total - shown)),
        share=percent(paid / gross) if gross else "0%",
        lines=tuple(_line(line) for line in given),
        exact_total=exact_yen(gross),
        exact_paid=exact_yen(paid),
        exact_kept=exact_yen(kept),
    )


def _line(line: Json) -> CostLine:
    gross, paid, kept = (Figure(line[key], exact_yen(line[key])) for key in ("gross", "paid", "retained"))
    return CostLine(phrases(line["title"]), gross, paid, kept)


def threats(answer: Json) -> tuple[Threat, ...]:
    """The kinds of events, the most frequent serious ones first."""
    ordered = sorted(answer["frequency"]["scenarios"], key=lambda each: -each["serious"])
    return tuple(
        Threat(phrases(each["title"]), *(out_of_companies(each[key], ROWS_OF) for key in ("probability", "serious")))
        for each in ordered
    )


def plain(value: Any) -> dict[str, Any]:
    """A view as the mapping that the press takes."""
    return asdict(value)
