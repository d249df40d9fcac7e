"""Attack traffic in short: what each observed address receives, which is what may be compared over the years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sonae.web.facts import facts
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.statistics import stitches
from sonae_paper.text.numbers import spoken_count
from sonae_paper.text.series import Comparison, comparison, seconds_between

TOTAL, PER_ADDRESS = "nicter_published", "nicter_per_address"


@dataclass(frozen=True)
class Observed:
    """The newest year, beside the first one whose source was read."""

    wide: Chart
    narrow: Chart
    compared: Comparison
    years: int
    first: str
    last: str
    total: str
    every: int
    """Seconds between two packets at one address."""
    is_: str
    is_not: str
    source: str
    as_of: str


@lru_cache(maxsize=1)
def observed() -> Observed:
    """From the packs."""
    pack = facts()
    compared, series = comparison(pack, PER_ADDRESS), pack.series[TOTAL]
    total = pack.fact(str(series.points[str(compared.last_year)]))
    return Observed(
        wide=stitches(pack, PER_ADDRESS, prefix="nicter", width=540),
        narrow=stitches(pack, PER_ADDRESS, prefix="nicter-s", width=284),
        compared=compared,
        years=compared.last_year - compared.first_year,
        first=spoken_count(compared.first.point, "パケット"),
        last=spoken_count(compared.last.point, "パケット"),
        total=spoken_count(total.point, "パケット"),
        every=seconds_between(compared.last.point),
        is_=series.what_it_is,
        is_not=series.what_it_is_not,
        source=total.source.title if total.source else "",
        as_of=f"{total.as_of.year}年{total.as_of.month}月",
    )
