"""提案書: the paper of a company's result, in the agency's name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from sonae.assessments.models import Run
from sonae.assessments.sheet import pack
from sonae.assessments.views.takeaway import MADE
from sonae.customers.views.opening import actor_of, seen
from sonae.desk import actions
from sonae.desk.branding import brand_of
from sonae.tenancy.doors import needs
from sonae.web.clock import now, today
from sonae.web.costly import BusyError, TooOftenError
from sonae.web.errors import busy, not_found, too_many


@needs("proposals.make")
@require_POST
def proposal(request: HttpRequest, pk: UUID, run: int) -> HttpResponse:
    """Make it and hand it over; the log says who made it. Pressing twice gives the same paper."""
    actor = actor_of(request)
    customer = seen(actor, pk)
    found = Run.objects.visible_to(actor).filter(draft__subject__company_id=pk, pk=run).first()
    if customer is None or found is None:
        return not_found(request)
    answer, brand = _named(found.result, customer.name), brand_of(actor, today())

    def make() -> bytes:
        from sonae_paper.documents import papers

        return papers.paper("teian", answer, pack(), brand=brand).pdf

    said = hashlib.sha256(repr((customer.name, found.band_at, astuple(brand))).encode()).digest()
    try:
        content = MADE.made((found.pk, "teian", pack().hash, said), make, who=(f"member {actor.user_id}",), at=now())
    except TooOftenError as error:
        return too_many(request, error.seconds)
    except BusyError as error:
        return busy(request, error.seconds)
    actions.proposed(customer=customer, run=found, by=actor, at=now())
    response = HttpResponse(content, content_type="application/pdf")
    name = f"提案書_{customer.name}_{found.as_of:%Y%m%d}.pdf"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


def _named(answer: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The stored answer with the company's name, which the sheet never asks for."""
    inputs = answer["inputs"]
    return {**answer, "inputs": {**inputs, "company": {**inputs["company"], "name": name}}}
