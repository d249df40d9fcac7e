"""Addresses under ``/shindan/`` (a draft, to be changed) and ``/r/`` (its results, to be read and shown)."""

from __future__ import annotations

from django.urls import path

from sonae.assessments.views import results, wizard

urlpatterns = [
    path("shindan/", wizard.start, name="start"),
    path("shindan/deleted/", wizard.deleted, name="deleted"),
    path("shindan/<str:token>/", wizard.resume, name="resume"),
    path("shindan/<str:token>/q/<slug:name>/", wizard.question, name="question"),
    path("shindan/<str:token>/all/", wizard.together, name="together"),
    path("shindan/<str:token>/more/<slug:group>/", wizard.more, name="more"),
    path("shindan/<str:token>/check/", wizard.check, name="check"),
    path("shindan/<str:token>/carry/", wizard.carry, name="carry"),
    path("shindan/<str:token>/delete/", wizard.delete, name="delete"),
    path("r/<str:token>/", results.newest, name="newest"),
    path("r/<str:token>/<int:number>/", results.result, name="result"),
]
