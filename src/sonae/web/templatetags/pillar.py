"""The pillar of the staff's pages: where one can go, as far as one's part allows and the room is there."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()

PLACES = (
    ("きょう", "desk", "house", "desk.see"),
    ("お客様", "customers", "building-2", "customers.see"),
    ("送信", "mails", "send", "mail.send"),
    ("記録", "log", "history", "audit.see"),
    ("設定", "agency_settings", "settings-2", "agency.settings"),
)
"""Word, name of the address, drawing, and the permission that its door asks for."""


@register.simple_tag(takes_context=True)
def places(context: dict[str, Any]) -> list[dict[str, Any]]:
    """What stands in the pillar for whoever is signed in; ``here`` marks the one that the page belongs to."""
    request = context["request"]
    actor = getattr(request, "actor", None)
    may = getattr(actor, "may", None)
    found: list[dict[str, Any]] = []
    for title, name, drawing, permission in PLACES:
        address = _address(name)
        if may is not None and may(permission) and address:
            found.append({"title": title, "address": address, "icon": drawing, "here": False})
    mine = [each for each in found if request.path.startswith(each["address"])]
    if mine:
        max(mine, key=lambda each: len(each["address"]))["here"] = True
    return found


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
