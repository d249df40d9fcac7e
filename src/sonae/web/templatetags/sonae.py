"""Tags of our templates: icons, form tokens, and words from the one formatter."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sonae.web.origin import FIELD, new_token

register = template.Library()


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


@register.simple_tag
def form_token() -> SafeString:
    """The hidden field that every form carries."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token())
