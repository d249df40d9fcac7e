"""Addresses of invitations, of an agency's settings and members, and of what it shows to others."""

from __future__ import annotations

from django.urls import path

from sonae.accounts.profile import Section
from sonae.accounts.views import granting, introducing, joining, members, office, offices

urlpatterns = [
    path("shotai/<str:token>/", joining.invitation, name="invitation"),
    path("shotai/<str:token>/betsu/", joining.sign_out_for, name="invitation_sign_out"),
    path("account/demo/<str:token>/", joining.demo, name="account_demo"),
    path("gyomu/settei/", office.overview, name="agency_settings"),
    *(
        path(f"gyomu/settei/{each.value}/", office.section, {"name": each}, name=f"settings_{each.value}")
        for each in Section
    ),
    path("gyomu/settei/kyoten/", offices.listing, name="branches"),
    path("gyomu/settei/kyoten/<uuid:branch>/", offices.rename, name="branch"),
    path("gyomu/settei/hito/", introducing.listing, name="introduced"),
    path("gyomu/settei/hito/kuwaeru/", introducing.add, name="introduce"),
    path("gyomu/settei/hito/<uuid:shownperson>/", introducing.change, name="introduced_one"),
    path("gyomu/settei/hito/<uuid:shownperson>/ugokasu/", introducing.move, name="introduced_move"),
    path("gyomu/settei/hito/<uuid:shownperson>/hazusu/", introducing.remove, name="introduced_remove"),
    path("gyomu/settei/koukai/", office.publish, name="settings_publish"),
    path("gyomu/settei/shonin/iranai/", office.none_needed, name="settings_none_needed"),
    path("gyomu/settei/members/", members.listing, name="members"),
    path("gyomu/settei/members/maneku/", members.invite, name="member_invite"),
    path("gyomu/settei/members/maneku/<uuid:invitation>/okuru/", members.resend, name="invitation_resend"),
    path("gyomu/settei/members/maneku/<uuid:invitation>/torikesu/", members.revoke, name="invitation_revoke"),
    path("gyomu/settei/members/<uuid:membership>/", members.member, name="member"),
    path("gyomu/settei/members/<uuid:membership>/hazusu/", members.end, name="member_end"),
    path("gyomu/settei/miseru/", granting.overview, name="grants"),
    path("gyomu/settei/miseru/unei/", granting.support, name="support"),
    path("gyomu/okyakusama/<uuid:customer>/miseru/", granting.give, name="grant_give"),
    path("gyomu/settei/miseru/<uuid:grant>/owaru/", granting.end, name="grant_end"),
    path("gyomu/kyoyu/", granting.shared, name="shared"),
]
