"""How every page is looked at: by axe, and word by word, on a small phone, a phone and a desk."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.seeing import flaws

WIDTHS = (320, 390, 1280)
PHONE = (390,)
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def hindrances(page: Any) -> list[str]:
    """What hinders somebody on the page as it is now, and words that cannot be read."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]] + flaws(page)


def at_each(widths: Iterable[int], page: Any) -> dict[int, list[str]]:
    """The same at each width: a page brought into a state is turned and pulled wider, not brought there anew."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        found[width] = hindrances(page)
    return {width: each for width, each in found.items() if each}


def cases(states: Iterable[str], quick: Collection[str]) -> list[Any]:
    """Each state at every width in the full set; a few of them on a phone in the quick one."""
    return [
        *(pytest.param(PHONE, state, id=f"{state}-phone") for state in quick),
        *(pytest.param(WIDTHS, state, marks=pytest.mark.full, id=state) for state in states),
    ]
