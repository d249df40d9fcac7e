"""Addresses across rooms."""

from __future__ import annotations

from django.urls import path

from sonae.desk import log_export
from sonae.desk.views import companies, diagnoses, proposals, today

urlpatterns = [
    path("gyomu/", today.today, name="desk"),
    path("gyomu/kiroku/csv/", log_export.export, name="log_csv"),
    path("gyomu/okyakusama/", companies.companies, name="customers"),
    path("gyomu/okyakusama/<uuid:pk>/", companies.company, name="customer"),
    path("gyomu/okyakusama/<uuid:pk>/shindan/", diagnoses.start, name="diagnosis_start"),
    path("gyomu/okyakusama/<uuid:pk>/hikitsugi/", diagnoses.hand_over, name="diagnosis_hand_over"),
    path("gyomu/okyakusama/<uuid:pk>/kuraberu/<int:before>/<int:after>/", diagnoses.compare, name="diagnosis_compare"),
    path("gyomu/okyakusama/<uuid:pk>/teian/<int:run>/", proposals.proposal, name="proposal"),
]
