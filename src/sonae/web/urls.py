"""Addresses of the furniture."""

from __future__ import annotations

from django.urls import path

from sonae.web import gallery, views, violations
from sonae.web.access import for_everybody
from sonae.web.headers import REPORTS

urlpatterns = [
    path("healthz", for_everybody(views.health), name="health"),
    path(REPORTS.lstrip("/"), for_everybody(violations.violation), name="violation"),
    path("gallery/", for_everybody(gallery.gallery), name="gallery"),
]
