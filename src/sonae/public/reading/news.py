"""News: what changed in law and on this site, as pages and as a feed (RSS 2.0)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sonae.public.reading.absolute import absolute, site_title
from sonae.public.reading.texts import Text, text, texts
from sonae.web.errors import not_found

FOLDER = "news"
JAPAN = timezone(timedelta(hours=9))
MOST_IN_FEED = 20


def items() -> tuple[Text, ...]:
    """All news, the newest first."""
    return tuple(sorted(texts(FOLDER), key=lambda each: (day_of(each), each.slug), reverse=True))


def day_of(item: Text) -> date:
    """When it was published."""
    return item.head.day or item.reviewed


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All of it, by year."""
    rows = [{"text": item, "day": day_of(item)} for item in items()]
    return render(request, "public/news.html", {"rows": rows})


@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them."""
    found = text(FOLDER, slug)
    if found is None:
        return not_found(request)
    return render(request, "public/news_one.html", {"text": found, "day": day_of(found)})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """For readers of feeds. Its date is that of the newest item, so the same news give the same bytes."""
    shown = items()[:MOST_IN_FEED]
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    _say(channel, title=f"お知らせ｜{site_title(request)}", link=absolute(request, reverse("news")))
    _say(channel, description="法律や制度の変わったところと、このサイトの変わったところ", language="ja")
    if shown:
        _say(channel, lastBuildDate=_moment(max(map(day_of, shown))))
    for item in shown:
        _item(channel, item, absolute(request, reverse("news-one", args=[item.slug])))
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="application/rss+xml; charset=utf-8")


def _item(channel: Element, item: Text, address: str) -> None:
    entry = SubElement(channel, "item")
    _say(entry, title=item.title, link=address, description=" ".join(item.summary), pubDate=_moment(day_of(item)))
    SubElement(entry, "guid", isPermaLink="true").text = address


def _say(parent: Element, **said: str) -> None:
    for name, value in said.items():
        SubElement(parent, name).text = value


def _moment(day: date) -> str:
    return format_datetime(datetime.combine(day, time(0), JAPAN).astimezone(UTC), usegmt=True)
