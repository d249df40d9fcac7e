"""Where a short Japanese text may break: between phrases, never inside an amount or a date."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_WHOLE = re.compile(
    r"([0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(（[月火水木金土日]）)?|0[0-9]+-[0-9]+-[0-9]+|[0-9]+:[0-9]+"
    r"|約?[0-9][0-9,.]*(〜[0-9][0-9,.]*)?(兆[0-9,]*)?(億[0-9,]*)?(万[0-9,]*)?[円社人件日時分週台項倍年月回つ系割か問%]+〜?"
    r"|[A-Za-z0-9]+"
)
_CLOSING = "、。」』）)・〜ーっゃゅょァィゥェォッャュョ"
_OPENING = "「『（("
_LONGEST = 14
_TOKENS = re.compile(rf"{_WHOLE.pattern}|[ァ-ヶー]+|[一-龥々]+|[ぁ-ん]+|.")
_LONGEST_TOKEN = 28


@cache
def phrases(text: str) -> tuple[str, ...]:
    """The phrases of the text, in order; together they are the text.

    No phrase is cut inside an amount, begins with closing punctuation, ends with an opening bracket, is a single
    character, or holds a line end (each line is its own phrases and keeps its end).
    """
    lines = text.split("\n")
    return tuple(
        phrase + ("\n" if index < len(lines) - 1 and last else "")
        for index, line in enumerate(lines)
        for phrase, last in _marked(_of_line(line))
    )


def _of_line(text: str) -> list[str]:
    inside = {place for match in _WHOLE.finditer(text) for place in range(match.start() + 1, match.end())}
    found: list[str] = []
    place = 0
    for piece in _pieces(text):
        if found and (place in inside or _joins(found[-1], piece)):
            found[-1] += piece
        else:
            found.append(piece)
        place += len(piece)
    return [part for each in found for part in _cut(each)] or [""]


def _joins(before: str, piece: str) -> bool:
    return len(before) < 2 or len(piece) < 2 or piece[0] in _CLOSING or before[-1] in _OPENING


def _cut(phrase: str) -> list[str]:
    """A phrase too long for a narrow column may break between its words, and a word of no end anywhere."""
    if len(phrase) <= _LONGEST or _WHOLE.fullmatch(phrase):
        return [phrase]
    found = [""]
    for word in (part for match in _TOKENS.finditer(phrase) for part in _short(match[0])):
        if found[-1] and len(found[-1]) + len(word) > _LONGEST and not _joins(found[-1], word):
            found.append("")
        found[-1] += word
    return found


def _short(token: str) -> list[str]:
    """A name of 200 letters without a word in it still has to stay on the page."""
    if len(token) <= (_LONGEST_TOKEN if _WHOLE.fullmatch(token) else _LONGEST):
        return [token]
    return [token[at : at + _LONGEST] for at in range(0, len(token), _LONGEST)]


def _pieces(text: str) -> list[str]:
    return list(_parser().parse(text)) if text else []


def _marked(items: list[str]) -> list[tuple[str, bool]]:
    return [(item, index == len(items) - 1) for index, item in enumerate(items)]


@cache
def _parser() -> Any:
    import budoux

    return budoux.load_default_japanese_parser()
