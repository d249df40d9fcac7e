"""Addresses of signing in, and of one's own account."""

from __future__ import annotations

from django.urls import path

from sonae.accounts.views import helping, own, setting_up, showing, signing

urlpatterns = [
    path("account/login/", signing.login, name="account_login"),
    path("account/login/passkey/", signing.passkey, name="account_passkey"),
    path("account/second/", showing.second, name="account_second"),
    path("account/choose/", signing.choose, name="account_choose"),
    path("account/setup/", setting_up.setup, name="account_setup"),
    path("account/logout/", signing.logout, name="account_logout"),
    path("account/reset/", helping.reset, name="account_reset"),
    path("account/reset/sent/", helping.reset_sent, name="account_reset_sent"),
    path("account/link/<str:token>/", helping.link, name="account_link"),
    path("account/", own.home, name="account_home"),
    path("account/fresh/", showing.fresh, name="account_fresh"),
    path("account/passkeys/add/", setting_up.add_passkey, name="account_passkey_add"),
    path("account/app/", setting_up.add_app, name="account_app"),
    path("account/codes/", setting_up.new_codes, name="account_codes"),
    path("account/factors/<int:factor>/remove/", own.remove_factor, name="account_factor_remove"),
    path("account/password/", own.password, name="account_password"),
    path("account/sessions/<uuid:session>/end/", own.end_session, name="account_session_end"),
    path("account/sessions/end-others/", own.end_others, name="account_sessions_end_others"),
    path("account/members/<uuid:membership>/recover/", helping.recover, name="account_recover"),
    path("account/members/<uuid:membership>/end-sessions/", helping.end_sessions, name="account_member_end"),
]
