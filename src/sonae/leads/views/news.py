"""The newsletter: asked for, confirmed by a press in the mail, ended by a press. Reading a page changes nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sonae.accounts.profile import AgencyProfile
from sonae.leads import newsletters
from sonae.leads.asked import Standing
from sonae.leads.forms import NewsForm
from sonae.leads.keys import address_key, addresses_on
from sonae.leads.suspicion import TRAP
from sonae.leads.views.door import no_store, of_house
from sonae.web.access import by_secret_link, for_everybody
from sonae.web.clock import now
from sonae.web.errors import gone, too_many
from sonae.web.fields import errors_of
from sonae.web.limits import Limit, address_of, used_up
from sonae.web.once import once
from sonae.web.origin import nonce_of

ASKED = Limit("news", 20, 3600)
MAILED = Limit("news-mail", 3, 86_400)


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
@of_house
def news_form(request: HttpRequest, house: AgencyProfile) -> HttpResponse:
    """An address; the page that follows is the same for every one, known or not."""
    form = NewsForm(request.POST if request.method == "POST" else None, house_name=house.shown_name)
    context = {"form": form, "trap": TRAP, "errors": errors_of(form) if form.is_bound else []}
    if request.method != "POST":
        return render(request, "leads/news.html", context)
    if not form.is_valid():
        return no_store(render(request, "leads/news.html", context, status=422))
    if seconds := used_up(ASKED, address_of(request), now()):
        return too_many(request, seconds)
    email = form.cleaned_data["email"]
    silent = bool(request.POST.get(TRAP, "").strip()) or bool(used_up(MAILED, address_key(email), now()))

    def act() -> str:
        if not silent:
            newsletters.ask(email=email, house=house, address=addresses_on(request), at=now())
        return reverse("news-asked")

    return HttpResponseRedirect(once(nonce_of(request), now(), act))


@for_everybody
@require_safe
@of_house
def news_asked(request: HttpRequest, house: AgencyProfile) -> HttpResponse:
    """That a mail comes, if the address wants one."""
    return render(request, "leads/news_asked.html")


@by_secret_link
@require_http_methods(["GET", "HEAD", "POST"])
@of_house
def news_confirm(request: HttpRequest, house: AgencyProfile, token: str) -> HttpResponse:
    """The button that begins it."""
    found = newsletters.to_confirm(token, now())
    if found is None:
        return gone(request)
    if request.method != "POST":
        return render(request, "leads/news_confirm.html", {"token": token, "email": found.email})

    def act() -> str:
        newsletters.confirm(subscription=found, house=house, address=addresses_on(request), at=now())
        return reverse("news-begun")

    return HttpResponseRedirect(once(nonce_of(request), now(), act))


@for_everybody
@require_safe
@of_house
def news_begun(request: HttpRequest, house: AgencyProfile) -> HttpResponse:
    """That it has begun."""
    return render(request, "leads/news_begun.html")


@by_secret_link
@require_http_methods(["GET", "HEAD", "POST"])
@of_house
def news_stop(request: HttpRequest, house: AgencyProfile, token: str) -> HttpResponse:
    """One press ends it; the page then says so, however often it is opened."""
    found = newsletters.to_stop(token)
    if found is None:
        return gone(request)
    if request.method == "POST":
        newsletters.stop(subscription=found, at=now())
        return HttpResponseRedirect(reverse("news-stop", args=[token]))
    return render(request, "leads/news_stop.html", {"token": token, "ended": found.state == Standing.ENDED})
