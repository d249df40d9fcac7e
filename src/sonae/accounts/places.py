"""Where a step of signing in leads next, and that 「next」 leads nowhere else."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from sonae.accounts.who import Found, Missing
from sonae.tenancy.actor import Actor, Operator

NEXT = "next"
MOST_LETTERS = 500
_STEPS = {Missing.FACTOR: "account_second", Missing.CHOICE: "account_choose", Missing.SETUP: "account_setup"}


def asked(request: HttpRequest) -> str:
    """The path of ours that was asked for; empty for anything else: another site, a script, a trick with slashes."""
    given = str(request.POST.get(NEXT) or request.GET.get(NEXT) or "")
    return given if _is_path(given) else ""


def _is_path(given: str) -> bool:
    return (
        given.startswith("/")
        and len(given) <= MOST_LETTERS
        and given.isprintable()
        and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    )


def home(actor: Actor | Operator | None) -> str:
    """The first page of somebody who is signed in."""
    if isinstance(actor, Operator):
        return str(settings.OPERATOR_HOME)
    if actor is not None and actor.may("desk.see"):
        return str(settings.DESK_HOME)
    return reverse("account_home")


def onward(who: Found, then: str) -> str:
    """The page of the step that is missing, which remembers where to go; without one, there itself."""
    if who.missing is None:
        return then or home(who.actor)
    return with_next(reverse(_STEPS[who.missing]), then)


def with_next(path: str, then: str) -> str:
    """The path, which remembers where to go."""
    return f"{path}?{urlencode({NEXT: then})}" if then else path


def path_of_link() -> str:
    """The address of a link's page, with ``{}`` for its secret."""
    return reverse("account_link", args=["SECRET"]).replace("SECRET", "{}")


def site(request: HttpRequest) -> str:
    """The address of the site for links in mails: of an installation that others reach always its own name, whatever
    a request called it."""
    if settings.HTTPS:
        return f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
    return f"{request.scheme}://{request.get_host()}"
