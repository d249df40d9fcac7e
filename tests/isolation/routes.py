"""Every address that the product answers, straight from Django's resolver: nobody keeps a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from sonae.config import site_urls
from sonae.tenancy.doors import PERMISSION
from sonae.web.access import Access, access_of


@dataclass(frozen=True)
class Route:
    """One address, with the names of what varies in it."""

    pattern: str
    name: str
    varies: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def access(self) -> Access | None:
        """Who may open it, if somebody has decided."""
        return access_of(self.view)

    @property
    def permission(self) -> str | None:
        """What a member needs to hold."""
        return getattr(self.view, PERMISSION, None)

    def path(self, values: dict[str, Any]) -> str:
        """The address with everything filled in."""
        found = "/" + self.pattern
        for name in self.varies:
            start = found.index("<", 0)
            end = found.index(">", start)
            assert found[start:end].rpartition(":")[2].lstrip("<") == name
            found = found[:start] + str(values[name]) + found[end + 1 :]
        return found


SITE = "a/<slug:slug>/"
"""Before the addresses of an agency's own site; the middleware takes it off, so that the resolver does not know it."""


def routes() -> list[Route]:
    """All of them: the installation's own, and those of an agency's site."""
    return [*_walk(get_resolver().url_patterns, "", ()), *_walk(site_urls.urlpatterns, SITE, ("slug",))]


def _walk(patterns: Sequence[Any], before: str, varies: tuple[str, ...]) -> Iterator[Route]:
    for each in patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, here, varies)
        elif isinstance(each, URLPattern):
            yield Route(here, each.name or "", (*varies, *each.pattern.converters), each.callback)
