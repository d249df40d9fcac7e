"""Parts of a whole in round figures that still add up: one step for all of them, by largest remainder."""

from __future__ import annotations

from collections.abc import Sequence


def shared_step(total: float, digits: int = 3) -> int:
    """The step, in yen, that shows the total with so many significant digits; 1 for small totals."""
    step: int = 10 ** max(len(str(round(abs(total)))) - digits, 0)
    return step


def in_step(parts: Sequence[float], step: int) -> list[int]:
    """The parts (yen, not negative) in multiples of the step; their sum is the sum of the parts in that step.

    Each moves by less than one step, so that no part of 0 gains anything.
    """
    whole = [int(part // step) for part in parts]
    missing = int(sum(parts) / step + 0.5) - sum(whole)
    rests = [part - step * count for part, count in zip(parts, whole, strict=True)]
    order = sorted(range(len(parts)), key=lambda index: (-rests[index], index))
    for index in order[: max(missing, 0)]:
        whole[index] += 1
    return [count * step for count in whole]
