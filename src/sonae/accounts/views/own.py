"""One's own account: factors, sessions, password."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.accounts.actions import factors, passwords, sessions
from sonae.accounts.doors import at_step
from sonae.accounts.entering import here
from sonae.accounts.forms import NewPassword
from sonae.accounts.models import Session
from sonae.accounts.places import NEXT, asked, onward
from sonae.accounts.stepup import fresh_sign_in
from sonae.accounts.who import Missing, must_be_strong
from sonae.tenancy.doors import signed_in
from sonae.web.clock import now
from sonae.web.errors import not_found

LAST = "これを外すと、サインインできなくなります。先に、別のパスキーかアプリを登録してください。"


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What they sign in with, and where they are signed in."""
    return _page(request)


def _page(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    user, at = request.session.user, now()
    have = factors.of(user)
    context: dict[str, Any] = {
        "user": user,
        "passkeys": [(each, each.data["name"]) for each in have if each.type == Authenticator.Type.WEBAUTHN],
        "app": next((each for each in have if each.type == Authenticator.Type.TOTP), None),
        "codes_left": factors.backup_codes_left(user),
        "sessions": _sessions(request, at),
        "several": len(sessions.parts_of(user)) > 1,
        "wrong": wrong,
    }
    return render(request, "accounts/home.html", context, status=status)


def _sessions(request: HttpRequest, at: datetime) -> list[tuple[Session, bool]]:
    rows = Session.objects.lasting(at).filter(user=request.session.user).order_by("-seen_at", "-created_at")
    return [(row, row.pk == request.session.pk) for row in rows]


@signed_in
@fresh_sign_in
@require_POST
def remove_factor(request: HttpRequest, factor: int) -> HttpResponse:
    """Take a passkey or the app away; the last one stays where one is needed."""
    session = request.session
    try:
        needed = must_be_strong(session)
        removed = factors.remove(user=session.user, factor=factor, needed=needed, at=now(), but=session.pk)
    except factors.LastFactorError:
        return _page(request, LAST, 422)
    return not_found(request) if removed is None else _home()


@signed_in
@require_POST
def end_session(request: HttpRequest, session: UUID) -> HttpResponse:
    """End one of one's own sessions; this one is the same as signing out."""
    ended = sessions.end(sessions=[session], user=request.session.user_id, at=now())
    return _home() if ended else not_found(request)


@signed_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of them but this one."""
    sessions.end_all(user=request.session.user_id, at=now(), but=request.session.pk)
    return _home()


@at_step(Missing.SETUP, None)
@fresh_sign_in
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password; every other session ends."""
    session = request.session
    form = NewPassword(session.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        passwords.change(user=session.user, password=form.cleaned_data["password"], at=now(), but=session.pk)
        return _home() if request.missing is None else HttpResponseRedirect(onward(here(request), asked(request)))
    context = {"form": form, "user": session.user, NEXT: asked(request)}
    return render(request, "accounts/password.html", context, status=422 if form.errors else 200)


def _home() -> HttpResponse:
    return HttpResponseRedirect(reverse("account_home"))
