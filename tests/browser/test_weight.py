"""How much a visitor downloads: the HTML of a page as it travels, and everything that comes with it the first time."""

from __future__ import annotations

import re
import urllib.request

import pytest

from tests.patience import PATIENCE

KB = 1_000
WIZARD, RESULT, PUBLIC, SCRIPT = 15 * KB, 60 * KB, 60 * KB, 10 * KB
"""Compressed bytes: one page of the sheet, the result, a public page with all it loads, all scripts of a page."""
FIRST = ("/", "/higai/", "/higai/ransomware/", "/shindan/", "/about/privacy/")
FIGURES = ("/data/nicter/", "/jirei/", "/shishin/")
TO_READ = ("/jiko/ransomware/", "/yougo/", "/qa/", "/qa/cloud-is-safe/", "/oshirase/", "/kensaku/?q=VPN")
_LOADED = re.compile(r'(?:src|href)="(/static/[^"#]+)(?:#[^"]*)?"')


def fetched(address: str) -> bytes:
    """What travels to a browser that takes gzip."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return bytes(answer.read())


def page(address: str) -> tuple[str, int]:
    """The HTML and its compressed size."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310
        text = answer.read().decode()
    return text, len(fetched(address))


def loaded(site: str, html: str) -> dict[str, int]:
    """Compressed size of every file that a page loads from us."""
    return {path: len(fetched(site + path)) for path in sorted(set(_LOADED.findall(html)))}


@pytest.mark.parametrize("place", ["{draft}/q/industry/", "{draft}/q/works_by_hand/", "{draft}/check/", "{draft}/all/"])
def test_a_page_of_the_sheet_is_light(site, draft, place):
    _, size = page(site + place.format(draft=draft))
    assert size <= WIZARD


def test_a_result_is_light_enough_for_a_telephone(site, result):
    _, size = page(site + result)
    assert size <= RESULT


@pytest.mark.parametrize("place", [*FIRST, *FIGURES, *TO_READ])
def test_a_public_page_with_all_it_loads_is_light(site, place):
    html, size = page(site + place)
    files = loaded(site, html)
    assert size + sum(files.values()) <= PUBLIC, (size, files)
    assert sum(weight for path, weight in files.items() if path.endswith(".js")) <= SCRIPT


def test_scripts_of_the_result_stay_small(site, result):
    html, _ = page(site + result)
    assert sum(weight for path, weight in loaded(site, html).items() if path.endswith(".js")) <= SCRIPT


@pytest.mark.parametrize("place", ["/", "/gallery/", "{result}"])
def test_the_file_that_orders_the_layers_comes_first(site, result, place):
    html, _ = page(site + place.format(result=result))
    sheets = [path for path in _LOADED.findall(html) if path.endswith(".css")]
    assert sheets[0].startswith("/static/css/tokens"), "a layer that is named earlier loses to all others"
