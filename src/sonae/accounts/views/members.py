"""設定 → メンバー: who belongs to the agency, inviting, changing and ending."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.accounts import places
from sonae.accounts.actions import inviting, members, recovery
from sonae.accounts.actions.inviting import Address, Part
from sonae.accounts.agency_forms import ABOUT, Invite, MemberPart, branches_of
from sonae.accounts.invitations import Invitation
from sonae.accounts.models import Session
from sonae.accounts.refusals import DeclinedError
from sonae.outbox.sources import Company, company
from sonae.tenancy.doors import needs
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import ROLE_NAMES, Role
from sonae.web.clock import now
from sonae.web.errors import not_found, too_many
from sonae.web.fields import errors_of
from sonae.web.limits import Limit, used_up
from sonae.web.once import once
from sonae.web.origin import nonce_of

DORMANT = timedelta(days=90)
"""Not here for so long: does this person still need a way in?"""
MOST_PAST = 50
INVITATIONS = Limit("invitations of an agency", 60, 3600)
"""Each is a mail to somebody who may not want it."""


def too_many_invitations(request: HttpRequest) -> HttpResponse | None:
    """The page for an agency that has sent more than anybody needs; None for every other."""
    seconds = used_up(INVITATIONS, str(request.actor.agency_id), now())
    return too_many(request, seconds) if seconds else None


def links_of(request: HttpRequest) -> Address:
    """Where links of invitations lead."""
    path = reverse("invitation", args=["SECRET"]).replace("SECRET", "{}")
    return Address(places.site(request), path)


@needs(inviting.INVITE)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody with a part, whom nobody has seen for long, and invitations that wait."""
    at, actor = now(), request.actor
    rows = Membership.objects.visible_to(actor).filter(agency_id=actor.agency_id).select_related("user", "branch")
    here = list(rows.filter(ended_at__isnull=True).order_by("user__name", "pk"))
    seen = _seen(here)
    context = {
        "members": [_row(part, seen.get(part.pk), actor.user_id, at) for part in _in_order(here)],
        "past": [
            (part, ROLE_NAMES[Role(part.role)])
            for part in rows.filter(ended_at__isnull=False).order_by("-ended_at")[:MOST_PAST]
        ],
        "invitations": [
            {"row": row, "role": ROLE_NAMES[Role(row.role)], "over": row.ended(at) is not None}
            for row in _waiting(request)
        ],
        "sent": request.GET.get("sent", ""),
    }
    return render(request, "accounts/members.html", context)


def _waiting(request: HttpRequest) -> Any:
    rows = Invitation.objects.visible_to(request.actor).filter(agency_id=request.actor.agency_id)
    open_ = rows.filter(accepted_at__isnull=True, revoked_at__isnull=True)
    return open_.select_related("invited_by").order_by("-sent_at")


def _in_order(parts: list[Membership]) -> list[Membership]:
    order = {role.value: place for place, role in enumerate(Role)}
    return sorted(parts, key=lambda part: order[part.role])


def _seen(parts: list[Membership]) -> dict[UUID, datetime]:
    """When each was last here."""
    rows = Session.objects.filter(membership_id__in=[part.pk for part in parts])
    return dict(
        rows.order_by().values("membership_id").annotate(last=Max("seen_at")).values_list("membership_id", "last")
    )


def _row(part: Membership, seen: datetime | None, me: UUID, at: datetime) -> dict[str, Any]:
    return {
        "part": part,
        "role": ROLE_NAMES[Role(part.role)],
        "seen": seen,
        "dormant": at - (seen or part.since) > DORMANT,
        "me": part.user_id == me,
    }


# --- inviting ---------------------------------------------------------------------------------------------------------


