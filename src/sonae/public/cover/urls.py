"""Addresses of ``public.cover``."""

from __future__ import annotations

from django.urls import path

from sonae.public.cover import card, views
from sonae.public.keeping import kept
from sonae.web.access import for_everybody

urlpatterns = [
    path("hoken/", for_everybody(kept()(views.explore)), name="cover"),
    path("hoken/card/", for_everybody(card.card), name="contact-card"),
]
