"""Addresses of a company's policies."""

from __future__ import annotations

from django.urls import path

from sonae.policies import views

urlpatterns = [
    path("gyomu/okyakusama/<uuid:pk>/keiyaku/new/", views.add, name="policy_new"),
    path("gyomu/okyakusama/<uuid:pk>/keiyaku/<uuid:policy>/", views.change, name="policy"),
    path("gyomu/okyakusama/<uuid:pk>/keiyaku/<uuid:policy>/remove/", views.remove, name="policy_remove"),
]
