"""Published figures by year in words: the one comparison over the years that may be made."""

from __future__ import annotations

from dataclasses import dataclass

from sonae_core.packs.facts import Confidence, Fact
from sonae_core.packs.snapshot import Pack

SECONDS_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Comparison:
    """The first and the last figure of one series whose sources were read."""

    first_year: int
    first: Fact
    last_year: int
    last: Fact

    @property
    def times(self) -> str:
        """「4.5」."""
        return f"{self.last.point / self.first.point:.2g}"


def comparison(pack: Pack, name: str) -> Comparison:
    """Within one series, figures with an unread source left out; raises ValueError where fewer than two are left."""
    facts = {int(year): pack.fact(str(fact)) for year, fact in sorted(pack.series[name].points.items())}
    read = {year: fact for year, fact in facts.items() if fact.confidence is Confidence.VERIFIED}
    if len(read) < 2:
        raise ValueError(f"{name}: nothing to compare")
    first, last = min(read), max(read)
    return Comparison(first, read[first], last, read[last])


def seconds_between(a_year: float) -> int:
    """So many a year is one every so many seconds."""
    return round(SECONDS_A_YEAR / a_year)
