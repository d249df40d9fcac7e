"""A page as it comes out of a printer: where its words stand, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader

PAPER = {"width": 673, "height": 994}
"""A4 between our margins of 16 mm, in pixels of CSS."""
HEADING = 12.5
"""Points: a heading of a part of the page is at least as large on paper, everything smaller belongs to a part."""
NARROWEST = 0.55
"""Of a full width: no Japanese letter of our fonts is narrower, so that what counts as covered is."""
_CUT_OFF = """() => [...document.querySelectorAll('main, main *')]
  .filter((each) => each.clientWidth > 40)
  .filter((each) => (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible')
    || each.getBoundingClientRect().right > innerWidth + 1)
  .map((each) => `${each.tagName} ${each.className}: ${each.scrollWidth} in ${each.clientWidth}`)"""


@dataclass(frozen=True)
class Words:
    """Some words of one line: from where on, in points from the lower left, and how large."""

    left: float
    base: float
    size: float
    text: str

    @property
    def right(self) -> float:
        """Where they end at the earliest."""
        return self.left + sum(self.size * NARROWEST for each in self.text if ord(each) > 0xFF)

    def covers(self, other: Words) -> bool:
        """Whether they are printed over the other words: closer than letters are high, along more than a letter."""
        close = abs(self.base - other.base) < 0.7 * min(self.size, other.size)
        return close and min(self.right, other.right) - max(self.left, other.left) > min(self.size, other.size)


def cut_off(page: Any) -> list[str]:
    """What is wider on paper than its place or than the sheet, and would lose its right part."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(_CUT_OFF)
    return found


def sheets(page: Any) -> list[list[Words]]:
    """The words of each printed sheet, from above."""
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [sorted(_words(sheet), key=lambda words: (-words.base, words.left)) for sheet in reader.pages]


def _words(sheet: Any) -> list[Words]:
    found: list[Words] = []

    def see(text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:
        if text.strip():
            left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            base = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append(Words(left, base, abs(size * inner[3] * outer[3]), text.strip()))

    sheet.extract_text(visitor_text=see)
    return found


def flaws(printed: list[list[Words]]) -> Iterator[str]:
    """Words over words, a heading whose part begins on the next sheet, a sheet for next to nothing."""
    for number, words in enumerate(printed, 1):
        for place, one in enumerate(words):
            yield from (
                f"{number}: 「{one.text}」 over 「{two.text}」" for two in words[place + 1 :] if one.covers(two)
            )
        if words and words[-1].size >= HEADING and number < len(printed):
            yield f"{number}: ends with the heading 「{words[-1].text}」"
        if number > 1 and len({round(each.base) for each in words}) < 2:
            yield f"{number}: holds 「{''.join(each.text for each in words)}」 alone"
