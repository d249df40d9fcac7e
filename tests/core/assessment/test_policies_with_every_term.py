"""A policy with every term that the contract knows is assessed, none refused."""

from __future__ import annotations

import json

from tests.core.assessment.people import answer, company

EVERYTHING = {
    "product": "すべての条件（架空）",
    "aggregate_limit": 60_000_000,
    "event_limit": 40_000_000,
    "already_paid": {"policy": 1_000_000, "sections": {"costs": 1_000_000}},
    "sections": [
        {"id": "liability", "lines": ["damages", "defence"], "retention": 200_000, "limit": 80_000_000},
        {
            "id": "costs",
            "lines": ["forensics", "consulting", "notification_letters", "consolation"],
            "retention": 100_000,
            "limit": 25_000_000,
            "aggregate_limit": 30_000_000,
            "shares": {"forensics": 0.9},
            "sublimits": {"forensics": 10_000_000},
            "per_head": {"consolation": 500},
            "needs_consent": ["consolation"],
        },
        {"id": "stop", "lines": ["interruption"], "waiting_hours": 12, "max_hours": 720, "limit": 20_000_000},
    ],
}


def test_every_term_takes_part() -> None:
    result = answer(company("shop", policy=EVERYTHING), uncertain=True)
    json.dumps(result, allow_nan=False)
    assert 0 < result["year"]["paid"]["mean"] < result["year"]["gross"]["mean"]
    own = next(plan for plan in result["plans"] if plan["id"] == "own")
    assert own["title"] == "すべての条件（架空）"


def test_a_line_that_the_model_does_not_have_is_allowed_and_told() -> None:
    section = {"id": "c", "lines": ["damages", "fire"], "limit": 1_000_000}
    result = answer(company("shop", policy={"sections": [section]}))
    assert any("fire" in notice for notice in result["notices"])


def test_a_limit_per_head_counts_the_persons_affected() -> None:
    def paid(per_head: int) -> int:
        section = {"id": "c", "lines": ["consolation"], "per_head": {"consolation": per_head}}
        result = answer(company("shop", policy={"sections": [section]}))
        return int(result["year"]["paid"]["mean"])

    assert paid(0) == 0
    assert 0 < paid(100) < paid(5_000)
