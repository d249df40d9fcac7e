"""Signing in with a password or a passkey, choosing a part, signing out."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sonae.accounts import ceremony, cookies
from sonae.accounts.actions import factors, passwords, sessions
from sonae.accounts.doors import at_step
from sonae.accounts.entering import (
    PASSKEYS_FROM_ADDRESS,
    PASSWORDS_FROM_ADDRESS,
    PASSWORDS_OF_ACCOUNT,
    arrived,
    enter,
    here,
    refused,
    tried,
)
from sonae.accounts.forms import Credential, SignIn
from sonae.accounts.places import NEXT, asked, onward
from sonae.accounts.who import Missing, found
from sonae.tenancy.permissions import ROLE_NAMES, Role
from sonae.web.access import Access, marked
from sonae.web.clock import now
from sonae.web.errors import too_many

WRONG = "メールアドレスかパスワードが違います。もう一度お確かめください。"
NO_PASSKEY = "このパスキーではサインインできませんでした。別の方法をお試しください。"
LATE = "画面を開いてから時間がたちました。もう一度押してください。"


@marked(Access.SIGN_IN)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Address and password; the page offers a passkey too."""
    if request.method == "POST":
        return _try_password(request)
    if request.session is not None:
        return HttpResponseRedirect(onward(here(request), asked(request)))
    return _page(request, SignIn())


def _try_password(request: HttpRequest) -> HttpResponse:
    form, at = SignIn(request.POST), now()
    if not form.is_valid():
        return _page(request, form, status=422)
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    if wait := tried(request, at, (PASSWORDS_FROM_ADDRESS, ""), (PASSWORDS_OF_ACCOUNT, email)):
        return too_many(request, wait)
    user = passwords.owner(email, password)
    if user is None:
        refused(request, "password", email)
        form.add_error(None, WRONG)
        return _page(request, form, status=422)
    return enter(request, user, strong=False, then=asked(request), at=at)


@marked(Access.SIGN_IN)
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """A passkey alone, which is two factors in one: something one has, and how one unlocks it."""
    at, form = now(), Credential(request.POST)
    if wait := tried(request, at, (PASSKEYS_FROM_ADDRESS, "")):
        return too_many(request, wait)
    try:
        with transaction.atomic():
            shown = ceremony.finish_entry(request, form.given(), at=at)
            factors.used_passkey(passkey=shown, at=at)
    except ceremony.RefusedError as error:
        late = isinstance(error, ceremony.LateError)
        refused(request, "passkey")
        return _page(request, SignIn(), passkey_error=LATE if late else NO_PASSKEY, status=422)
    return enter(request, shown.user, strong=True, then=asked(request), at=at)


def _page(request: HttpRequest, form: SignIn, passkey_error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "passkey": ceremony.begin_entry(request),
        "passkey_error": passkey_error,
        NEXT: asked(request),
    }
    return render(request, "accounts/login.html", context, status=status)


@at_step(Missing.CHOICE, Missing.SETUP, None)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """In which part somebody acts who has several; also to change it later."""
    if request.method == "POST" and sessions.choose(session=request.session, membership=_given(request)):
        at = now()
        who = found(cookies.secret_of(request), at)
        if who is None:
            return HttpResponseRedirect(reverse("account_login"))
        if who.actor is not None:
            with transaction.atomic():
                arrived(who.session, at)
        return HttpResponseRedirect(onward(who, asked(request)))
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
    """The session ends, here and on the server; the browser forgets the pages it has kept."""
    if request.session is not None:
        sessions.end(sessions=[request.session.pk], user=request.session.user_id, at=now())
    response = cookies.forget(HttpResponseRedirect(reverse("account_login")))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
