"""What every public page says of itself in its head and at its foot, from the register of pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse

from sonae.accounts.site import house_of
from sonae.public.reading.absolute import absolute, site_title
from sonae.public.reading.registry import Kind, Page, page_at
from sonae.public.reading.structured import json_ld

register = template.Library()


def _page(request: HttpRequest | None) -> Page | None:
    match = getattr(request, "resolver_match", None)
    if request is None or match is None:
        return None
    return page_at(match.url_name or "", match.kwargs, house_of(request))


@register.inclusion_tag("public/page_head.html", takes_context=True)
def page_head(context: dict[str, Any]) -> dict[str, Any]:
    """The one address of a page, its social card and its structured data; nothing for pages that are not registered."""
    request = context.get("request")
    page = _page(request)
    if request is None or page is None:
        return {}
    return {
        "page": page,
        "address": absolute(request, page.address()),
        "site": site_title(request),
        "card": absolute(request, reverse("social-card", args=[page.slug])),
        "feed": reverse("news-feed"),
        "is_article": page.kind in (Kind.ARTICLE, Kind.NEWS) and bool(page.args),
        "structured": json_ld(request, page),
    }


@register.inclusion_tag("public/page_reviewed.html", takes_context=True)
def page_reviewed(context: dict[str, Any]) -> dict[str, Any]:
    """When the page was last looked at."""
    page = _page(context.get("request"))
    return {"day": page.reviewed if page else None}
