"""Addresses across rooms."""

from __future__ import annotations

from django.urls import path

from sonae.desk import views

urlpatterns = [path("gyomu/", views.today, name="desk")]
