"""Addresses under ``/shindan/`` (a draft, to be changed) and ``/r/`` (its results, to be read and shown)."""

from __future__ import annotations

from django.urls import path

from sonae.assessments.views import changing, differing, grounds, prospect, results, takeaway, wizard
from sonae.web.access import for_everybody

urlpatterns = [
    path("shindan/", for_everybody(wizard.start), name="start"),
    path("shindan/deleted/", for_everybody(wizard.deleted), name="deleted"),
    path("shindan/<str:token>/", wizard.resume, name="resume"),
    path("shindan/<str:token>/q/<slug:name>/", wizard.question, name="question"),
    path("shindan/<str:token>/all/", wizard.together, name="together"),
    path("shindan/<str:token>/more/<slug:group>/", wizard.more, name="more"),
    path("shindan/<str:token>/range/", prospect.prospect, name="range"),
    path("shindan/<str:token>/check/", wizard.check, name="check"),
    path("shindan/<str:token>/carry/", wizard.carry, name="carry"),
    path("shindan/<str:token>/delete/", wizard.delete, name="delete"),
    path("r/<str:token>/", results.newest, name="newest"),
    path("r/<str:token>/<int:number>/", results.result, name="result"),
    path("r/<str:token>/<int:number>/band/", results.band, name="band"),
    path("r/<str:token>/<int:number>/vary/<slug:what>/", changing.vary, name="vary"),
    path("r/<str:token>/<int:number>/why/<slug:what>/", grounds.why, name="why"),
    path("r/<str:token>/<int:number>/why/<slug:what>/<slug:name>/", grounds.why, name="why"),
    path("r/<str:token>/<int:number>/differ/<slug:fact>/", differing.differ, name="differ"),
    path("r/<str:token>/<int:number>/compare/<int:other>/", grounds.compare, name="compare"),
    path("r/<str:token>/<int:number>/paper/<slug:name>.pdf", takeaway.paper, name="paper"),
    path("r/<str:token>/<int:number>/result.xlsx", takeaway.workbook, name="workbook"),
    path("r/<str:token>/<int:number>/result.zip", takeaway.tables, name="tables"),
    path("r/<str:token>/<int:number>/result.json", takeaway.whole, name="whole"),
]
