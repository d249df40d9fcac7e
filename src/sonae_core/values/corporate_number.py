"""法人番号: thirteen digits of which the first checks the others."""

from __future__ import annotations

import re
import unicodedata

_SPACING = re.compile(r"[\s‐‑‒–—―−-]")


class CorporateNumberError(ValueError):
    """A number that cannot be one; the text says how to mend it, for the person who typed it."""


def check_digit(base: str) -> int:
    """Of the twelve digits after it: nine less the rest by nine of their sum, weighted 1, 2, 1, 2 … from the right."""
    weighted = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(base)))
    return 9 - weighted % 9


def corporate_number(text: str) -> str:
    """The thirteen digits of what was typed, full-width and spaced or not, or of an invoice number (T and the same)."""
    plain = _SPACING.sub("", unicodedata.normalize("NFKC", text)).upper().removeprefix("T")
    if re.fullmatch(r"[0-9]\.[0-9]+E\+?[0-9]+", plain):
        raise CorporateNumberError("表計算ソフトが桁を丸めています。13桁の数字をそのまま入れてください。")
    if not re.fullmatch(r"[0-9]{13}", plain):
        raise CorporateNumberError("法人番号は13桁の数字です。国税庁の法人番号公表サイトで確かめられます。")
    if int(plain[0]) != check_digit(plain[1:]):
        raise CorporateNumberError("法人番号の検査用の数字が合いません。打ちまちがいがないか確かめてください。")
    return plain
