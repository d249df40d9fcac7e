"""What exists of an agency's own site: pages for everybody, under ``/a/<slug>/`` or on the agency's host."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("sonae.leads.urls")),  # before the news, whose pages are called as one likes
    path("", include("sonae.public.urls")),
    path("", include("sonae.assessments.urls")),
    path("", include("sonae.web.urls")),
]
handler400 = "sonae.web.errors.bad_request"
handler403 = "sonae.web.errors.forbidden"
handler404 = "sonae.web.errors.not_found"
handler500 = "sonae.web.errors.broken"
