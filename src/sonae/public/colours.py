"""An agency's own colour on its site, as far as everything stays readable: a small style sheet of the site's own.

The colour is given as it is to what one presses where white can be read on it, and darkened to the ground of the head
and the foot. A red one is kept from what one presses: red means late, wrong or an emergency, and nothing else.
"""

from __future__ import annotations

import colorsys

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sonae.accounts.colours import LEAST, WHITE, contrast
from sonae.accounts.profile import COLOUR
from sonae.accounts.site import house_of
from sonae.web.errors import not_found

CLOTH, WORDS = 12.0, 7.0
"""The least contrast with white of the dark ground, and of words that stand on the paper."""
_DARKER = 0.8
_A_YEAR = 365 * 24 * 3600
_REDS = 20 / 360
_GREY = 0.25


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Not found where the site is nobody's. The address carries the colour, so browsers may keep what it led to."""
    house = house_of(request)
    if house is None:
        return not_found(request)
    answer = HttpResponse(rules(house.colour), content_type="text/css; charset=utf-8")
    answer.headers["Cache-Control"] = f"public, max-age={_A_YEAR}"
    return answer


def rules(colour: str) -> str:
    """The style sheet; empty for our own colour."""
    if colour == COLOUR:
        return ""
    roles = {"--house": colour}
    if not is_red(colour):
        pressed = darkened(colour, LEAST)
        words = darkened(colour, WORDS)
        roles |= {"--action": pressed, "--action-hover": darker(pressed), "--link": words, "--brand": words}
    cloth = darkened(colour, CLOTH)
    said = "".join(f"{name}:{value};" for name, value in roles.items())
    return f"@layer tokens{{:root{{{said}}}}}@layer site{{.hero,.site-foot{{background:{cloth}}}}}\n"


def darkened(colour: str, least: float) -> str:
    """The colour itself, or so much darker that its contrast with white is at least so much."""
    found = colour
    while contrast(found, WHITE) < least:
        found = darker(found, 0.95)
    return found


def darker(colour: str, by: float = _DARKER) -> str:
    """The same hue with less light."""
    return "#" + "".join(f"{int(part * by):02x}" for part in _parts(colour))


def is_red(colour: str) -> bool:
    """Whether people would take it for the red of what is late or wrong."""
    hue, _, strength = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    return strength > _GREY and min(hue, 1 - hue) <= _REDS


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue
