"""Showing who one is: the second factor after a password, and anew before what a browser left open should not do."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sonae.accounts import ceremony
from sonae.accounts.actions import factors
from sonae.accounts.doors import at_step
from sonae.accounts.entering import CODES_OF_ACCOUNT, PASSWORDS_OF_ACCOUNT, go_on, hand_over, refused, tried
from sonae.accounts.forms import Code, Credential, Password
from sonae.accounts.places import NEXT, asked, onward
from sonae.accounts.who import Missing
from sonae.web.clock import now
from sonae.web.errors import too_many

WRONG_CODE = "このコードは使えません。アプリに今出ている数字をお確かめください。一度使ったコードは使えません。"
WRONG_PASSWORD = "パスワードが違います。"  # noqa: S105 (a sentence)
NO_PASSKEY = "このパスキーでは確認できませんでした。"


@at_step(Missing.FACTOR)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second factor after a right password."""
    return _shown(request, "accounts/second.html")


@at_step(None)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def fresh(request: HttpRequest) -> HttpResponse:
    """Anew, within a session: a factor, or the password of whoever has no factor."""
    return _shown(request, "accounts/fresh.html")


def _shown(request: HttpRequest, template: str) -> HttpResponse:
    user, at = request.session.user, now()
    have = {factor.type for factor in factors.of(user)}
    if request.method != "POST":
        return _page(request, template, have)
    limit = CODES_OF_ACCOUNT if have else PASSWORDS_OF_ACCOUNT
    if wait := tried(request, at, (limit, str(user.pk))):
        return too_many(request, wait)
    wrong = _wrong(request, have)
    if wrong:
        refused(request, "passkey" if "credential" in request.POST else "code" if have else "password", user.email)
        return _page(request, template, have, wrong=wrong, status=422)
    who, secret = go_on(request, strong=bool(have), at=at)
    return hand_over(request, HttpResponseRedirect(onward(who, asked(request))), secret)


def _wrong(request: HttpRequest, have: set[str]) -> str:
    """Empty where they have shown it, else what to say."""
    user, at = request.session.user, now()
    if "credential" in request.POST and Authenticator.Type.WEBAUTHN in have:
        try:
            with transaction.atomic():
                shown = ceremony.finish_entry(request, Credential(request.POST).given(), at=at, user=user)
                factors.used_passkey(passkey=shown, at=at)
        except ceremony.RefusedError:
            return NO_PASSKEY
        return ""
    if have:
        code = Code(request.POST)
        used = code.is_valid() and factors.use_code(user=user, code=code.cleaned_data["code"], at=at)
        return "" if used else WRONG_CODE
    password = Password(request.POST)
    right = password.is_valid() and user.check_password(password.cleaned_data["password"])
    return "" if right else WRONG_PASSWORD


def _code_form(have: set[str]) -> Code:
    """Of an app's codes; whoever has none can still show a backup code."""
    form = Code()
    if Authenticator.Type.TOTP not in have:
        form.fields["code"].label = "予備のコード"
        form.fields["code"].help_text = "控えておいた予備のコードを、1つ入力します。"
    return form


def _page(request: HttpRequest, template: str, have: set[str], *, wrong: str = "", status: int = 200) -> HttpResponse:
    user = request.session.user
    context: dict[str, Any] = {"wrong": wrong, NEXT: asked(request), "has_app": Authenticator.Type.TOTP in have}
    context["form"] = _code_form(have) if have else Password()
    if Authenticator.Type.WEBAUTHN in have:
        context["passkey"] = ceremony.begin_entry(request, user)
    return render(request, template, context, status=status)
