"""Addresses of companies. Their list and their page show what other rooms know: they stand in ``desk``."""

from __future__ import annotations

from django.urls import path

from sonae.customers.views import contacts, editing, leaving, watching

urlpatterns = [
    path("gyomu/okyakusama/new/", editing.new, name="customer_new"),
    path("gyomu/okyakusama/export/", leaving.export, name="customers_export"),
    path("gyomu/okyakusama/<uuid:pk>/edit/", editing.edit, name="customer_edit"),
    path("gyomu/okyakusama/<uuid:pk>/delete/", editing.delete, name="customer_delete"),
    path("gyomu/okyakusama/<uuid:pk>/restore/", editing.restore, name="customer_restore"),
    path("gyomu/okyakusama/<uuid:pk>/who/", watching.watching, name="customer_who"),
    path("gyomu/okyakusama/<uuid:pk>/contacts/new/", contacts.add, name="contact_new"),
    path("gyomu/okyakusama/<uuid:pk>/contacts/<uuid:contact>/", contacts.change, name="contact"),
]
