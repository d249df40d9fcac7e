"""Every address of the site; each room lists its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("sonae.leads.urls")),  # before the news, whose pages are called as one likes
    path("", include("sonae.public.urls")),
    path("", include("sonae.assessments.urls")),
    path("", include("sonae.web.urls")),
    path("", include("sonae.audit.urls")),
    path("", include("sonae.accounts.urls")),
    path("", include("sonae.accounts.agency_urls")),
    path("", include("sonae.outbox.urls")),
    path("", include("sonae.customers.urls")),
    path("", include("sonae.policies.urls")),
    path("", include("sonae.leads.desk_urls")),
    path("", include("sonae.desk.urls")),
]
handler400 = "sonae.web.errors.bad_request"
handler403 = "sonae.web.errors.forbidden"
handler404 = "sonae.web.errors.not_found"
handler500 = "sonae.web.errors.broken"
