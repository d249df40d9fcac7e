"""A real browser before a real server. Without Chromium these tests are left out, visibly."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.sender import Sender
from tests.browser.server import CHROMIUM, serving
from tests.browser.visitors import make_visitor
from tests.patience import PATIENCE

EXPECTED = re.compile(r"the server responded with a status of (400|403|404|409|410|422|429|503)|^Clear-Site-Data")
"""What Chromium itself writes for pages that are meant to be errors, and when somebody signs out."""
KEEPS_PAGES = "CacheControlNoStoreEnterBackForwardCache:level/restore-unless-http-only-cookie-change"
_ADDRESSES = itertools.count(1)


@dataclass
class Opened:
    """A page of the browser and what it complained of."""

    page: Any
    site: str
    complaints: list[str] = field(default_factory=list)

    def to(self, path: str) -> Any:
        """Open a path of our site; its response."""
        return self.page.goto(self.site + path)

    def is_given(self) -> None:
        """A page gives its field the focus when it is first drawn, which a busy machine does after it has loaded."""
        if self.page.locator("[autofocus]").count():
            self.page.wait_for_selector("[autofocus]:focus", state="attached")

    @property
    def path(self) -> str:
        """Where the page is, without the site."""
        return str(self.page.url).removeprefix(self.site)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps its data."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(folder: Path) -> Generator[str, None, None]:
    """A running site."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def chromium(site: str) -> Generator[Any, None, None]:
    """The browser itself. Its driver runs an event loop, in which Django asks no database: it ends with the module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def chromium_that_keeps_pages(chromium: Any) -> Generator[Any, None, None]:
    """The browser as people have it: after 「戻る」 it shows the page that it kept alive, also one not to be stored."""
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", f"--enable-features={KEEPS_PAGES}"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@pytest.fixture
def visit(chromium: Any, site: str) -> Generator[Callable[..., Opened], None, None]:
    """Open the browser as somebody: width, with or without scripts, any other setting of a context."""
    contexts: list[Any] = []
    opened: list[Opened] = []

    def open_page(width: int = 390, browser: Any = None, **settings: Any) -> Opened:
        context = (browser or chromium).new_context(
            viewport={"width": width, "height": 844}, locale="ja-JP", extra_http_headers=somewhere(), **settings
        )
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        found = Opened(context.new_page(), site)
        found.page.on("console", lambda message: found.complaints.append(message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        opened.append(found)
        return found

    yield open_page
    for context in contexts:
        context.close()
    assert [text for each in opened for text in each.complaints if not EXPECTED.search(text)] == []


def somewhere() -> dict[str, str]:
    """An address that no other visitor of this run has."""
    return {"X-Forwarded-For": f"198.51.100.{next(_ADDRESSES) % 250}"}


@pytest.fixture(scope="session")
def of_a_visitor(site: str, folder: Path) -> dict[str, str]:
    """An agency's open pages, and the secret links that a request there led to, by the name of the page."""
    return make_visitor(folder)


@pytest.fixture(scope="session")
def sender(site: str) -> Sender:
    """Sends forms without opening pages, to come to a state quickly."""
    return Sender(site)


@pytest.fixture(scope="session")
def draft(sender: Sender) -> str:
    """A draft with all twelve answers that no test changes."""
    return sender.draft()


@pytest.fixture(scope="session")
def result(sender: Sender, draft: str) -> str:
    """A result that no test changes."""
    return sender.result(draft)
