"""For search engines: where the pages are, and where they need not look."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sonae.accounts.site import house_of
from sonae.public.reading.absolute import absolute
from sonae.public.reading.registry import here

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HIDDEN = ("/shindan/", "/r/", "/kensaku/")
"""Secret links, and results of searches."""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of this site with its one address and the day on which it was last looked at."""
    root = Element("urlset", xmlns=_SPACE)
    for page in here(house_of(request)).values():
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = absolute(request, page.address())
        SubElement(entry, "lastmod").text = page.reviewed.isoformat()
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The same for the installation and for sites below ``/a/``, whose pages a crawler finds under this one file."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN), *(f"Disallow: /a/*{path}" for path in HIDDEN)]
    text = "\n".join((*lines, "", f"Sitemap: {absolute(request, reverse('sitemap'))}", ""))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
