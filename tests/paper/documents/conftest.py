"""Answers and papers that several tests read: made once, by the engine itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import Any

import pytest
from pypdf import PdfReader

from sonae_core.assessment.assess import assess
from sonae_core.packs.loader import load
from sonae_core.packs.snapshot import Pack
from sonae_paper.documents.papers import paper
from sonae_paper.documents.press import Paper

DAY = date(2026, 11, 24)
POLICY = {
    "product": "ご加入の保険（例）",
    "aggregate_limit": 100_000_000,
    "sections": [
        {"id": "liability", "lines": ["damages", "defence"], "retention": 100_000, "limit": 100_000_000},
        {"id": "costs", "lines": ["forensics", "legal", "call_centre"], "retention": 100_000, "limit": 20_000_000},
    ],
}
COMPANIES: dict[str, dict[str, Any]] = {
    "factory": {
        "company": {"name": "みほん金属製作所（架空）", "industry": "E", "employees": 28, "sales": 500_000_000},
        "answers": {"mfa": "no", "backup": "no", "updates": "partial", "remote_access": "vpn", "persons_held": 1_200},
        "policy": POLICY,
        "budget": 1_500_000,
        "cash": 10_000_000,
    },
    "clinic": {
        "company": {"name": "さんぷる医院（架空）", "industry": "P", "employees": 12, "sales": 180_000_000},
        "answers": {"persons_held": 30_000, "data_class": "health", "backup": "yes", "mfa": "partial"},
        "cash": 5_000_000,
    },
    "giant": {
        "company": {"industry": "I", "employees": 300_000, "sales": 10_000_000_000_000},
        "answers": {},
        "budget": 2_000_000,
    },
    "smallest": {"company": {"name": "小", "industry": "S", "employees": 1, "sales": 1}, "answers": {}, "budget": 0},
}


@cache
def pack() -> Pack:
    return load()


@cache
def answer(name: str) -> dict[str, Any]:
    return assess(COMPANIES[name], pack=pack(), seed=1, as_of=DAY).to_json()


@cache
def made(kind: str, name: str) -> Paper:
    return paper(kind, answer(name), pack())


@pytest.fixture
def facts() -> Pack:
    return pack()


@pytest.fixture
def answer_of() -> Callable[[str], dict[str, Any]]:
    return answer


@pytest.fixture
def paper_of() -> Callable[[str, str], Paper]:
    return made


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


@lru_cache(maxsize=32)
def text_of_pages(pdf: bytes) -> tuple[str, ...]:
    """The text of each page without spaces and line ends; read once, because many tests ask the same paper."""
    return tuple("".join(page.extract_text().split()) for page in read(pdf).pages)


def words(pdf: bytes, pages: int | None = None) -> str:
    """The text of (the first) pages without spaces and line ends: a word is found wherever its line was broken."""
    if pages is None:
        return "".join(text_of_pages(pdf))
    return "".join("".join(page.extract_text().split()) for page in read(pdf).pages[:pages])
