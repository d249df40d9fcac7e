"""The glossary: every word in the order of its reading, with the words that belong to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae_core.packs.glossary import Term
from sonae_core.packs.library import load_library

ROWS = (
    ("あ", "あいうえお"),
    ("か", "かきくけこ"),
    ("さ", "さしすせそ"),
    ("た", "たちつてと"),
    ("な", "なにぬねの"),
    ("は", "はひふへほ"),
    ("ま", "まみむめも"),
    ("や", "やゆよ"),
    ("ら", "らりるれろ"),
    ("わ", "わをん"),
)
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


@dataclass(frozen=True)
class Word:
    """A term with what leads on from it."""

    term: Term
    near: tuple[Term, ...]
    """Terms that it points to, and terms that point to it."""


@dataclass(frozen=True)
class Row:
    """Words that begin with one row of the syllabary; none where there are none."""

    kana: str
    words: tuple[Word, ...]


def plain_kana(reading: str) -> str:
    """A reading as it is put in order: without voice marks, long vowels and small kana."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", reading) if not unicodedata.combining(letter))
    return "".join(letter for letter in bare.translate(_LARGE) if letter not in "ー・、")


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """All words of the packs, row by row."""
    terms = load_library().terms
    ordered = sorted(terms.values(), key=lambda term: (plain_kana(term.reading), term.reading, term.id))
    return tuple(
        Row(kana, tuple(Word(term, _near(term, terms)) for term in ordered if plain_kana(term.reading)[0] in letters))
        for kana, letters in ROWS
    )


def _near(term: Term, terms: Mapping[str, Term]) -> tuple[Term, ...]:
    back = (other.id for other in terms.values() if term.id in other.see)
    return tuple(terms[name] for name in dict.fromkeys((*term.see, *back)))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    return render(request, "public/glossary.html", {"rows": rows(), "count": len(load_library().terms)})
