"""Addresses of signing in, and of one's own account."""

from __future__ import annotations

from django.urls import path

from sonae.accounts.views import signing

urlpatterns = [
    path("account/login/", signing.login, name="account_login"),
    path("account/choose/", signing.choose, name="account_choose"),
    path("account/logout/", signing.logout, name="account_logout"),
]
