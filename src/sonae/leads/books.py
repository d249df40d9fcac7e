"""The start book of a requester: about the diagnosis that they sent along, else about an invented company."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sonae.leads.models import Request, SentDiagnosis
from sonae.web.facts import facts

FILE = "スタートブック.pdf"


def start_book(request: Request) -> bytes:
    """As PDF. The paper itself says whose figures it shows."""
    from sonae_paper.documents import papers

    sent = SentDiagnosis.objects.filter(request=request).first()
    return papers.paper("startbook", _example() if sent is None else sent.result, facts()).pdf


@lru_cache(maxsize=1)
def _example() -> dict[str, Any]:
    from sonae_core.assessment.assess import assess
    from sonae_core.assessment.example import example
    from sonae_core.values.document import parse_document

    given = parse_document(example(facts()).encode(), "example")
    answer: dict[str, Any] = assess(given, pack=facts(), as_of=facts().date, uncertain=False).to_json()
    return answer
