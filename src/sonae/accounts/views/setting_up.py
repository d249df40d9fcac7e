"""Setting up passkeys, an app for codes, and backup codes: at the first sign-in, or later from one's own page."""

from __future__ import annotations

from typing import Any

import segno
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.accounts import ceremony, codes
from sonae.accounts.actions import factors
from sonae.accounts.adapter import Adapter
from sonae.accounts.browsers import in_words
from sonae.accounts.doors import at_step
from sonae.accounts.entering import CODES_OF_ACCOUNT, go_on, hand_over, tried
from sonae.accounts.forms import Credential, NewApp
from sonae.accounts.models import Session
from sonae.accounts.places import NEXT, asked, onward
from sonae.accounts.stepup import fresh_sign_in
from sonae.accounts.who import Missing
from sonae.web.clock import now
from sonae.web.errors import form_expired, too_many

WRONG_CODE = "アプリに今出ている数字と違います。アプリの時計が合っているかもお確かめください。"
NO_PASSKEY = "パスキーを登録できませんでした。もう一度押すか、別の方法をお試しください。"
TOO_MANY = "パスキーは10個までです。使わないものを外してから、追加してください。"
SEED_AGE = 30 * 60
_SALT = "sonae.accounts.seed"

settling = at_step(Missing.SETUP, None)


@settling
@require_safe
def setup(request: HttpRequest) -> HttpResponse:
    """Which second factor? Staff see nothing else until they have one."""
    return _setup_page(request)


def _setup_page(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    user = request.session.user
    context = {
        "passkey": ceremony.begin_adding(request, user),
        "must": request.missing is Missing.SETUP,
        "has_password": user.has_usable_password(),
        "wrong": wrong,
        NEXT: asked(request),
    }
    return render(request, "accounts/setup.html", context, status=status)


@settling
@fresh_sign_in
@require_POST
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Keep a passkey that the browser has made."""
    user, at = request.session.user, now()
    name = request.POST.get("name", "") or in_words(request.headers.get("User-Agent", ""))
    try:
        credential = ceremony.finish_adding(request, Credential(request.POST).given(), at=at, user=user)
        factors.add_passkey(user=user, name=name, credential=credential, at=at)
    except ceremony.RefusedError:
        return _setup_page(request, NO_PASSKEY, 422)
    except factors.TooManyError:
        return _setup_page(request, TOO_MANY, 422)
    return _added(request)


@settling
@fresh_sign_in
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def add_app(request: HttpRequest) -> HttpResponse:
    """An app for codes: its picture, and the first code as a proof that it works."""
    if request.method != "POST":
        return _app_page(request, NewApp(), codes.new_seed())
    user, at, form = request.session.user, now(), NewApp(request.POST)
    seed = _seed(request)
    if seed is None:
        return form_expired(request)
    if wait := tried(request, at, (CODES_OF_ACCOUNT, str(user.pk))):
        return too_many(request, wait)
    if form.is_valid() and factors.add_app(user=user, seed=seed, code=form.cleaned_data["code"], at=at):
        return _added(request)
    if form.is_valid():
        form.add_error("code", WRONG_CODE)
    return _app_page(request, form, seed, status=422)


def _seed(request: HttpRequest) -> str | None:
    try:
        given = signing.loads(request.POST.get("seed", ""), salt=_salt(request), max_age=SEED_AGE)
    except signing.BadSignature:
        return None
    return str(given)


def _salt(request: HttpRequest) -> str:
    return f"{_SALT} {request.session.pk}"


def _app_page(request: HttpRequest, form: NewApp, seed: str, status: int = 200) -> HttpResponse:
    address = Adapter().build_totp_url(request.session.user, seed)
    drawn = segno.make(address, error="m").svg_inline(scale=1, border=4, omitsize=True, light="#fff")
    context: dict[str, Any] = {
        "form": form,
        "picture": mark_safe(drawn),  # noqa: S308 (segno draws it; nothing of it is text)
        "seed": " ".join(seed[start : start + 4] for start in range(0, len(seed), 4)),
        "signed": signing.dumps(seed, salt=_salt(request)),
        NEXT: asked(request),
    }
    return render(request, "accounts/app.html", context, status=status)


def _added(request: HttpRequest) -> HttpResponse:
    """A factor was just set up, which shows it: on, with backup codes where there are none."""
    user, at = request.session.user, now()
    made = factors.new_backup_codes(user=user, at=at) if factors.backup_codes_left(user) is None else []
    who, secret = go_on(request, strong=True, at=at)
    others = Session.objects.lasting(at).filter(user=user).exclude(pk=who.session.pk).exists()
    context = {"codes": made, "onward": onward(who, asked(request)), "user": user, "others": others}
    page = render(request, "accounts/codes.html", context)
    return hand_over(request, page, secret)


@at_step(None)
@fresh_sign_in
@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten fresh backup codes in place of all earlier ones."""
    user = request.session.user
    made = factors.new_backup_codes(user=user, at=now()) if factors.of(user) else []
    return render(request, "accounts/codes.html", {"codes": made, "onward": asked(request), "user": user})
