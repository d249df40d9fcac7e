"""Text before it is set: what no font can draw becomes 〓, what is not seen goes, and both are told.

One missing glyph would stop a tagged PDF; a control or direction mark could stop it or turn a line round.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from sonae_paper.fonts.coverage import drawable

GETA = "〓"
_SPACES = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
_MARKS = ("\u3099", "\u309a")
_SHOWN = 12


@dataclass
class Losses:
    """What a paper could not print, in the order of the first time."""

    glyphs: dict[str, None] = field(default_factory=dict)
    marks: dict[str, None] = field(default_factory=dict)

    def warnings(self) -> tuple[str, ...]:
        """One Japanese sentence for each kind of loss."""
        found = []
        if self.glyphs:
            found.append(f"印刷できる字がないため、{GETA}に置き換えました: {_listed(self.glyphs, str)}")
        if self.marks:
            found.append(f"目に見えない記号を取り除きました: {_listed(self.marks, _code)}")
        return tuple(found)


def cleaned(value: Any, losses: Losses) -> Any:
    """The value with every text in it made fit to print; keys of mappings are ours and stay."""
    if isinstance(value, str):
        return printable(value, losses)
    if isinstance(value, dict):
        return {key: cleaned(each, losses) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(each, losses) for each in value]
    return value


def printable(text: str, losses: Losses) -> str:
    """The text as the fonts can draw it."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text) and drawable().issuperset(map(ord, text)):
        return text
    return "".join(_printed(letter, losses) for letter in _composed(text))


def _composed(text: str) -> str:
    """Marks that stand behind their letter (か and ゛, e and ´) joined with it; nothing else of the text changes."""
    joined: list[str] = []
    for letter in text:
        if joined and (unicodedata.combining(letter) or letter in _MARKS):
            whole = unicodedata.normalize("NFC", joined[-1] + letter)
            if len(whole) == 1:
                joined[-1] = whole
                continue
        joined.append(letter)
    return "".join(joined)


def _printed(letter: str, losses: Losses) -> str:
    if letter == "\n":
        return letter
    if letter in _SPACES:
        return _SPACES[letter]
    if _is_mark(letter):
        losses.marks[letter] = None
        return ""
    if ord(letter) in drawable():
        return letter
    if unicodedata.category(letter) == "Zs":
        return " "
    losses.glyphs[letter] = None
    return GETA


def _is_mark(letter: str) -> bool:
    """Controls, direction and joining marks, variation selectors, halves of pairs and code points without a meaning."""
    point = ord(letter)
    selector = 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF
    return selector or point == 0x3164 or unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Cn")


def _listed(letters: dict[str, None], word: Any) -> str:
    names = [word(letter) for letter in letters]
    more = f" ほか{len(names) - _SHOWN}種類" if len(names) > _SHOWN else ""
    return " ".join(names[:_SHOWN]) + more


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"
