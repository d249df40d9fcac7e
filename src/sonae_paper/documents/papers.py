"""The papers about one assessment, by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sonae_core.packs.snapshot import Pack
from sonae_paper.documents.press import Paper, set_paper
from sonae_paper.documents.result import result
from sonae_paper.documents.view import Json, plain

KINDS: Mapping[str, str] = {
    "ketsuron": "結論",
    "report": "診断報告書",
    "teian": "提案書",
}
"""Name → what people call it."""


def paper(name: str, answer: Json, pack: Pack) -> Paper:
    """The paper of that name about an answer (the JSON of ``sonae assess``), dated as the answer is.

    Raises ValueError for an unknown name.
    """
    if name not in KINDS:
        raise ValueError(f"no paper is called {name!r}")
    return set_paper(name, plain(result(KINDS[name], answer, pack)), as_of=date.fromisoformat(answer["as_of"]))
