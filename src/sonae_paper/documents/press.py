"""The press: a paper's typst source and its data become a tagged PDF (PDF/A-2a and PDF/UA-1).

Text of people comes as values in one JSON text; the sources have no ``eval``, import no package and build no path from
data, so nothing in it can become markup. The date of the document is ``as_of``: the same data give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sonae_paper.documents.preflight import Losses, cleaned
from sonae_paper.fonts.coverage import FOLDER as FONTS

_NODES = re.compile(rb"\n\d+ 0 obj\n<</Type/Pages/Count (\d+)")
ROOT = Path(__file__).parent
NAMES = ("ketsuron", "report", "startbook", "teian", "sokuho", "renraku")
ONE_PAGE = ("ketsuron",)
"""Papers that are one page, whatever they hold: set tighter until they are."""
TIGHTEST = 4


@dataclass(frozen=True)
class Paper:
    """A paper ready to hand over. ``warnings`` are Japanese sentences: what could not be printed."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...]


class PressError(Exception):
    """The source of a paper is wrong: a bug of ours, whatever the data were."""


def set_paper(name: str, data: Mapping[str, Any], *, as_of: date) -> Paper:
    """The paper of that name, filled with ``data`` (what the paper's view gives), dated ``as_of``.

    Raises ValueError for an unknown name and PressError when typst refuses the source.
    """
    if name not in NAMES:
        raise ValueError(f"no paper is called {name!r}")
    losses = Losses()
    filled = cleaned(dict(data), losses) | {"day": [as_of.year, as_of.month, as_of.day]}
    text = json.dumps(filled, ensure_ascii=False, allow_nan=False)
    pdf, pages = _press(name, text, 0)
    for step in range(1, TIGHTEST + 1):
        if name not in ONE_PAGE or pages == 1:
            break
        pdf, pages = _press(name, text, step)
    return Paper(pdf, pages, losses.warnings())


def _press(name: str, data: str, tight: int) -> tuple[bytes, int]:
    import typst

    try:
        pdf, problems = typst.compile_with_warnings(
            ROOT / name / f"{name}.typ",
            root=ROOT,
            font_paths=fonts(),
            sys_inputs={"data": data, "tight": str(tight)},
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise PressError(f"{name}: {error.diagnostic}") from error
    if problems or not isinstance(pdf, bytes):
        raise PressError(f"{name}: {[problem.message for problem in problems]}")
    return pdf, _pages(pdf)


def _pages(pdf: bytes) -> int:
    """From the page tree, whose nodes typst writes as plain text; its root is the node with the largest count."""
    return max(int(count) for count in _NODES.findall(pdf))


@cache
def fonts() -> Any:
    """The fonts of the house and no others, read once a process."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
