"""Whose paper it is: the agency that hands over a proposal, with its colour, its people and what the law has it say."""

from __future__ import annotations

import re
from dataclasses import dataclass

LEAST_CONTRAST = 4.5
"""On white, for letters of the size of a paper (WCAG 2.2, 1.4.3)."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Brand:
    """What an agency says of itself. What is empty stays a line to write on. ValueError for a colour too pale."""

    name: str
    person: str = ""
    """Who hands it over."""
    contact: str = ""
    """Telephone or address, as it stands on the cover."""
    address: str = ""
    authority: str = ""
    """代理権の内容."""
    policy: str = ""
    """Where its solicitation policy is found."""
    complaints: str = ""
    number: str = ""
    """募集文書番号."""
    valid: str = ""
    """有効期間."""
    notices: tuple[str, ...] = ()
    """Sentences that it adds to those of the house."""
    colour: str = ""
    """``#rrggbb``, for headings and what insurance pays; empty: the colour of the house."""

    def __post_init__(self) -> None:
        if self.colour and (not _COLOUR.fullmatch(self.colour) or contrast(self.colour) < LEAST_CONTRAST):
            raise ValueError(f"{self.colour!r} cannot be read on white")


def contrast(colour: str) -> float:
    """Of a colour ``#rrggbb`` with white, between 1 and 21 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
