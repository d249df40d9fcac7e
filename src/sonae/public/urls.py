"""Addresses of the public site."""

from __future__ import annotations

from django.urls import include, path

from sonae.public import agency, colours, views
from sonae.public.keeping import kept
from sonae.public.landing import page
from sonae.public.people import introduced_state
from sonae.web.access import for_everybody

urlpatterns = [
    path("", for_everybody(kept(introduced_state)(page.first)), name="first"),
    path("higai/", for_everybody(kept()(views.emergency)), name="emergency"),
    path("higai/<slug:kind>/", for_everybody(kept()(views.emergency_steps)), name="emergency-steps"),
    path("about/method/", for_everybody(kept()(views.method)), name="method"),
    path("about/privacy/", for_everybody(kept()(views.privacy)), name="privacy"),
    path("about/accessibility/", for_everybody(kept()(views.accessibility)), name="accessibility"),
    path("dairiten/", for_everybody(kept(introduced_state)(agency.page)), name="house"),
    path("colours.css", for_everybody(colours.style), name="house-colours"),
    path("", include("sonae.public.incidents.urls")),
    path("", include("sonae.public.numbers.urls")),
    path("", include("sonae.public.tools.urls")),
    path("", include("sonae.public.cover.urls")),
    path("", include("sonae.public.directives.urls")),
    path("", include("sonae.public.reading.urls")),
]