@needs(inviting.INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a part; with ``company`` in the address, a client of that company."""
    whose = _company(request)
    roles = _roles(request, whose)
    given = request.POST if request.method == "POST" else None
    form = Invite(given, roles=roles, branches=branches_of(request.actor.agency_id), initial={"role": Role.STAFF.value})
    if request.method != "POST" or not form.is_valid():
        return _invite_page(request, form, whose, 422 if form.errors else 200)
    if (too_often := too_many_invitations(request)) is not None:
        return too_often
    role, email = Role(form.cleaned_data["role"]), form.cleaned_data["email"]
    part = Part(role, form.cleaned_data.get("branch"), whose.id if whose else None)
    agency = Agency.objects.get(pk=request.actor.agency_id)

    def act() -> str:
        links, at = links_of(request), now()
        inviting.invite(agency=agency, email=email, part=part, by=request.actor, address=links, at=at)
        return f"{reverse('members')}?sent=1"

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), act))
    except DeclinedError as error:
        form.add_error(error.field or None, error.words)
        return _invite_page(request, form, whose, 422)


def _company(request: HttpRequest) -> Company | None:
    """The company of a client who is invited; only one of the own agency."""
    try:
        found = company(UUID(request.GET.get("company", "")), request.actor)
    except ValueError:
        return None
    return found if found is not None and found.agency_id == request.actor.agency_id else None


def _roles(request: HttpRequest, whose: Company | None) -> tuple[Role, ...]:
    if whose is not None:
        return (Role.CLIENT,)
    return tuple(role for role in inviting.roles_for(request.actor) if role is not Role.CLIENT)


def _invite_page(request: HttpRequest, form: Invite, whose: Company | None, status: int) -> HttpResponse:
    context = {
        "form": form,
        "errors": errors_of(form),
        "about": [(ROLE_NAMES[Role(value)], ABOUT[Role(value)]) for value, _ in form.fields["role"].choices],
        "company": whose,
        "here": request.get_full_path(),
    }
    return render(request, "accounts/member_invite.html", context, status=status)


@needs(inviting.INVITE)
@require_POST
def resend(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """A new link."""
    found = _waiting(request).filter(pk=invitation).first()
    if found is None:
        return not_found(request)
    if (too_often := too_many_invitations(request)) is not None:
        return too_often

    def act() -> str:
        inviting.resend(invitation=found, by=request.actor, address=links_of(request), at=now())
        return f"{reverse('members')}?sent=1"

    return _done(request, act)


@needs(inviting.INVITE)
@require_POST
def revoke(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    found = _waiting(request).filter(pk=invitation).first()
    if found is None:
        return not_found(request)

    def act() -> str:
        inviting.revoke(invitation=found, by=request.actor, at=now())
        return reverse("members")

    return _done(request, act)


def _done(request: HttpRequest, act: Any) -> HttpResponse:
    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), act))
    except DeclinedError as error:
        return render(request, "accounts/declined.html", {"wrong": error.words}, status=403)


# --- one member -------------------------------------------------------------------------------------------------------


def _part(request: HttpRequest, membership: UUID) -> Membership | None:
    rows = Membership.objects.visible_to(request.actor).filter(agency_id=request.actor.agency_id)
    return rows.filter(pk=membership, ended_at__isnull=True).select_related("user", "branch").first()


@needs(inviting.INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, membership: UUID) -> HttpResponse:
    """One member: their part, where they are signed in, and what can be done."""
    part = _part(request, membership)
    if part is None:
        return not_found(request)
    first = {"role": part.role, "branch": part.branch_id}
    roles, branches = members.roles_after(request.actor, part), branches_of(part.agency_id)
    form = MemberPart(request.POST if request.method == "POST" else None, roles=roles, branches=branches, initial=first)
    if request.method != "POST":
        return _member_page(request, part, form)
    if not form.is_valid():
        return _member_page(request, part, form, 422)
    branch = form.cleaned_data["branch"] if "branch" in form.fields else part.branch
    try:
        members.change(part=part, role=Role(form.cleaned_data["role"]), branch=branch, by=request.actor, at=now())
    except DeclinedError as error:
        form.add_error(error.field or None, error.words)
        return _member_page(request, part, form, 422)
    return HttpResponseRedirect(f"{reverse('member', args=[part.pk])}?saved=1")


def _member_page(request: HttpRequest, part: Membership, form: MemberPart, status: int = 200) -> HttpResponse:
    context = {
        "part": part,
        "role": ROLE_NAMES[Role(part.role)],
        "form": form,
        "errors": errors_of(form) if form.is_bound else [],
        "may": members.may_touch(request.actor, part),
        "may_help": recovery.may_help(request.actor, part),
        "sessions": Session.objects.lasting(now()).filter(membership=part).order_by("-seen_at"),
        "about": [(ROLE_NAMES[Role(value)], ABOUT[Role(value)]) for value, _ in form.fields["role"].choices],
        "saved": "saved" in request.GET and request.method != "POST",
    }
    return render(request, "accounts/member.html", context, status=status)


@needs(inviting.INVITE)
@require_POST
def end(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Take a member out."""
    part = _part(request, membership)
    if part is None:
        return not_found(request)
    try:
        members.end(part=part, by=request.actor, at=now())
    except DeclinedError as error:
        return render(request, "accounts/declined.html", {"wrong": error.words}, status=403)
    return HttpResponseRedirect(reverse("members"))
