"""Whether text can be read on a colour: the contrast of WCAG 2, between 1 and 21."""

from __future__ import annotations

import re

WHITE, DARK = "#ffffff", "#18222a"
"""What text is written in on a coloured ground: the paper and the ink of the look."""
LEAST = 4.5
"""Of ordinary text."""
_HEX = re.compile(r"#[0-9a-f]{6}")
_DARK_END = 0.04045


def is_colour(text: str) -> bool:
    """Whether it is written as 「#165e83」."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Of two colours, whichever is lighter."""
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(ground: str) -> str:
    """White or dark, whichever is read more easily on it."""
    return max((WHITE, DARK), key=lambda ink: contrast(ink, ground))


def _light(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= _DARK_END else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
