"""Addresses of ``public.numbers``."""

from __future__ import annotations

from django.urls import path

from sonae.public.keeping import kept
from sonae.public.numbers import cases, nicter
from sonae.web.access import for_everybody

urlpatterns = [
    path("data/nicter/", for_everybody(kept()(nicter.nicter)), name="nicter"),
    path("data/nicter.csv", for_everybody(nicter.nicter_csv), name="nicter-csv"),
    path("jirei/", for_everybody(kept()(cases.cases)), name="cases"),
    path("jirei/<slug:case>/", for_everybody(kept()(cases.case)), name="case"),
]
