"""Attack traffic in short: what was observed by year, and what each observed address receives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sonae.web.facts import facts
from sonae_core.packs.facts import Confidence, Fact
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.statistics import published
from sonae_paper.text.numbers import rounded, spoken_count

TOTAL, PER_ADDRESS = "nicter_published", "nicter_per_address"
FIRST_YEAR = "2014"
"""Where the comparison of the agency's page begins."""
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Observed:
    """Figures and drawings. ``unsure``: whether the comparison rests on a figure that was not read at its source."""

    wide: Chart
    narrow: Chart
    first: str
    last: str
    years: int
    total: str
    times: int
    each: str
    every: int
    """Seconds between two packets at one address."""
    unsure: bool
    is_: str
    is_not: str
    source: str


@lru_cache(maxsize=1)
def observed() -> Observed:
    """Of the newest year in the packs."""
    pack = facts()
    points = pack.series[PER_ADDRESS].points
    last = max(points)
    then, now = (pack.fact(str(points[year])) for year in (FIRST_YEAR, last))
    total = pack.fact(str(pack.series[TOTAL].points[last]))
    return Observed(
        wide=published(pack, TOTAL, prefix="nicter", width=540),
        narrow=published(pack, TOTAL, prefix="nicter-s", width=284),
        first=FIRST_YEAR,
        last=last,
        years=int(last) - int(FIRST_YEAR),
        total=spoken_count(total.point, "パケット"),
        times=rounded(now.point / then.point),
        each=spoken_count(rounded(now.point), "パケット"),
        every=rounded(_YEAR / now.point),
        unsure=_is_unsure(then) or _is_unsure(now),
        is_=pack.series[TOTAL].what_it_is,
        is_not=pack.series[TOTAL].what_it_is_not,
        source=total.source.title if total.source else "",
    )


def _is_unsure(fact: Fact) -> bool:
    return fact.confidence is Confidence.UNVERIFIED
