"""What every chart function gives: the drawing, the words for those who do not see it, and its figures as a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sonae_paper.charts.drawing import tag, words
from sonae_paper.charts.look import FONTS, INK, INSURED, PAPER, RETAINED
from sonae_paper.text.names import one_line

_PREFIX = re.compile(r"[a-z][a-z0-9-]{0,40}")


@dataclass(frozen=True)
class Chart:
    """One drawing. ``svg`` stands alone: no script, no style sheet, no reference to anything outside itself."""

    svg: str
    title: str
    """What the chart shows, in a few words."""
    description: str
    """What a reader should see in it, in one or two sentences."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The same figures in words, a row each, in the order of ``head``."""
    width: int
    height: int


@dataclass(frozen=True)
class Caption:
    """Words of a chart: its title, its description and the table."""

    title: str
    description: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def framed(caption: Caption, body: list[str], *, prefix: str, width: int, height: float) -> Chart:
    """The body in its frame. ``prefix`` starts every id, so that several charts can stand on one page.

    Raises ValueError for a prefix that is no plain id.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"not a prefix for ids: {prefix!r}")
    title, description = one_line(caption.title), one_line(caption.description)
    tall = round(height)
    content = [
        tag("title", words(title), id=f"{prefix}-title"),
        tag("desc", words(description), id=f"{prefix}-desc"),
        tag("defs", hatch(prefix) + thin_hatch(prefix)),
        *body,
    ]
    svg = tag(
        "svg",
        "".join(content),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {tall}",
        width=width,
        height=tall,
        role="img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
        font_family=FONTS,
        font_size=13,
        fill=INK,
    )
    rows = tuple(tuple(one_line(cell) for cell in row) for row in caption.rows)
    return Chart(svg, title, description, caption.head, rows, width, tall)


def hatch(prefix: str) -> str:
    """The hatched orange of what a company pays itself."""
    lines = tag("rect", width=6, height=6, fill=PAPER) + tag("path", d="M1.5 0v6", stroke=RETAINED, stroke_width=3)
    return _pattern(f"{prefix}-own", lines)


def thin_hatch(prefix: str) -> str:
    """A light hatch in indigo, for what was published first and corrected later."""
    lines = tag("rect", width=6, height=6, fill=PAPER) + tag("path", d="M1.5 0v6", stroke=INSURED, stroke_width=1.2)
    return _pattern(f"{prefix}-old", lines)


def _pattern(name: str, content: str) -> str:
    return tag(
        "pattern",
        content,
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
