"""Lighthouse on the pages that matter, as a telephone: ``python -m tests.browser.lighthouse``. Not part of the tests.

It needs Node and the package ``lighthouse`` (``npm install lighthouse`` in a folder of its own); ``LIGHTHOUSE`` names
its program. Prints a table and ends with 1 where a score is below 95.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.sender import Sender
from tests.browser.server import CHROMIUM, DEMO, made, serving

LEAST = 95
TRIES = 3
"""Now and then it finds no beginning of the page in what the browser recorded, and says so."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = (("largest-contentful-paint", 0), ("cumulative-layout-shift", 2), ("total-blocking-time", 0))
"""LCP in ms, CLS, TBT in ms, with their digits."""

FOR_SEARCH = (
    *("/", "/higai/", "/about/method/", "/dairiten/", "/data/nicter/", "/jiko/", "/jiko/ransomware/", "/jirei/"),
    *("/hoken/", "/shishin/", "/tools/kigen/", "/tools/todokede/", "/tools/teishi/", "/tools/mitsumori/"),
    *("/qa/", "/yougo/", "/oshirase/", "/shiryo/"),
)
"""Pages meant for search engines; secret links ask not to be listed, so their score for search is not asked for."""


def main() -> int:
    """Measure; 1 where a page falls short."""
    program = os.environ.get("LIGHTHOUSE", "lighthouse")
    short = 0
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as site:
        made(Path(folder), DEMO)
        for name, path in pages(site).items():
            found = measured(program, site + path)
            scores = {key: round(100 * found["categories"][key]["score"]) for key in CATEGORIES}
            asked = [key for key in CATEGORIES if key != "seo" or name in FOR_SEARCH]
            short += sum(scores[key] < LEAST for key in asked)
            print(row(name, scores, found["audits"]), flush=True)  # noqa: T201
    return 1 if short else 0


def pages(site: str) -> dict[str, str]:
    """Name → path of what is measured."""
    sender = Sender(site)
    draft = sender.draft()
    result = sender.result(draft)
    found = {path: path for path in FOR_SEARCH}
    return {**found, "question": f"{draft}/q/backup/", "check": f"{draft}/check/", "result": result}


def measured(program: str, address: str) -> dict[str, Any]:
    """One run as a telephone on a slow line (the settings that Lighthouse ships)."""
    flags = "--chrome-flags=--headless=new --no-sandbox"
    command = [program, address, flags, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    for _ in range(TRIES):
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": CHROMIUM}, stdout=subprocess.PIPE, check=False, timeout=180
        )
        if done.returncode == 0:
            return dict(json.loads(done.stdout))
    raise SystemExit(f"{address}: Lighthouse could not measure it, {TRIES} times")


def row(name: str, scores: dict[str, int], audits: dict[str, Any]) -> str:
    """A line of a Markdown table."""
    figures = [f"{audits[key]['numericValue']:.{digits}f}" for key, digits in FIGURES]
    return f"| {name} | {' | '.join(str(scores[key]) for key in CATEGORIES)} | {' | '.join(figures)} |"


if __name__ == "__main__":
    sys.exit(main())
