"""A draft with a result, as the button on the check page makes it; the engine answers once for all tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import pytest

from sonae.assessments import actions
from sonae.assessments.case import company_file
from sonae.assessments.links import results_link
from sonae.assessments.models import Draft, Run
from tests.product.conftest import MAKER

DAY = date(2026, 11, 24)


@lru_cache(maxsize=4)
def maker_answer(uncertain: bool = False) -> dict[str, Any]:
    """What the engine says to the invented manufacturer."""
    return actions.answer_for(company_file(MAKER), DAY, uncertain=uncertain)


@pytest.fixture(autouse=True)
def _looking(everything: None) -> None:
    """Tests of this room look at what is stored."""


@pytest.fixture
def run(link: str) -> Run:
    """The first result of the draft."""
    draft = Draft.objects.get()
    return actions.keep_run(
        draft=draft, of=None, inputs=company_file(MAKER), result=maker_answer(), at=datetime.now(UTC)
    )


@pytest.fixture
def place(link: str, run: Run) -> str:
    """The address of that result."""
    return f"/r/{results_link(link)}/{run.number}/"
