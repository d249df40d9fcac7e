"""Addresses of ``public.incidents``."""

from __future__ import annotations

from django.urls import URLPattern, path

from sonae.public.incidents import views
from sonae.public.keeping import kept
from sonae.web.access import for_everybody

urlpatterns: list[URLPattern] = [
    path("jiko/", for_everybody(kept()(views.index)), name="incidents"),
    path("jiko/<slug:kind>/", for_everybody(kept()(views.one)), name="incident"),
]
