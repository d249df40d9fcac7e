"""Search in Japanese texts without an index of words: folded letters are looked for where they stand.

There are a few hundred texts, so each is simply read. That finds words of two letters, needs no dictionary, and takes
however a word is written: full or half width, hiragana or katakana, with long vowel or without, large or small kana.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from sonae_core.values.folding import alike

MOST_LETTERS = 100
MOST_WORDS = 8
SPELLINGS = (
    ("漏えい", "漏洩"),
    ("問い合わせ", "問合せ", "問合わせ"),
    ("見積もり", "見積り", "見積"),
    ("申し込み", "申込み", "申込"),
    ("取り扱い", "取扱い", "取扱"),
    ("届け出", "届出"),
    ("パソコン", "PC"),
    ("ランサムウェア", "ランサムウエア", "身代金要求型ウイルス"),
    ("リモートワーク", "テレワーク", "在宅勤務"),
    ("二段階認証", "二要素認証", "多要素認証"),
)
"""Words that people write for each other; also found within longer words."""
_PARTS = re.compile(r"[一-龥々〆]+|[ァ-ヶー]+|[0-9a-z]+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")
_VOICED = "ﾞﾟ\u3099\u309a"
_BEFORE, _AROUND = 24, 96
_NEAR = 0.6
WHOLE_TITLE, TITLE_BEGINS, IN_TITLE, IN_WORDS, IN_SUMMARY, IN_BODY, AGAIN = 60.0, 30.0, 20.0, 12.0, 6.0, 2.0, 0.3
MOST_AGAIN = 5


@dataclass(frozen=True)
class Document:
    """Something that can be found. ``words``: what it is also called, and how that is read."""

    key: str
    title: str
    summary: str = ""
    body: str = ""
    words: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Piece:
    """A part of a line; ``marked`` where it is what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    """A document that was found, and by which folded words. Its pieces are made when they are shown."""

    document: Document
    score: float
    words: frozenset[str]

    @property
    def key(self) -> str:
        """Of the document."""
        return self.document.key

    @property
    def title(self) -> tuple[Piece, ...]:
        """The title, with what was looked for marked."""
        return marked(self.document.title, self.words)

    @property
    def snippet(self) -> tuple[Piece, ...]:
        """The line in which it stands."""
        return snippet(self.document, self.words)


