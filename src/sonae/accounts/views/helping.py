"""Back in without a password: a mailed link, and the recovery that a second admin starts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.accounts import places
from sonae.accounts.actions import links, passwords, recovery
from sonae.accounts.entering import LINKS_FROM_ADDRESS, MAILS_FROM_ADDRESS, MAILS_TO_ACCOUNT, enter, tried
from sonae.accounts.forms import NewPassword, Reset
from sonae.accounts.models import Link
from sonae.accounts.stepup import fresh_sign_in
from sonae.tenancy.doors import needs
from sonae.tenancy.models import Membership
from sonae.web.access import Access, marked
from sonae.web.clock import now
from sonae.web.errors import not_found, too_many

TITLES = {
    Link.Kind.RESET: "パスワードを決め直す",
    Link.Kind.RECOVERY: "サインインをやり直す",
    Link.Kind.OPERATOR: "運営者としてはじめる",
}


@marked(Access.SIGN_IN)
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same whoever's address it is, or nobody's."""
    form = Reset(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/reset.html", {"form": form}, status=422 if form.errors else 200)
    email, at = form.cleaned_data["email"], now()
    if wait := tried(request, at, (MAILS_FROM_ADDRESS, ""), (MAILS_TO_ACCOUNT, email)):
        return too_many(request, wait)
    recovery.ask_reset(email=email, site=places.site(request), at=at)
    return HttpResponseRedirect(reverse("account_reset_sent"))


@marked(Access.SIGN_IN)
@require_safe
def reset_sent(request: HttpRequest) -> HttpResponse:
    """What to do now."""
    return render(request, "accounts/reset_sent.html")


@marked(Access.SIGN_IN)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What a link opens. Looking at it uses nothing up: mail programs look, too."""
    at = now()
    found = links.live(token, at)
    if request.method == "POST" and (wait := tried(request, at, (LINKS_FROM_ADDRESS, ""))):
        return too_many(request, wait)
    if found is None or found.kind not in TITLES:
        return render(request, "accounts/link_over.html", status=410)
    bare = request.method == "POST" and "bare" in request.POST and found.kind != Link.Kind.RESET
    form = NewPassword(found.user, request.POST if request.method == "POST" and not bare else None)
    if not bare and not form.is_valid():
        context = {"form": form, "title": TITLES[Link.Kind(found.kind)], "reset": found.kind == Link.Kind.RESET}
        context |= {"user": found.user, "here": request.path}
        return render(request, "accounts/link.html", context, status=422 if form.errors else 200)
    password = None if bare else form.cleaned_data["password"]
    if not passwords.begin_anew(link=found, password=password, at=at):
        return render(request, "accounts/link_over.html", status=410)
    return enter(request, found.user, strong=False, then="", at=at)


@needs("members.manage")
@fresh_sign_in
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest, membership: UUID) -> HttpResponse:
    """A second admin starts the recovery of a member."""
    part = _part(request, membership)
    if part is None:
        return not_found(request)
    if request.method == "POST":
        site, path = places.site(request), places.path_of_link()
        recovery.start(part=part, by=request.actor, site=site, path=path, at=now())
        return render(request, "accounts/recovery_started.html", {"person": part.user})
    return render(request, "accounts/recover.html", {"person": part.user, "part": part})


@needs("members.manage")
@fresh_sign_in
@require_POST
def end_sessions(request: HttpRequest, membership: UUID) -> HttpResponse:
    """A second admin ends every session of a member."""
    part = _part(request, membership)
    if part is None:
        return not_found(request)
    recovery.end_sessions(part=part, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("account_recover", args=[part.pk]))


def _part(request: HttpRequest, membership: UUID) -> Membership | None:
    """A member whom they may help; nobody else is there."""
    part = Membership.objects.visible_to(request.actor).select_related("user").filter(pk=membership).first()
    return part if part is not None and recovery.may_help(request.actor, part) else None
