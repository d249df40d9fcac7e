"""What a build machine makes less of under ``--all``: hundreds instead of thousands, each corpus dealt to the places.

``.ci/run`` sets SONAE_BRIEF=1, because all of it takes longer than a build should.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

Each = TypeVar("Each")
BRIEF = os.environ.get("SONAE_BRIEF") == "1"
HANDS = 3


def at_length(whole: int, brief: int) -> int:
    """How many this run makes."""
    return brief if BRIEF else whole


def dealt(corpus: Sequence[Each], place: str, *, brief: bool = BRIEF) -> Sequence[Each]:
    """What this run tries at a place of many: everything, or every third, so that all the places together meet all."""
    return corpus[crc32(place.encode()) % HANDS :: HANDS] if brief else corpus
