"""The HTML of every page before the Nu validator: ``python -m tests.browser.validator``. Not part of the tests.

It needs Java and the validator (``npm install vnu-jar`` in a folder of its own); ``VNU`` names its ``vnu.jar``. Prints
each complaint with the page that it is about and ends with 1 where there is one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.config.settings")
django.setup()

from tests.browser import test_desk_states as desk  # noqa: E402 - the states name limits of the product's rooms
from tests.browser import test_lead_desk_states as requests  # noqa: E402
from tests.browser import test_request_states as asked  # noqa: E402
from tests.browser.agencies import make_desk  # noqa: E402
from tests.browser.leads_made import make_leads  # noqa: E402
from tests.browser.sender import Sender  # noqa: E402
from tests.browser.server import DEMO, made, serving  # noqa: E402
from tests.browser.states import PLACES, Links  # noqa: E402
from tests.browser.visitors import make_visitor  # noqa: E402

ACCEPTED = ("role is unnecessary", "role” attribute must not be used on a “t")
"""Roles of a table whose rows become a grid on phones (the comparison of two results): some browsers would otherwise
no longer tell a screen reader that it is a table."""


def main() -> int:
    """Fetch, judge; 1 where something is not as HTML should be."""
    with tempfile.TemporaryDirectory() as folder:
        data, pages = Path(folder, "site"), Path(folder, "pages")
        pages.mkdir()
        with serving(data) as site:
            count = 0
            for name, address, cookie in addresses(site, data):
                (pages / f"{name}.html").write_bytes(fetched(site + address, cookie))
                count += 1
        told = complaints(pages)
    for each in told:
        print(each)  # noqa: T201
    print(f"{count} pages, {len(told)} complaints")  # noqa: T201
    return 1 if told else 0


def addresses(site: str, data: Path) -> Iterator[tuple[str, str, str]]:
    """Name, path and cookie of each page: the public ones and those under a link, then the desks'."""
    made(data, DEMO)
    sender = Sender(site)
    draft = sender.draft()
    result = sender.result(draft)
    empty = sender.send("/shindan/", {}).split("/q/")[0]
    varied = sender.send(f"{result}vary/cash/", {"cash": "100万"}).split("#")[0]
    insured = sender.send(f"{result}vary/plan/", {"plan": "b"}).split("#")[0]
    links = vars(Links(draft, empty, result, varied, insured, data))
    for name, place in PLACES.items():
        yield name, place.format(**links), ""
    for name, place in {"shiryo": "/shiryo/", "question": "/shiryo/?nani=question", "house": "/dairiten/"}.items():
        yield f"front-{name}", place, ""
    visitor = make_visitor(data)
    for name, place in asked.PLACES.items():
        yield f"asked-{name}", asked.HERE + place.format_map(visitor), ""
    people = make_desk(data)
    for name, place in desk.PLACES.items():
        yield f"desk-{name}", place.format(**people), f"{people['cookie']}={people['owner']}"
    people = make_leads(data)
    for name, place in (requests.PLACES | requests.EMPTY).items():
        secret = people["lonely" if name in requests.EMPTY else "owner"]
        yield f"requests-{name}", place.format(**people), f"{people['cookie']}={secret}"


def fetched(address: str, cookie: str) -> bytes:
    """A page, an error page too."""
    plain = urllib.parse.quote(address, safe="/:?&=%#")
    request = urllib.request.Request(plain, headers={"Cookie": cookie} if cookie else {})  # noqa: S310 - our server
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return error.read()


def complaints(pages: Path) -> list[str]:
    """Errors and warnings; what the validator merely notes is left out."""
    jar = os.environ.get("VNU", "vnu.jar")
    done = subprocess.run(
        ["java", "-jar", jar, "--format", "json", "--exit-zero-always", *sorted(map(str, pages.glob("*.html")))],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=600,
    )
    found = json.loads(done.stderr or done.stdout)["messages"]
    return [
        f"{Path(each['url']).stem}:{each.get('lastLine', 0)} {each['message']} | {each.get('extract', '')[:120]!r}"
        for each in found
        if (each["type"] == "error" or each.get("subType") == "warning")
        and not any(words in each["message"] for words in ACCEPTED)
    ]


if __name__ == "__main__":
    sys.exit(main())
