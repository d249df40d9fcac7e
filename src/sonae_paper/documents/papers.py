"""The papers about one assessment, by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sonae_core.packs.library import Library, load_library
from sonae_core.packs.snapshot import Pack
from sonae_paper.documents.brand import Brand
from sonae_paper.documents.emergency import emergency
from sonae_paper.documents.press import Paper, set_paper
from sonae_paper.documents.result import result
from sonae_paper.documents.startbook import startbook
from sonae_paper.documents.terms import used_terms
from sonae_paper.documents.view import Json, plain

KINDS: Mapping[str, str] = {
    "ketsuron": "結論",
    "report": "診断報告書",
    "startbook": "スタートブック",
    "teian": "提案書",
}
"""Name → what people call it."""
BRANDED = ("teian",)
WITH_CARD = ("startbook", "teian")
"""Papers with the card for the worst day, and with the words they use."""


def paper(name: str, answer: Json, pack: Pack, library: Library | None = None, brand: Brand | None = None) -> Paper:
    """The paper of that name about an answer (the JSON of ``sonae assess``), dated as the answer is.

    ``library``: playbooks, desks and glossary; the shipped ones unless given. ``brand``: the agency that hands it over,
    for a proposal. Raises ValueError for an unknown name, and for a brand on a paper that has no place for one.
    """
    if name not in KINDS:
        raise ValueError(f"no paper is called {name!r}")
    as_of = date.fromisoformat(answer["as_of"])
    data = _data(name, answer, pack, library, as_of)
    if brand is not None:
        if name not in BRANDED:
            raise ValueError(f"{name!r} bears no brand")
        data["brand"] = plain(brand)
    return set_paper(name, data, as_of=as_of)


def _data(name: str, answer: Json, pack: Pack, library: Library | None, as_of: date) -> dict[str, Any]:
    found = result(KINDS[name], answer, pack)
    data = plain(found)
    if name not in WITH_CARD:
        return data
    library = library or load_library()
    data["emergency"] = plain(emergency(answer, library))
    if name == "startbook":
        data["book"] = plain(startbook(found, as_of))
    data["terms"] = [plain(entry) for entry in used_terms(data, library)]
    return data
