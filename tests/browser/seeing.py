"""What scores miss: looking at every piece of text as it is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SMALLEST = 12
"""CSS pixels."""

_LOOK = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def flaws(page: Any) -> list[str]:
    """Text that is too small, clipped, squeezed, outside the page, or an amount or date over two lines."""
    found = page.evaluate(_LOOK, SMALLEST)
    return [f"{kind}: {what}" for kind, each in found.items() for what in each]
