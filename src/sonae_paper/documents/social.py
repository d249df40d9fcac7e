"""Social cards: what others see of a page when somebody passes its address on. Drawn with typst, 1200 × 630 pixels."""

from __future__ import annotations

import json
import zlib
from typing import Any

from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.preflight import Losses, cleaned
from sonae_paper.documents.press import ROOT, PressError, fonts

MOST_LETTERS = 90
"""Of a title: more would not be read at the size of a card."""


def card(*, name: str, title: str, kind: str, of: str) -> bytes:
    """A PNG; the same words give the same bytes. ``name`` chooses the cross that is hit, ``of``: whose site it is.

    Raises PressError when typst refuses the source, a bug of ours.
    """
    short = title if len(title) <= MOST_LETTERS else title[:MOST_LETTERS] + "…"
    data: dict[str, Any] = {"kind": kind, "of": of, "title": list(phrases(short)), "hit": _hit(name)}
    return _drawn(json.dumps(cleaned(data, Losses()), ensure_ascii=False))


def _hit(name: str) -> int:
    """Any of the crosses, always the same for a page; not at the edge, where it would be cut."""
    row, column = divmod(zlib.crc32(name.encode()) % (11 * 5), 5)
    return (row + 1) * 7 + column + 1


def _drawn(data: str) -> bytes:
    import typst

    try:
        drawn, problems = typst.compile_with_warnings(
            ROOT / "social" / "social.typ",
            root=ROOT,
            font_paths=fonts(),
            sys_inputs={"data": data},
            format="png",
            ppi=72.0,
        )
    except typst.TypstError as error:
        raise PressError(f"social: {error.diagnostic}") from error
    if problems or not isinstance(drawn, bytes):
        raise PressError(f"social: {[problem.message for problem in problems]}")
    return drawn
