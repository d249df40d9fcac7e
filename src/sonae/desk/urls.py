"""Addresses across rooms."""

from __future__ import annotations

from django.urls import path

from sonae.desk import log_export, views

urlpatterns = [
    path("gyomu/", views.today, name="desk"),
    path("gyomu/kiroku/csv/", log_export.export, name="log_csv"),
]
