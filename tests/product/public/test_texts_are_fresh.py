"""Every shipped text can be read, leads to pages that exist, and rests on nothing that is due for review."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from sonae.public.reading.texts import Text, read_folder
from sonae.web.clock import today
from sonae.web.facts import facts
from sonae_core.packs.law import load_law
from sonae_core.packs.loader import inspect
from sonae_core.packs.reviews import due_for_review

FOLDERS = sorted(path for path in Path(settings.CONTENT).iterdir() if path.is_dir())
DUE = list(due_for_review(inspect().shelf, today(), load_law()))
TEXTS = [pytest.param(text, id=f"{path.name}/{text.slug}") for path in FOLDERS for text in read_folder(path, facts())]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_not_due_for_review(text: Text) -> None:
    assert today() < text.head.review_by, "read it again against its sources, then move reviewed and review_by"


@pytest.mark.parametrize("text", TEXTS)
def test_no_figure_of_a_text_is_past_its_review(text: Text) -> None:
    overdue = {note.fact.id for note in text.notes if _is_overdue(note.fact.id)}
    assert not overdue, "look at these facts again (docs/how-to/review-a-fact.md)"


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_links_only_to_pages_that_exist(text: Text) -> None:
    assert "page:" not in text.html
    assert "page:" not in "".join(text.summary_html)


def _is_overdue(name: str) -> bool:
    file = facts().files[f"facts:{name}"].partition(":")[0]
    return any(
        f"（{name}、" in finding.problem or (finding.file == file and finding.where == "reviewed") for finding in DUE
    )


def test_an_old_fact_would_be_found() -> None:
    assert _is_overdue("jnsa_2023_ransomware_mean")
    assert not _is_overdue("npa_2024_over_10m")
