"""The start book of a requester: about the diagnosis that they sent along, else about an invented company."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sonae.accounts.profile import shows_plans
from sonae.assessments.example import example_answer
from sonae.assessments.quiet import without_plans
from sonae.leads.models import Request, SentDiagnosis
from sonae.web.facts import facts

FILE = "スタートブック.pdf"
EXAMPLE = "架空の会社（例）"


def start_book(request: Request, on: date) -> bytes:
    """As PDF; its cover names the company, or says that it is an example. No plans where the agency may show none."""
    from sonae_paper.documents import papers

    sent = SentDiagnosis.objects.filter(request=request).first()
    answer = _named(example_answer(), EXAMPLE) if sent is None else _named(sent.result, request.company)
    if not shows_plans(request.agency_id, on):
        answer = without_plans(answer)
    return papers.paper("startbook", answer, facts()).pdf


def _named(answer: Mapping[str, Any], name: str) -> dict[str, Any]:
    company = answer["inputs"]["company"]
    return {**answer, "inputs": {**answer["inputs"], "company": {**company, "name": name or company["name"]}}}
