"""The first page: every part of what the site promises, in order, and the form that begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.accounts.site import house_of
from sonae.assessments.sheet import sheet
from sonae.public import views
from sonae.public.cover.landing import hours, short_matrix
from sonae.public.example import example
from sonae.public.landing import kinds
from sonae.public.landing.hospitals import hospitals
from sonae.public.landing.observed import observed
from sonae.public.landing.paying import bands, standstill
from sonae.public.landing.reporting import reporting
from sonae.public.people import introduced, met
from sonae.public.reading.qa import first_questions
from sonae.web.clock import today
from sonae.web.facts import facts
from sonae_core.assessment.self_check import GUIDELINE, directives

SIZES = ((3, "1〜5人"), (12, "6〜20人"), (30, "21〜50人"), (100, "51人以上"))


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """What one learns here, what works here, and who stands behind it."""
    day = today()
    context = {
        "industries": sheet()["industry"].options,
        "sizes": SIZES,
        "example": example(),
        "people": met(introduced(house_of(request)), day),
        "observed": observed(),
        "incidents": kinds.kinds(),
        "hospitals": hospitals(),
        "kinds": views.kinds(),
        "hours": hours(),
        "reporting": reporting(day),
        "bands": bands(),
        "cover": short_matrix(),
        "standstill": standstill(),
        "guideline": facts().guidelines[GUIDELINE],
        "directives": directives(facts()),
        "facts": views.shares(),
        "questions": first_questions(),
    }
    return render(request, "public/first.html", context)
