"""Parts of a whole in round figures that still add up: one step for all of them, by largest remainder."""

from __future__ import annotations

from collections.abc import Sequence


def shared_step(total: float, digits: int = 3) -> int:
    """The step, in yen, that shows the total with so many significant digits; 1 for small totals."""
    step: int = 10 ** max(len(str(round(abs(total)))) - digits, 0)
    return step


def in_step(
    parts: Sequence[float], step: int, *, total: int | None = None, most: Sequence[int] | None = None
) -> list[int]:
    """The parts (yen, not negative) in multiples of the step; their sum is the sum of the parts in that step.

    Each moves by less than one step, so that no part of 0 gains anything. ``total`` (a multiple of the step) is another
    sum to reach, if it can be; ``most`` says for each part above which it must not be rounded.
    """
    counts = [int(part // step) for part in parts]
    wanted = int(sum(parts) / step + 0.5) if total is None else total // step
    missing = wanted - sum(counts)
    rests = [part - step * count for part, count in zip(parts, counts, strict=True)]
    for index in sorted(range(len(parts)), key=lambda index: (-rests[index], index)):
        room = most is None or (counts[index] + 1) * step <= most[index]
        if missing > 0 and rests[index] > 0 and room:
            counts[index] += 1
            missing -= 1
    return [count * step for count in counts]


def split(paid: float, retained: float) -> tuple[int, int]:
    """What insurance pays and what stays, in the step of both together, as every paper and page says them."""
    step = shared_step(paid + retained)
    whole, shown = (in_step([part], step)[0] for part in (paid + retained, paid))
    return min(shown, whole), max(whole - shown, 0)
