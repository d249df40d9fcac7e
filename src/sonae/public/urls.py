"""Addresses of the public site."""

from __future__ import annotations

from django.urls import path

from sonae.public import views

urlpatterns = [
    path("", views.first, name="first"),
    path("higai/", views.emergency, name="emergency"),
    path("higai/<slug:kind>/", views.emergency_steps, name="emergency-steps"),
    path("about/method/", views.method, name="method"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
]
