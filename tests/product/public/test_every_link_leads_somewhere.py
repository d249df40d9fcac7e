"""Whoever follows any link of a site arrives; on an agency's site they never leave it; pages say what they are."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.conftest import Visitor
from tests.product.public.sites import MOST_PAGES, Walk, walk

pytestmark = pytest.mark.django_db
LONGEST_DESCRIPTION = 200
READ_WITHOUT_TLS = {"jbpress.ismedia.jp", "pcf.co.jp", "lmedia.jp"}
"""Sources that were read under ``http``; nobody has seen yet whether they answer under ``https`` too."""


def complaints(found: Walk) -> dict[str, list[str]]:
    """What is wrong with pages, by page."""
    wrong: dict[str, list[str]] = {}
    for path, page in found.pages.items():
        said = [
            *(["no title"] if "｜" not in page.title else []),
            *(["no description"] if not 10 <= len(page.meta.get("description", "")) <= LONGEST_DESCRIPTION else []),
            *(["not one h1"] if page.levels.count(1) != 1 else []),
            *(
                ["a level is skipped"]
                if any(after > before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
                else []
            ),
        ]
        if said:
            wrong[path] = said
    return wrong


def bad_address(link: str) -> bool:
    """Whether a link out of the site cannot be one."""
    if link.startswith("tel:"):
        return not link[4:].replace("-", "").replace("%23", "").replace("#", "").isdigit()
    if link.startswith("mailto:"):
        return link.count("@") != 1
    parts = urlsplit(link)
    known = parts.scheme == "https" or (parts.scheme == "http" and parts.netloc in READ_WITHOUT_TLS)
    return not known or "." not in parts.netloc or any(letter.isspace() for letter in link)


def test_nobodys_site(visitor):
    found = walk(visitor, "/")
    assert found.broken == []
    assert len(found.pages) > 60
    assert len(found.pages) < MOST_PAGES
    assert complaints(found) == {}
    assert [link for link in found.outside if bad_address(link)] == []


def test_the_site_of_an_agency(visitor):
    published(Desk(Visitor(), make_agency(slug="minato")))
    found = walk(visitor, "/a/minato/")
    assert found.broken == []
    assert len(found.pages) > 60
    assert [path for path in found.pages if not path.startswith("/a/minato/")] == []
    assert complaints(found) == {}
