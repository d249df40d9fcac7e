"""Signing in with a password, choosing a part, signing out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sonae.accounts import cookies
from sonae.accounts.actions import passwords, sessions
from sonae.accounts.entering import (
    PASSWORDS_FROM_ADDRESS,
    PASSWORDS_OF_ACCOUNT,
    enter,
    here,
)
from sonae.accounts.forms import SignIn
from sonae.accounts.places import NEXT, asked, onward
from sonae.accounts.who import Missing, found
from sonae.tenancy.permissions import ROLE_NAMES, Role
from sonae.web.access import Access, marked
from sonae.web.clock import now
from sonae.web.errors import too_many
from sonae.web.limits import address_of, used_up

WRONG = "メールアドレスかパスワードが違います。もう一度お確かめください。"


@marked(Access.SIGN_IN)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Address and password, or a passkey."""
    if request.method == "POST":
        return _try(request)
    if request.session is not None:
        return HttpResponseRedirect(onward(here(request), asked(request)))
    return _page(request, SignIn())


def _try(request: HttpRequest) -> HttpResponse:
    form, at = SignIn(request.POST), now()
    if not form.is_valid():
        return _page(request, form, 422)
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    wait = max(used_up(PASSWORDS_FROM_ADDRESS, address_of(request), at), used_up(PASSWORDS_OF_ACCOUNT, email, at))
    if wait:
        return too_many(request, wait)
    user = passwords.owner(email, password)
    if user is None:
        form.add_error(None, WRONG)
        return _page(request, form, 422)
    return enter(request, user, strong=False, then=asked(request), at=at)


def _page(request: HttpRequest, form: SignIn, status: int = 200) -> HttpResponse:
    return render(request, "accounts/login.html", {"form": form, NEXT: asked(request)}, status=status)


@marked(Access.SIGN_IN)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """In which part somebody acts who has several; also to change it later."""
    if request.session is None or request.missing is Missing.FACTOR:
        return HttpResponseRedirect(reverse("account_login"))
    if request.method == "POST" and sessions.choose(session=request.session, membership=_given(request)):
        who = found(cookies.secret_of(request), now())
        return HttpResponseRedirect(onward(who, asked(request)) if who else reverse("account_login"))
    parts = [(part, ROLE_NAMES[Role(part.role)]) for part in sessions.parts_of(request.session.user)]
    context = {"parts": parts, "now_in": request.session.membership_id, NEXT: asked(request)}
    return render(request, "accounts/choose.html", context)


def _given(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("part", ""))
    except ValueError:
        return None


@marked(Access.SIGN_IN)
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """The session ends, here and on the server."""
    if request.session is not None:
        sessions.end(sessions=[request.session.pk], user=request.session.user_id, at=now())
    return cookies.forget(HttpResponseRedirect(reverse("account_login")))
