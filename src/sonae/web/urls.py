"""Addresses of the furniture."""

from __future__ import annotations

from django.urls import path

from sonae.web import gallery, views
from sonae.web.access import for_everybody

urlpatterns = [
    path("healthz", for_everybody(views.health), name="health"),
    path("gallery/", for_everybody(gallery.gallery), name="gallery"),
]
