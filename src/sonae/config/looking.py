"""One thing that ``sonae doctor`` looked at."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Look:
    """What was found; ``remedy``: how to mend it, where it is wrong."""

    title: str
    good: bool
    found: str
    remedy: str = ""

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)
