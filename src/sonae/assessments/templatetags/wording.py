"""Filters that keep amounts and dates whole, and set the units of an amount smaller than its figures."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from sonae_paper.pages import markup
from sonae_paper.text.names import one_line

register = template.Library()

_UNIT = re.compile(r"[兆億万円]+")


@register.filter
def words(text: object) -> SafeString:
    """A sentence in which no amount and no date is split over two lines."""
    return mark_safe(markup.words(str(text)))  # noqa: S308 - markup.words escapes


@register.filter
def amount(text: object) -> SafeString:
    """「約490万円」 with smaller units."""
    sized = _UNIT.sub(lambda found: f"<small>{found[0]}</small>", escape(one_line(str(text)), quote=False))
    return mark_safe(f'<span class="yen">{sized}</span>')  # noqa: S308 - escaped above


@register.filter
def big_amount(text: object) -> SafeString:
    """The one amount of a page that is set large."""
    return mark_safe(amount(text).replace('class="yen"', 'class="yen yen--big"', 1))  # noqa: S308 - escaped by amount


@register.filter
def item(mapping: dict[str, Any], key: str) -> Any:
    """The value under a key; nothing where there is none."""
    return mapping.get(key)
