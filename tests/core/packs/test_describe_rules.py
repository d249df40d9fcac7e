"""The rule that an answer of ``deadline`` names can be looked up."""

from __future__ import annotations

import pytest

from sonae_core.packs.describe import describe
from sonae_core.packs.law import load_law
from sonae_core.packs.loader import load


@pytest.mark.parametrize("entity", sorted(load_law().regimes))
def test_the_rule_of_an_answer_is_found_by_its_id(entity: str) -> None:
    law = load_law()
    (found,) = describe(law.regimes[entity].id, load(), law)
    assert found["title"] == law.regimes[entity].title
