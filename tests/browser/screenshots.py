"""The pictures of the README, made again: ``python -m tests.browser.screenshots``. Everything on them is invented."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.pictures import light
from tests.browser.sender import Sender
from tests.browser.server import CHROMIUM, ROOT, serving

IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 120_000
PHONE, DESK = {"width": 390, "height": 740}, {"width": 1200, "height": 760}
SHOTS = {
    "first-page": (DESK, "/"),
    "question": (PHONE, "{draft}/q/backup/"),
    "result": (DESK, "{result}"),
}
"""Name → size of the window, address."""


def main() -> int:
    """Write them all; 1 when one is too heavy for the README."""
    IMAGES.mkdir(exist_ok=True)
    heavy = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        sender = Sender(site)
        draft = sender.draft()
        result = sender.result(draft)
        for name, (window, place) in SHOTS.items():
            size = shoot(browser, site + place.format(draft=draft, result=result), window, IMAGES / f"{name}.png")
            print(f"{name}: {size:,} bytes")  # noqa: T201
            heavy += size > MOST_BYTES
        browser.close()
    return 1 if heavy else 0


def shoot(browser: Any, address: str, window: dict[str, int], place: Path) -> int:
    """One picture of the first screen; its size in bytes."""
    page = browser.new_page(viewport=window, locale="ja-JP")
    page.goto(address)
    page.evaluate("document.activeElement.blur()")
    picture = page.screenshot()
    page.goto("about:blank")
    place.write_bytes(light(picture, page))
    page.close()
    return place.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
