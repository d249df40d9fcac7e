"""The pillar of the staff's pages: where one can go, as far as one's part allows and the room is there."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()

PLACES = (
    ("きょう", "desk", "house", "desk.see"),
    ("お客様", "customers", "building-2", "customers.see"),
    ("資料請求", "leads", "inbox", "leads.see"),
    ("送信", "mails", "send", "mail.send"),
    ("記録", "log", "history", "audit.see"),
    ("設定", "agency_settings", "settings-2", "agency.settings"),
)
"""Word, name of the address, drawing, and the permission that its door asks for."""
SHARED = ("共有", "shared", "users-round", "customers.see")
"""Only where others show something."""
BELOW = {"benefits": "leads"}
"""Pages that belong to a place without standing below its address."""
OPERATORS = (
    ("代理店", "operator", "building-2"),
    ("状態", "operator_health", "activity"),
    ("記録", "operators_log", "history"),
)
"""Where whoever runs the installation can go."""


@register.simple_tag(takes_context=True)
def places(context: dict[str, Any]) -> list[dict[str, Any]]:
    """What stands in the pillar for whoever is signed in; ``here`` marks the one that the page belongs to."""
    request = context["request"]
    found: list[dict[str, Any]] = []
    for title, name, drawing in _open_to(getattr(request, "actor", None)):
        if address := _address(name):
            found.append({"title": title, "address": address, "icon": drawing, "here": False})
    path = _address(next((place for name, place in BELOW.items() if _is_below(request.path, name)), "")) or request.path
    mine = [each for each in found if path.startswith(each["address"])]
    if mine:
        max(mine, key=lambda each: len(each["address"]))["here"] = True
    return found


def _is_below(path: str, name: str) -> bool:
    address = _address(name)
    return bool(address) and path.startswith(address)


def _open_to(actor: Any) -> list[tuple[str, str, str]]:
    """This room knows no actors: whoever has a part says what it may do, and the operator has none."""
    if actor is None:
        return []
    may = getattr(actor, "may", None)
    if may is None:
        return list(OPERATORS)
    known = (*PLACES[:2], *([SHARED] if _shown_something(actor) else []), *PLACES[2:])
    return [(title, name, drawing) for title, name, drawing, permission in known if may(permission)]


def _shown_something(actor: Any) -> bool:
    return any(grant.record_id is not None for grant in actor.granted)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
