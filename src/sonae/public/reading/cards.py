"""Social cards of the public pages: drawn when first asked for, then kept in memory, the last few hundred kilobytes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sonae.accounts.site import house_of
from sonae.public.reading.absolute import site_title
from sonae.public.reading.registry import KINDS, Page, here
from sonae.web.clock import now
from sonae.web.costly import BusyError, Costly, TooOftenError
from sonae.web.errors import busy, not_found, too_many
from sonae.web.limits import Limit, address_of

KEPT = 64
MADE = Costly(Limit("card", 120, 600), at_once=1, wait=2.0, kept=KEPT)
"""A card takes a twentieth of a second and about 30 kB. Whoever walks through the whole site asks for each once."""
A_DAY = "public, max-age=86400"


@require_safe
def card(request: HttpRequest, name: str) -> HttpResponse:
    """The card of a page of this site, with the name of whose site it is."""
    page = here(house_of(request)).get(name)
    if page is None:
        return not_found(request)
    site = site_title(request)
    try:
        drawn = MADE.made(
            (page.slug, page.title, site), lambda: _drawn(page, site), who=(address_of(request),), at=now()
        )
    except TooOftenError as error:
        return too_many(request, error.seconds)
    except BusyError as error:
        return busy(request, error.seconds)
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": A_DAY})


def _drawn(page: Page, site: str) -> bytes:
    from sonae_paper.documents.social import card as draw

    return draw(name=page.slug, title=page.title, kind=KINDS[page.kind], of=site)
