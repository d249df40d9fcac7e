"""Addresses of the log."""

from __future__ import annotations

from django.urls import path

from sonae.audit import views

urlpatterns = [
    path("gyomu/kiroku/", views.log, name="log"),
    path("unei/kiroku/", views.operators_log, name="operators_log"),
]
