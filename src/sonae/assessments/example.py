"""The invented company of ``assess --example``, and what the engine says of it: computed once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sonae.web.facts import facts
from sonae_core.values.document import Document


@lru_cache(maxsize=1)
def example_file() -> Document:
    """Its file."""
    from sonae_core.assessment.example import example
    from sonae_core.values.document import parse_document

    return parse_document(example(facts()).encode(), "example")


@lru_cache(maxsize=1)
def example_answer() -> dict[str, Any]:
    """The whole answer, without the ranges that take longest. Nobody may change it."""
    from sonae_core.assessment.assess import assess

    answer: dict[str, Any] = assess(example_file(), pack=facts(), as_of=facts().date, uncertain=False).to_json()
    return answer
