"""Addresses of ``public.directives``."""

from __future__ import annotations

from django.urls import path

from sonae.public.directives import views
from sonae.public.keeping import kept
from sonae.web.access import for_everybody

urlpatterns = [path("shishin/", for_everybody(kept()(views.self_check_page)), name="directives")]
