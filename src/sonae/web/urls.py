"""Addresses of the furniture."""

from __future__ import annotations

from django.urls import path

from sonae.web import views

urlpatterns = [path("healthz", views.health, name="health")]
