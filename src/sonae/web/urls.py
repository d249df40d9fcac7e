"""Addresses of the furniture."""

from __future__ import annotations

from django.urls import path

from sonae.web import gallery, views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("gallery/", gallery.gallery, name="gallery"),
]
