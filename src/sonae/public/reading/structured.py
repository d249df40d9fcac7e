"""What a page says of itself to machines (schema.org as JSON-LD); data that no browser runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from sonae.accounts.profile import AgencyProfile
from sonae.accounts.site import house_of
from sonae.public.reading.absolute import absolute, site_title
from sonae.public.reading.registry import Kind, Page, pages
from sonae.public.reading.texts import Text, text, texts
from sonae.web.context import NAME

_SAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_FOLDERS = {Kind.ARTICLE: "incidents", Kind.NEWS: "news"}


def json_ld(request: HttpRequest, page: Page) -> SafeString:
    """All statements of a page as one text that can stand in a page and end no element."""
    graph = [said for said in _said(request, page) if said]
    told = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(told.translate(_SAFE))  # noqa: S308 - nothing in it can begin or end an element


def _said(request: HttpRequest, page: Page) -> Iterator[dict[str, Any]]:
    if page.name in ("first", "house"):
        yield _publisher(request)
    if page.name == "first":
        yield _site(request)
    else:
        yield _trail(request, page)
    if page.kind in _FOLDERS and page.args:
        yield _article(request, page)
    if page.name == "qa":
        yield _questions(texts("qa"))
    elif page.name == "qa-one" and (one := text("qa", page.args[0][1])):
        yield _questions((one,))


def _publisher(request: HttpRequest) -> dict[str, Any]:
    """The agency where there is one."""
    house = house_of(request)
    if house is None:
        return {"@type": "Organization", "name": NAME, "url": absolute(request, reverse("first"))}
    return _agency(request, house)


def _agency(request: HttpRequest, house: AgencyProfile) -> dict[str, Any]:
    said = {
        "@type": "InsuranceAgency",
        "name": house.shown_name,
        "legalName": house.legal_name,
        "url": absolute(request, reverse("first")),
        "telephone": house.phone,
        "email": house.email,
        "address": house.address,
    }
    return {name: value for name, value in said.items() if value}


def _site(request: HttpRequest) -> dict[str, Any]:
    first = absolute(request, reverse("first"))
    return {
        "@type": "WebSite",
        "name": site_title(request),
        "url": first,
        "inLanguage": "ja",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(request, reverse("search")) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def _trail(request: HttpRequest, page: Page) -> dict[str, Any]:
    """From the first page to this one."""
    way = [("first", NAME, absolute(request, reverse("first")))]
    if page.parent and page.parent in pages():
        parent = pages()[page.parent]
        way.append((parent.name, parent.title, absolute(request, parent.address())))
    way.append((page.name, page.title, absolute(request, page.address())))
    items = [
        {"@type": "ListItem", "position": place, "name": title, "item": address}
        for place, (_, title, address) in enumerate(way, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _article(request: HttpRequest, page: Page) -> dict[str, Any]:
    found = next((each for each in texts(_FOLDERS[page.kind]) if each.title == page.title), None)
    day = found.head.day if found else None
    said = {
        "@type": "NewsArticle" if page.kind is Kind.NEWS else "Article",
        "headline": page.title,
        "description": page.summary,
        "inLanguage": "ja",
        "dateModified": page.reviewed.isoformat(),
        "mainEntityOfPage": absolute(request, page.address()),
        "publisher": _publisher(request),
    }
    return said | ({"datePublished": day.isoformat()} if day else {})


def _questions(found: tuple[Text, ...]) -> dict[str, Any]:
    asked = [
        {
            "@type": "Question",
            "name": each.title,
            "acceptedAnswer": {"@type": "Answer", "text": "".join(each.summary)},
        }
        for each in found
    ]
    return {"@type": "FAQPage", "mainEntity": asked} if asked else {}
