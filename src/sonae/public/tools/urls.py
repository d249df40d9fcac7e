"""Addresses of ``public.tools``."""

from __future__ import annotations

from django.urls import path

from sonae.public.tools import duties, leaks, quotes, stops
from sonae.web.access import for_everybody

urlpatterns = [
    path("tools/kigen/", for_everybody(leaks.duty_check), name="duty-check"),
    path("tools/kigen/calendar.ics", for_everybody(leaks.duty_calendar), name="duty-calendar"),
    path("tools/todokede/", for_everybody(duties.duties), name="duties"),
    path("tools/teishi/", for_everybody(stops.interruption), name="interruption"),
    path("tools/mitsumori/", for_everybody(quotes.quote_check), name="quote-check"),
]
