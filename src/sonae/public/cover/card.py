"""The contact card: typed, shown to print, or taken as PDF. Nothing of it is kept, not even in memory."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sonae.accounts.site import house_of
from sonae.public.cover.forms import CardForm, begun
from sonae.public.views import library
from sonae.web.clock import now, today
from sonae.web.costly import Costly, NotNowError, TooOftenError
from sonae.web.fields import errors_of
from sonae.web.limits import Limit, address_of
from sonae.web.origin import nonce_of
from sonae_paper.documents.contact_card import KIND, Given, contact_card

UNPROCESSABLE, TOO_MANY, UNAVAILABLE = 422, 429, 503
MADE = Costly(Limit("contact-card", 40, 600), at_once=1, wait=2.0, kept=0)
"""A sheet takes a third of a second of a processor; none is kept, because it holds names and numbers of people."""
TO_PRINT, TO_MEND = "page", "edit"
AGAIN = "もう一度押してください。入力した内容は、この画面に残っています。"


def card(request: HttpRequest) -> HttpResponse:
    """The form; sent, the sheet as PDF, as a page to print, or the form again to mend what was typed."""
    if request.method != "POST":
        return _form(request, CardForm(initial=begun(house_of(request))))
    form = CardForm(request.POST)
    if not form.is_valid():
        return _form(request, form, UNPROCESSABLE)
    wanted = request.POST.get("as")
    if wanted == TO_MEND:
        return _form(request, form)
    return _page(request, form) if wanted == TO_PRINT else _pdf(request, form)


def _page(request: HttpRequest, form: CardForm) -> HttpResponse:
    """To be printed by the browser; what was typed goes along in it, so that one can go back and mend it."""
    context = {"card": contact_card(form.given(), library(), as_of=today()), "typed": form}
    return _private(render(request, "public/cover/card_sheet.html", context))


def _pdf(request: HttpRequest, form: CardForm) -> HttpResponse:
    try:
        content = MADE.made(nonce_of(request), lambda: _made(form.given()), who=(address_of(request),), at=now())
    except NotNowError as error:
        return _later(request, form, error)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(KIND)}_{today():%Y%m%d}.pdf"
    return _private(response)


def _made(given: Given) -> bytes:
    from sonae_paper.documents.contact_card import contact_paper

    return contact_paper(given, library(), as_of=today()).pdf


def _later(request: HttpRequest, form: CardForm, error: NotNowError) -> HttpResponse:
    """The form with all that was typed, and when it may be sent again."""
    if isinstance(error, TooOftenError):
        minutes = max(1, round(error.seconds / 60))
        response = _form(request, form, TOO_MANY, f"続けて何度も作られました。約{minutes}分たってから、{AGAIN}")
    else:
        response = _form(request, form, UNAVAILABLE, f"ほかの方のカードを作っています。数秒たってから、{AGAIN}")
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _form(request: HttpRequest, form: CardForm, status: int = 200, told: str = "") -> HttpResponse:
    context = {"form": form, "groups": list(form.groups()), "errors": errors_of(form), "told": told}
    page = render(request, "public/cover/card.html", context, status=status)
    return _private(page) if form.is_bound else page


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
