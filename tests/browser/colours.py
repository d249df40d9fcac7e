"""Contrast as it is painted: what the style sheets say is not what forced colours show."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_TEXTS = (_HERE / "colours_texts.js").read_text(encoding="utf-8")
_MEASURE = (_HERE / "colours_measure.js").read_text(encoding="utf-8")


def faint(page: Any, blank: Any, least: float = 4.5) -> list[str]:
    """Texts whose lightest and darkest pixels differ by less than ``least``; measured on the page ``blank``."""
    boxes = page.evaluate(_TEXTS)
    picture = base64.b64encode(page.screenshot(full_page=True)).decode()
    ratios = blank.evaluate(_MEASURE, [picture, boxes])
    return [f"{box['text']}: {ratio:.1f}" for box, ratio in zip(boxes, ratios, strict=True) if ratio < least]
