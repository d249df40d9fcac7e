"""Addresses of what leaves."""

from __future__ import annotations

from django.urls import path

from sonae.outbox.views import allowing, showing, writing

urlpatterns = [
    path("gyomu/soshin/", showing.mails, name="mails"),
    path("gyomu/soshin/atesaki/", allowing.allowed, name="mail_allowed"),
    path("gyomu/soshin/atesaki/<uuid:allowed>/hazusu/", allowing.disallow, name="mail_disallow"),
    path("gyomu/soshin/kaku/<uuid:company>/", writing.write, name="mail_write"),
    path("gyomu/soshin/<uuid:mail>/", showing.mail, name="mail"),
    path("gyomu/soshin/<uuid:mail>/kakinaosu/", writing.rewrite, name="mail_rewrite"),
    path("gyomu/soshin/<uuid:mail>/tenpu/<int:place>/", showing.attached, name="mail_file"),
    path("gyomu/soshin/<uuid:mail>/okuru/", showing.release, name="mail_release"),
    path("gyomu/soshin/<uuid:mail>/tomeru/", showing.stop, name="mail_stop"),
    path("gyomu/soshin/<uuid:mail>/mouichido/", showing.again, name="mail_again"),
    path("gyomu/soshin/<uuid:mail>/suteru/", showing.discard, name="mail_discard"),
]
