"""Tags of our templates: icons, form tokens, and words from the one formatter."""

from __future__ import annotations

import re

from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from sonae.web import arrival
from sonae.web.clock import now
from sonae.web.origin import FIELD, binding_of, new_token

register = template.Library()
_WHOLE = re.compile(
    r"[0-9][0-9,.]*[億万]?[0-9,]*[万]?円"
    r"|(?:[0-9]+年)?[0-9]+月[0-9]+日(?:[（(][日月火水木金土][)）])?|[0-9]+年[0-9]+月"
)
"""An amount or a date."""
_WORD_ENDS = re.compile(
    r"(?<=[ぁ-ん一-龥々])(?=[ァ-ヶ])|(?<=[ァ-ヶー])(?=[一-龥々])|(?<=[ぁ-ん])(?=[一-龥々])|(?<=[ぁ-んァ-ヶー一-龥々])(?=（)"
)
"""Where one kind of letters ends and another begins: in a compound, mostly the end of a word."""
_BRACKET = re.compile(r"（[^（）]*）")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of the sprite; it stands beside words and says nothing by itself."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name
    )


@register.filter
def figure(value: float) -> str:
    """A bare number with thousands in commas: 1,200, 0.25."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"


@register.simple_tag(takes_context=True)
def form_token(context: template.Context) -> SafeString:
    """The hidden field that every form carries; the page knows its ``request``."""
    token = new_token(binding_of(context["request"]))
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, token)


@register.simple_tag(takes_context=True)
def came(context: template.Context) -> SafeString:
    """The hidden field of a form with which something begins: what brought the visit."""
    seen = arrival.sealed(arrival.arrival(context["request"], now()))
    return format_html('<input type="hidden" name="{}" value="{}">', arrival.FIELD, seen)


@register.filter
def whole(text: object) -> SafeString:
    """A sentence whose amounts and dates are never split over two lines."""
    safe = conditional_escape(text)
    return mark_safe(_WHOLE.sub(r'<span class="nb">\g<0></span>', safe))  # noqa: S308 - escaped in the line above


@register.filter
def compound(name: object) -> SafeString:
    """A long name for a narrow place: it breaks between its words only, and what stands in brackets stays together.

    Browsers know phrases but not the words within 「サイバーセキュリティ相談窓口」; the place sets ``compound``.
    """
    broken = _WORD_ENDS.sub("<wbr>", conditional_escape(name))
    return mark_safe(_BRACKET.sub(r'<span class="compound__aside">\g<0></span>', broken))  # noqa: S308 - escaped above
