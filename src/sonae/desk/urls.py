"""Addresses across rooms."""

from __future__ import annotations

from django.urls import path

from sonae.desk import log_export
from sonae.desk.views import companies, diagnoses, operating, proposals, today

urlpatterns = [
    path("gyomu/", today.today, name="desk"),
    path("unei/", operating.home, name="operator"),
    path("unei/jotai/", operating.health, name="operator_health"),
    path("unei/dairiten/", operating.new, name="operator_new"),
    path("unei/dairiten/<slug:slug>/", operating.agency, name="operator_agency"),
    path("unei/dairiten/<slug:slug>/maneku/", operating.invite, name="operator_invite"),
    path("unei/dairiten/<slug:slug>/basho/", operating.place, name="operator_place"),
    path("unei/dairiten/<slug:slug>/tojiru/", operating.close, name="operator_close"),
    path("unei/dairiten/<slug:slug>/hiraku/", operating.reopen, name="operator_reopen"),
    path("unei/shien/<uuid:grant>/hairu/", operating.help_agency, name="operator_help"),
    path("unei/shien/owaru/", operating.stop_helping, name="operator_stop_helping"),
    path("gyomu/kiroku/csv/", log_export.export, name="log_csv"),
    path("gyomu/okyakusama/", companies.companies, name="customers"),
    path("gyomu/okyakusama/<uuid:pk>/", companies.company, name="customer"),
    path("gyomu/okyakusama/<uuid:pk>/shindan/", diagnoses.start, name="diagnosis_start"),
    path("gyomu/okyakusama/<uuid:pk>/hikitsugi/", diagnoses.hand_over, name="diagnosis_hand_over"),
    path("gyomu/okyakusama/<uuid:pk>/kuraberu/<int:before>/<int:after>/", diagnoses.compare, name="diagnosis_compare"),
    path("gyomu/okyakusama/<uuid:pk>/teian/<int:run>/", proposals.proposal, name="proposal"),
]
