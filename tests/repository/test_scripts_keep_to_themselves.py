"""Our scripts keep nothing in the browser, run no text, ask nobody but us; no page carries a script of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.repository.checkout import files, shown, templates

SCRIPTS = [path for path in files() if path.suffix == ".js" and "static" in path.parts]
PAGES = templates()
KEEPS = r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker"
RUNS = r"\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setTimeout\(\s*[\"'`]|javascript:"
TALKS = r"postMessage|WebSocket|EventSource|XMLHttpRequest|sendBeacon|RTCPeerConnection|importScripts|https?://|jsonp"
MERGES = r"__proto__|\.prototype\b|Object\.assign|JSON\.parse"
OLD = r"<(object|embed|applet|iframe|frame|base)\b"


@pytest.mark.parametrize("path", SCRIPTS, ids=shown)
def test_a_script_keeps_runs_and_tells_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert '"use strict";' in text
    for what in (KEEPS, RUNS, TALKS, MERGES):
        assert not re.search(what, text), re.search(what, text)


def test_there_are_scripts_and_pages_to_look_at() -> None:
    assert len(SCRIPTS) >= 2
    assert len(PAGES) > 30


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_a_template_has_no_script_of_its_own_and_loads_from_nowhere_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(OLD, text)
    assert not re.search(r"<script(?! type=\"application/ld\+json\">)(?![^>]*\bsrc=\"{% static)", text)
    assert not re.search(r"\s(on[a-z]+|style)=", text)
    assert not re.search(r"(?:src|srcset)=\"(?!{%|{{)[^\"]*//", text)
    assert not re.search(r"<link[^>]*href=\"(?:https?:)?//", text)
