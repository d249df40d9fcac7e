"""What the link of a mail opens: a page with a button for each document. Reading it gives nothing away and counts
nothing, because programs that look after mail boxes open every link; only a press does.
"""

from __future__ import annotations

from urllib.parse import quote

from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sonae.accounts.profile import AgencyProfile
from sonae.accounts.secrets import digest
from sonae.audit.actions import record
from sonae.leads.benefits import given_to
from sonae.leads.books import FILE, start_book
from sonae.leads.letters import day
from sonae.leads.models import Document, DownloadGrant
from sonae.leads.offers import Gift
from sonae.leads.views.door import of_house
from sonae.web.access import by_secret_link
from sonae.web.clock import now, today
from sonae.web.costly import BusyError, Costly, TooOftenError
from sonae.web.errors import busy, gone, too_many
from sonae.web.facts import facts
from sonae.web.limits import Limit, address_of

MADE = Costly(Limit("book", 20, 600), at_once=1, wait=4.0, kept=6)


@by_secret_link
@require_http_methods(["GET", "HEAD", "POST"])
@of_house
def download(request: HttpRequest, house: AgencyProfile, token: str) -> HttpResponse:
    """The buttons; a press gives the document."""
    grants = _grants(token)
    if not grants:
        return gone(request)
    if request.method != "POST":
        context = {"grants": grants, "token": token, "until": day(grants[0].expires_at)}
        return render(request, "leads/download.html", context)
    chosen = next((each for each in grants if str(each.pk) == request.POST.get("document")), grants[0])
    try:
        return _given(request, chosen)
    except TooOftenError as error:
        return too_many(request, error.seconds)
    except BusyError as error:
        return busy(request, error.seconds)


def _grants(token: str) -> list[DownloadGrant]:
    """What the link still gives: the start book, and documents that the agency offers today."""
    alive = DownloadGrant.objects.filter(token_hash=digest(token), expires_at__gt=now(), wish__request__erased_at=None)
    offered = Q(wish__document=None) | Q(wish__document__in=Document.objects.offered(today()).values("pk"))
    return list(alive.filter(offered).select_related("wish__request__customer").order_by("wish__title"))


def _given(request: HttpRequest, chosen: DownloadGrant) -> HttpResponse:
    asker, title, document = chosen.wish.request, chosen.wish.title, chosen.wish.document
    if document is None:
        key = (asker.pk if hasattr(asker, "diagnosis") else asker.agency_id, facts().hash, today())
        content = MADE.made(key, lambda: start_book(asker, today()), who=(address_of(request),), at=now())
        name = FILE
    else:
        content, name = bytes(document.content), document.file_name
    at = now()
    with transaction.atomic():
        DownloadGrant.objects.filter(pk=chosen.pk).update(used_count=F("used_count") + 1, last_used_at=at)
        given_to(request=asker, kind=Gift.BOOK, title=title, at=at)
        record(by="visitor", what="leads.taken", on=asker.record, at=at, note=title)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
