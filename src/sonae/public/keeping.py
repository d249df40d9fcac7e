"""Public pages kept in memory as they were made: for one site, one state of it and one day; each form's token is new.

A page for everybody is the same for everybody who asks the same address on the same day, while what the agency says of
itself stays as it is. What else a page rests on in the database, its view says (``rests_on``): it is asked each time,
so that a change shows at once and nothing is ever told to forget. A page may hold nothing of the moment but its tokens.

Kept are pages without a question in their address, for visitors who are not signed in. The oldest leave first.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

from sonae.accounts.profile import AgencyProfile
from sonae.accounts.site import house_of
from sonae.tenancy.scope import within
from sonae.web.clock import today
from sonae.web.origin import binding_of, new_token

MOST_PAGES = 300
"""In each process: some 60 pages of some agencies, about 20 MB."""
_TOKEN = re.compile(rb'(?<=<input type="hidden" name="form" value=")[^"]+(?=">)')
_OK = 200

View = Callable[..., HttpResponse]
RestsOn = Callable[[AgencyProfile | None], Hashable]


@dataclass(frozen=True)
class Kept:
    """A page taken apart at the tokens of its forms."""

    parts: tuple[bytes, ...]
    kind: str

    def answer(self) -> HttpResponse:
        """The page anew, with a token of its own in each form."""
        first, *others = self.parts
        content = first + b"".join(new_token().encode() + part for part in others)
        return HttpResponse(content, content_type=self.kind)


class Pages:
    """The pages that were asked for last."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def found(self, key: Hashable) -> Kept | None:
        """What is kept under the key."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Hashable, page: Kept) -> None:
        """Keep it as the newest."""
        with self._lock:
            self._kept[key] = page
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """All of them."""
        with self._lock:
            self._kept.clear()


PAGES = Pages(MOST_PAGES)


def kept(*rests_on: RestsOn) -> Callable[[View], View]:
    """The view's pages are kept; each of ``rests_on`` tells of a house what else they were made from."""

    def keeper(view: View) -> View:
        @wraps(view)
        def looked_up(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _is_plain(request):
                return view(request, *args, **kwargs)
            house = house_of(request)
            with nullcontext() if house is None else within(house.agency_id):
                return found_or_made(request, *args, **kwargs)

        def found_or_made(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = (*_site(request), *(state(house_of(request)) for state in rests_on))
            if (page := PAGES.found(key)) is not None:
                return page.answer()
            answer = view(request, *args, **kwargs)
            if answer.status_code == _OK and not answer.cookies and set(answer.headers) == {"Content-Type"}:
                PAGES.keep(key, taken_apart(answer))
            return answer

        return looked_up

    return keeper


def _is_plain(request: HttpRequest) -> bool:
    return request.method == "GET" and not request.META.get("QUERY_STRING") and not binding_of(request)


def _site(request: HttpRequest) -> tuple[Hashable, ...]:
    """Which page of whose site, in which state, and on what day."""
    house = house_of(request)
    whose = None if house is None else (house.agency_id, house.version, *_agency(house))
    here = (request.scheme, request.get_host(), get_script_prefix(), request.path_info, bool(request.mounted))
    return (*here, whose, today())


def _agency(house: AgencyProfile) -> tuple[Hashable, ...]:
    """What pages say of the agency itself: its name, and where its one address stands."""
    return (house.agency.name, house.agency.host, house.agency.front)


def taken_apart(answer: HttpResponse) -> Kept:
    """A page without the tokens of its forms."""
    return Kept(tuple(_TOKEN.split(answer.content)), answer.headers["Content-Type"])
