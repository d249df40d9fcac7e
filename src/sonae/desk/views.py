"""Pages across rooms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.tenancy.doors import needs
from sonae.web.clock import today as this_day
from sonae_paper.text.dates import weekday_date


@needs("desk.see")
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What needs doing, by date."""
    return render(request, "desk/today.html", {"day": weekday_date(this_day())})
