"""The invented companies of these tests, and one way to assess them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sonae_core.assessment.assess import assess
from sonae_core.packs.loader import load
from sonae_core.values.document import parse_document

COMPANIES = Path(__file__).parent / "companies"
NAMES = ("manufacturer", "clinic", "shop")
AS_OF = date(2026, 11, 24)


def company(name: str, **changes: Any) -> dict[str, Any]:
    """The file of a company, with some of its parts replaced (None: taken out)."""
    path = COMPANIES / f"{name}.yaml"
    given = dict(parse_document(path.read_bytes(), path.name).data)
    given.update(changes)
    return {key: value for key, value in given.items() if value is not None}


def answer(given: dict[str, Any], *, seed: int = 1, uncertain: bool = False) -> dict[str, Any]:
    """The JSON of an assessment."""
    return assess(given, pack=load(), seed=seed, as_of=AS_OF, uncertain=uncertain).to_json()


@cache
def of(name: str) -> dict[str, Any]:
    """The whole assessment of a company as it is."""
    return answer(company(name), uncertain=True)
