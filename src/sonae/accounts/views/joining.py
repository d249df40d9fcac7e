"""What the link of an invitation opens: a part in an agency, for whoever has the invited address."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sonae.accounts import cookies
from sonae.accounts.actions import inviting, links, sessions
from sonae.accounts.agency_forms import ABOUT, Joining
from sonae.accounts.entering import LINKS_FROM_ADDRESS, enter, tried
from sonae.accounts.forms import NewPassword
from sonae.accounts.invitations import End, Invitation
from sonae.accounts.models import Link, User
from sonae.accounts.places import onward
from sonae.accounts.who import Missing, found
from sonae.tenancy.permissions import ROLE_NAMES, Role
from sonae.web.access import Access, marked
from sonae.web.clock import now
from sonae.web.errors import too_many
from sonae.web.fields import errors_of

WHY: Mapping[End, str] = {
    End.ACCEPTED: "この招待は、もう使われています。1つのリンクで入れるのは1回だけです。",
    End.REVOKED: "この招待は、取り消されたか、新しい招待に置き換わっています。",
    End.EXPIRED: "この招待は、7日間の期限が過ぎています。",
    End.WITHDRAWN: "この招待を送った人が、いまは人を招けないか、代理店が閉じているか、お客様が削除されています。",
    End.UNKNOWN: "このリンクは見つかりません。途中で切れていないか、新しいメールが届いていないかを、お確かめください。",
}


@marked(Access.SIGN_IN)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up: mail programs look, too."""
    at = now()
    if request.method == "POST" and (wait := tried(request, at, (LINKS_FROM_ADDRESS, ""))):
        return too_many(request, wait)
    invited, why = inviting.opened(token, at)
    if invited is None or why is not None:
        return _over(request, why or End.UNKNOWN)
    if request.session is not None and request.missing is not Missing.FACTOR:
        return _for_somebody(request, invited)
    if User.objects.filter(email=invited.email).exists():
        return _page(request, "accounts/invited_known.html", invited, next=request.path)
    return _for_nobody(request, invited)


def _for_somebody(request: HttpRequest, invited: Invitation) -> HttpResponse:
    """Whoever is signed in takes the part, if it is theirs to take."""
    user, at = request.session.user, now()
    if user.email != invited.email:
        return _page(request, "accounts/invited_other.html", invited, status=403, user=user)
    if request.method != "POST":
        return _page(request, "accounts/invited_known.html", invited, user=user)
    part = inviting.accept_as(invitation=invited, user=user, at=at)
    if part is None:
        return _over(request, inviting.opened_again(invited, at))
    sessions.choose(session=request.session, membership=part.pk)
    who = found(cookies.secret_of(request), at)
    return HttpResponseRedirect(reverse("account_login") if who is None else onward(who, ""))


def _for_nobody(request: HttpRequest, invited: Invitation) -> HttpResponse:
    """Somebody without an account makes one."""
    form, at = Joining(request.POST if request.method == "POST" else None), now()
    bare = request.method == "POST" and "bare" in request.POST and invited.role != Role.CLIENT
    if request.method != "POST" or not _good(form, invited, bare=bare):
        return _page(request, "accounts/invited.html", invited, form=form, status=422 if form.is_bound else 200)
    password = None if bare else form.cleaned_data["password"]
    user = inviting.accept_new(invitation=invited, name=form.cleaned_data["name"], password=password, at=at)
    if user is None:
        return _over(request, inviting.opened_again(invited, at))
    return enter(request, user, strong=False, then="", at=at)


def _good(form: Joining, invited: Invitation, *, bare: bool) -> bool:
    """A name, and a password that will do unless a passkey is to stand in for it."""
    if form.is_valid() and not bare:
        them = User(email=invited.email, name=form.cleaned_data["name"])
        checked = NewPassword(them, {"password": form.cleaned_data["password"]})
        for told in checked.errors.get("password", []):
            form.add_error("password", told)
    return form.is_valid()


def _page(
    request: HttpRequest, template: str, invited: Invitation, *, status: int = 200, **more: object
) -> HttpResponse:
    role = Role(invited.role)
    context = {
        "invited": invited,
        "role": ROLE_NAMES[role],
        "about": ABOUT[role],
        "bare": role is not Role.CLIENT,
        "here": request.path,
        **more,
    }
    form = more.get("form")
    if isinstance(form, Joining) and form.is_bound:
        context["errors"] = errors_of(form)
    return render(request, template, context, status=status)


def _over(request: HttpRequest, why: End) -> HttpResponse:
    return render(request, "accounts/invited_over.html", {"why": WHY[why]}, status=410)


@marked(Access.SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest, token: str) -> HttpResponse:
    """The desk of the demo's owner, once: without a second factor, so only for a browser on the same machine."""
    at = now()
    if request.method == "POST" and (wait := tried(request, at, (LINKS_FROM_ADDRESS, ""))):
        return too_many(request, wait)
    link = links.live(token, at)
    if link is None or link.kind != Link.Kind.DEMO or not _same_machine(request):
        return render(request, "accounts/link_over.html", status=410)
    if request.method != "POST":
        return render(request, "accounts/demo.html", {"user": link.user, "here": request.path})
    if not links.take(link=link, at=at):
        return render(request, "accounts/link_over.html", status=410)
    return enter(request, link.user, strong=True, then="", at=at)


def _same_machine(request: HttpRequest) -> bool:
    """A browser beside the server; never behind a proxy, where everybody seems to be."""
    if settings.HTTPS or request.headers.get("X-Forwarded-For"):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@marked(Access.SIGN_IN)
@require_POST
def sign_out_for(request: HttpRequest, token: str) -> HttpResponse:
    """Sign out and come back to the invitation, for whoever was signed in under another address."""
    if request.session is not None:
        sessions.end(sessions=[request.session.pk], user=request.session.user_id, at=now())
    return cookies.forget(HttpResponseRedirect(reverse("invitation", args=[token])))