@dataclass(frozen=True)
class Found:
    """What a search gave. ``loosened``: nothing had all words, so parts of them were looked for."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    loosened: bool = False
    cut: bool = False
    """More was typed than is looked for."""


@dataclass(frozen=True)
class _Folded:
    document: Document
    title: str
    words: str
    summary: str
    body: str


class Index:
    """The texts, folded once. ``same``: groups of whole words that mean one another, as a word and its reading."""

    def __init__(self, documents: Iterable[Document], same: Iterable[Sequence[str]] = ()) -> None:
        self._folded = [
            _Folded(each, alike(each.title), alike(each.words), alike(each.summary), alike(each.body))
            for each in documents
        ]
        self._same: dict[str, set[str]] = {}
        for group in same:
            keys = {alike(word) for word in group} - {""}
            for key in keys:
                self._same.setdefault(key, set()).update(keys)

    def find(self, asked: str) -> Found:
        """The documents that have every word that was asked for, the fittest first; else those that have parts."""
        plain = unicodedata.normalize("NFKC", asked)
        words = _words(plain[:MOST_LETTERS])
        cut = len(plain) > MOST_LETTERS
        every = [self._ways(alike(word)) for word in words]
        hits = self._having(every, all) if every else []
        if hits or not every:
            return Found(words, tuple(hits), cut=cut)
        parts = [self._ways(key) for key in _parts(words)]
        hits = (self._having(parts, all) or self._having(parts, any)) if parts else []
        return Found(words, tuple(hits), loosened=bool(hits), cut=cut)

    def near(self, asked: str, most: int = 4) -> tuple[str, ...]:
        """Titles that are written much like what was asked for."""
        key = alike(asked[:MOST_LETTERS])
        likely = sorted(
            ((SequenceMatcher(None, key, each.title).ratio(), each.document.title) for each in self._folded),
            key=lambda pair: (-pair[0], pair[1]),
        )
        return tuple(dict.fromkeys(title for ratio, title in likely if ratio >= _NEAR))[:most]

    def _ways(self, key: str) -> frozenset[str]:
        """The word, and what people write for it."""
        ways = {key} | self._same.get(key, set())
        for group in _spellings():
            for one in group:
                if one in key:
                    ways |= {key.replace(one, other) for other in group}
        return frozenset(ways)

    def _having(self, words: Sequence[frozenset[str]], which: Callable[[list[float]], bool]) -> list[Hit]:
        every = frozenset().union(*words)
        found: list[tuple[float, int, _Folded]] = []
        for place, each in enumerate(self._folded):
            scores = [max(_score(each, way) for way in ways) for ways in words]
            if which(scores):
                found.append((sum(scores) * each.document.weight, place, each))
        found.sort(key=lambda row: (-row[0], row[1]))
        return [Hit(each.document, score, every) for score, _, each in found]


def _score(each: _Folded, word: str) -> float:
    score = 0.0
    if each.title == word:
        score += WHOLE_TITLE
    elif each.title.startswith(word):
        score += TITLE_BEGINS
    elif word in each.title:
        score += IN_TITLE
    score += IN_WORDS * (word in each.words) + IN_SUMMARY * (word in each.summary)
    if times := each.body.count(word):
        score += IN_BODY + AGAIN * min(times, MOST_AGAIN)
    return score


@lru_cache(maxsize=1)
def _spellings() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(alike(word) for word in group) for group in SPELLINGS)


def _words(plain: str) -> tuple[str, ...]:
    words = [word for word in _BETWEEN.split(plain) if alike(word)]
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def _parts(words: Iterable[str]) -> list[str]:
    """Of a question as people type it, what carries meaning: runs of kanji, katakana, letters, from two on."""
    found = [part for word in words for part in _PARTS.findall(word) if len(part) > 1]
    return list(dict.fromkeys(key for key in map(alike, found) if key))[:MOST_WORDS]


# --- what was looked for, marked ------------------------------------------------------------------------------------


def _clusters(text: str) -> list[tuple[int, int]]:
    """Start and end of each letter with the marks that belong to it (ｶﾞ is one letter in two places)."""
    found: list[tuple[int, int]] = []
    for place, letter in enumerate(text):
        if found and (letter in _VOICED or unicodedata.combining(letter)):
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


@lru_cache(maxsize=8192)
def _letters(cluster: str) -> str:
    """The key of one letter, remembered: texts are made of a few thousand."""
    return alike(cluster)


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the folded words stand in a text, as parts of the text as it is written; apart and in order."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        for letter in _letters(text[start:end]):
            letters.append(letter)
            places.append((start, end))
    folded, found = "".join(letters), []
    for word in words:
        at = folded.find(word) if word else -1
        while at >= 0:
            found.append((places[at][0], places[at + len(word) - 1][1]))
            at = folded.find(word, at + len(word))
    return _apart(sorted(found))


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def marked(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """The text in pieces; together they are the text."""
    pieces, at = [], 0
    for start, end in spans(text, words):
        pieces += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
        at = end
    pieces.append(Piece(text[at:]))
    return tuple(piece for piece in pieces if piece.text)


def snippet(document: Document, words: frozenset[str]) -> tuple[Piece, ...]:
    """The line to show: of the summary or the body, whichever has the word first, from near its first place."""
    for text in (document.summary, document.body):
        line = _one_line(text)
        if places := spans(line, words):
            return marked(_window(line, places[0][0]), words)
    return marked(_window(_one_line(document.summary or document.body), 0), words)


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("。 ", "。")


def _window(line: str, place: int) -> str:
    """About two lines around a place, from the beginning of the sentence where that is near."""
    begin = line.rfind("。", 0, place) + 1
    if place - begin > 2 * _BEFORE:
        begin = place - _BEFORE
    end = min(len(line), max(begin + _AROUND, place + _BEFORE))
    before = "…" if begin > 0 and line[begin - 1] != "。" else ""
    return f"{before}{line[begin:end].strip()}{'…' if end < len(line) else ''}"
