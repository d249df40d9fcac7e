"""Every address of the site with an example of each argument; one that is missing here fails until it is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver

from sonae.web.access import access_of
from sonae.web.origin import PUBLIC

ARGUMENT = re.compile(r"<(?:[a-z]+:)?([a-z]+)>")
EXAMPLES: dict[str, dict[str, str]] = {
    "": {},
    "higai/": {},
    "higai/<slug:kind>/": {"kind": "ransomware"},
    "jiko/": {},
    "jiko/<slug:kind>/": {"kind": "ransomware"},
    "about/method/": {},
    "about/privacy/": {},
    "about/accessibility/": {},
    "tools/kigen/": {},
    "tools/kigen/calendar.ics": {},
    "tools/todokede/": {},
    "tools/teishi/": {},
    "tools/mitsumori/": {},
    "hoken/": {},
    "hoken/card/": {},
    "data/nicter/": {},
    "data/nicter.csv": {},
    "jirei/": {},
    "jirei/<slug:case>/": {"case": "hospital-shared-backup"},
    "shishin/": {},
    "robots.txt": {},
    "qa/": {},
    "qa/<slug:slug>/": {"slug": "first-with-little-money"},
    "yougo/": {},
    "kensaku/": {},
    "oshirase/": {},
    "oshirase/<slug:slug>/": {"slug": "three-forms"},
    "oshirase.xml": {},
    "oshirase/mail/": {},
    "oshirase/mail/sent/": {},
    "oshirase/mail/begun/": {},
    "oshirase/mail/ok/<str:token>/": {},
    "oshirase/mail/stop/<str:token>/": {},
    "shiryo/": {},
    "shiryo/yubin/": {},
    "shiryo/shindan/<str:token>/": {},
    "shiryo/uketsuke/<str:token>/": {},
    "shiryo/<str:token>/": {},
    "sitemap.xml": {},
    "card/<slug:name>.png": {"name": "first"},
    "dairiten/": {},
    "colours.css": {},
    "healthz": {},
    "csp": {},
    "gallery/": {},
    "shindan/": {},
    "shindan/deleted/": {},
    "shindan/<str:token>/": {},
    "shindan/<str:token>/q/<slug:name>/": {"name": "sales"},
    "shindan/<str:token>/all/": {},
    "shindan/<str:token>/more/<slug:group>/": {"group": "money"},
    "shindan/<str:token>/range/": {},
    "shindan/<str:token>/check/": {},
    "shindan/<str:token>/carry/": {},
    "shindan/<str:token>/delete/": {},
    "r/<str:token>/": {},
    "r/<str:token>/<int:number>/": {"number": "1"},
    "r/<str:token>/<int:number>/band/": {"number": "1"},
    "r/<str:token>/<int:number>/vary/<slug:what>/": {"number": "1", "what": "cash"},
    "r/<str:token>/<int:number>/why/<slug:what>/": {"number": "1", "what": "event"},
    "r/<str:token>/<int:number>/why/<slug:what>/<slug:name>/": {"number": "1", "what": "line", "name": "forensics"},
    "r/<str:token>/<int:number>/differ/<slug:fact>/": {"number": "1", "fact": "hand_partly_loss"},
    "r/<str:token>/<int:number>/compare/<int:other>/": {"number": "1", "other": "1"},
    "r/<str:token>/<int:number>/paper/<slug:name>.pdf": {"number": "1", "name": "teian"},
    "r/<str:token>/<int:number>/result.xlsx": {"number": "1"},
    "r/<str:token>/<int:number>/result.zip": {"number": "1"},
    "r/<str:token>/<int:number>/result.json": {"number": "1"},
}
"""Route → example of each argument but the token, which the test makes."""
SLOW = ("paper/", ".xlsx", ".zip", ".png")
"""Taken away as files: fetched once by the tests of the papers, and here only with bad arguments."""

LINKS = {
    "oshirase/mail/ok/": "news-confirm",
    "oshirase/mail/stop/": "news-stop",
    "shiryo/shindan/": "r",
    "shiryo/uketsuke/": "receipt",
    "shiryo/": "download",
    "r/": "r",
    "": "shindan",
}
"""Beginning of an address → which secret link opens it; the first that fits."""
ONLY_SENT_TO = ("csp",)
"""Addresses that show nothing to one who looks."""


def routes() -> set[str]:
    """What the resolver knows that is for visitors; what needs a session is attacked in ``tests/isolation``."""
    return set(_routes(get_resolver(), ""))


def _routes(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            if access_of(entry.callback) in PUBLIC:
                yield route
        else:
            yield from _routes(entry, route)


def filled(route: str, tokens: dict[str, str], **other: str) -> str:
    """The path of a route; ``other`` replaces examples, percent-encoded like a browser would."""
    link = next(name for start, name in LINKS.items() if route.startswith(start))
    values = {"token": tokens[link], **EXAMPLES[route], **other}
    return "/" + ARGUMENT.sub(lambda found: quote(values[found[1]].encode("utf-8", "surrogatepass"), safe=""), route)


class Form(NamedTuple):
    """A form of a page: where it goes and what it offers, with the values that stand in it."""

    action: str
    fields: tuple[tuple[str, str], ...]


class Reader(HTMLParser):
    """Forms that post, and everything in a page that could run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.runs: list[str] = []
        self._action: str | None = None
        self._fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what could run, and collect fields of the form that is open."""
        given = {name: value or "" for name, value in attrs}
        self.runs += [f"{tag} {name}={value}" for name, value in given.items() if _runs(tag, name, value)]
        if tag in ("script", "style", "iframe", "object", "embed", "base") and not _is_ours(given):
            self.runs.append(f"<{tag}>")
        if tag == "form" and given.get("method", "").lower() == "post":
            self._action, self._fields = given.get("action") or self.page, {}
        elif self._action is not None and tag in ("input", "select", "textarea", "button") and given.get("name"):
            self._fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """A form is whole."""
        if tag == "form" and self._action is not None:
            self.forms.append(Form(self._action, tuple(self._fields.items())))
            self._action = None


def _is_ours(given: dict[str, str]) -> bool:
    """A script of our files, or structured data, which no browser runs."""
    return "/static/" in given.get("src", "") or given == {"type": "application/ld+json"}


def _runs(tag: str, name: str, value: str) -> bool:
    if name.startswith("on") or name == "style" or name == "srcdoc":
        return True
    return (
        name in ("href", "src", "action", "formaction")
        and re.match(r"\s*(javascript|data|vbscript):", value) is not None
    )


def read(page: str, html: str) -> Reader:
    """A page, read."""
    reader = Reader(page)
    reader.feed(html)
    return reader
