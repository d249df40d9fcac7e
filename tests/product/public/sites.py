"""A site walked through as a visitor would: its pages, their links, and what each says of itself."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

MOST_PAGES = 600


class Read(HTMLParser):
    """What a page says of itself, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.levels: list[int] = []
        self.title = ""
        self.data = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        given = {name: value or "" for name, value in attrs}
        if given.get("id"):
            self.ids.add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "meta":
            self.meta[given.get("name") or given.get("property", "")] = given.get("content", "")
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if tag == "title" or given.get("type") == "application/ld+json":
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        """It is over."""
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """The title of the page (drawings have titles too), and its structured data."""
        if self._inside == "title" and not self.title:
            self.title = data
        elif self._inside == "script":
            self.data += data


def read(html: str) -> Read:
    """A page, read."""
    found = Read()
    found.feed(html)
    return found


@dataclass
class Walk:
    """What was met on the way."""

    pages: dict[str, Read] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)
    broken: list[tuple[str, str, object]] = field(default_factory=list)
    """From where, to where, and what came."""


def walk(visitor: Any, start: str) -> Walk:
    """Every page that can be reached by links from one, with the places within pages that links name."""
    visitor.raise_request_exception = False
    seen, found = {start}, Walk()
    ahead: deque[tuple[str, str]] = deque([("", start)])
    places: list[tuple[str, str, str]] = []
    while ahead and len(seen) < MOST_PAGES:
        before, path = ahead.popleft()
        answer = visitor.get(path, follow=True)
        if answer.status_code != 200:
            found.broken.append((before, path, answer.status_code))
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found.pages[path] = page = read(answer.content.decode())
        for link in page.links:
            place, fragment = urldefrag(urljoin(path, link))
            if urlsplit(place).scheme or link.startswith("//"):
                found.outside.add(link)
                continue
            places.append((path, place, fragment))
            if place not in seen:
                seen.add(place)
                ahead.append((path, place))
    found.broken += [
        (before, place, f"#{fragment}")
        for before, place, fragment in places
        if fragment and place in found.pages and fragment not in found.pages[place].ids
    ]
    return found
