"""Words that people gave us, made fit to stand on a line: no controls, no marks that turn the writing round."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""Keep emoji and some scripts together; every other invisible format character goes."""


def one_line(text: str) -> str:
    """The text as one line: line ends and tabs become spaces, control, direction and broken characters are left out.

    What is left can be seen, and can stand in XML of any kind.
    """
    kept = text if text.isprintable() else "".join(_kept(char) for char in text)
    return " ".join(kept.split())


def _kept(char: str) -> str:
    kind = unicodedata.category(char)
    if char in "\t\n\r\x0b\x0c\x85" or kind in ("Zl", "Zp"):
        return " "
    if char in _JOINERS:
        return char
    return "" if kind in ("Cc", "Cf", "Cs") or _is_no_character(char) else char


def _is_no_character(char: str) -> bool:
    code = ord(char)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
