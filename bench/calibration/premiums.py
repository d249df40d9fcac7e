"""The premium schedule against the published table it was fitted to."""

from __future__ import annotations

from collections.abc import Iterator

from sonae_core.packs.premium import PremiumExample
from sonae_core.packs.snapshot import Pack
from sonae_core.premium.schedule import schedule_premium


def premiums(pack: Pack) -> Iterator[tuple[PremiumExample, float, float]]:
    """Each published example with its premium and the schedule's, yen a year."""
    schedule, point = pack.premium, pack.point
    for example in schedule.examples:
        yield (
            example,
            point(example.premium),
            schedule_premium(
                pack,
                industry=example.industry,
                sales=point(example.sales),
                limit=point(schedule.plans[example.plan].liability_limit),
                retention=point(schedule.reference_retention),
                sheet=point(schedule.sheet_reference),
            ),
        )
