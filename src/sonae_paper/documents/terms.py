"""The words of a paper that a reader may not know, each told where the glossary of the packs has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sonae_core.packs.library import Library
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.view import Phrases

EVERYDAY = 2


@dataclass(frozen=True)
class Entry:
    """One word and what it means."""

    term: Phrases
    definition: Phrases


def used_terms(view: Mapping[str, Any], library: Library) -> tuple[Entry, ...]:
    """The words of the glossary that stand anywhere in the view, in the order of their reading.

    A word of one or two characters (契約, 平均) is one of every day and is not told.
    """
    text = "\n".join(_words(view))
    found = [term for term in library.terms.values() if len(term.term) > EVERYDAY and term.term in text]
    found.sort(key=lambda term: (term.reading, term.term))
    return tuple(Entry(phrases(term.term), phrases(term.definition)) for term in found)


def _words(value: Any) -> list[str]:
    """Every text of a view; phrases of one text joined again."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _words(each)]
    if isinstance(value, list | tuple):
        if value and all(isinstance(each, str) for each in value):
            return ["".join(value)]
        return [text for each in value for text in _words(each)]
    return []
