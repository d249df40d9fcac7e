"""Two agencies' sites side by side in a browser: nothing that one says, loads or leads to is the other's."""

from __future__ import annotations

import pytest

from tests.browser.server import made
from tests.browser.test_weight import PUBLIC, loaded, page

_MAKE = """
import django; django.setup()
import json
from django.test import Client
from sonae.accounts.actions import people_shown
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency
from tests.factories.offices import COMPLETE, Desk, now, published

for slug, colour, phone in (("higashi-site", "#2b6542", "03-0000-1111"), ("nishi-site", "#884898", "03-0000-2222")):
    desk = Desk(Client(), make_agency(f"canary-{slug}-agency", slug))
    texts = {name: f"canary-{slug}-{name}" for name in COMPLETE if name not in ("authority", "phone")}
    published(desk, **texts, phone=phone, brand_colour=colour, brand_name=f"canary-{slug}-brand")
    given = {name: f"canary-{slug}-{name}" for name in ("name", "introduction")}
    given["career"] = f"2009年〜 canary-{slug}-did"
    with within(desk.agency.pk):
        people_shown.add(given=given, by=desk.actor, at=now())
print(json.dumps({}))
"""
OWN = {"higashi-site": ("2b6542", "03-0000-1111"), "nishi-site": ("884898", "03-0000-2222")}
"""What tells each from the other besides its canaries: the colour, the telephone."""
PAGES = ("", "dairiten/", "shiryo/", "jiko/", "qa/", "shindan/")


pytestmark = pytest.mark.usefixtures("both")


@pytest.fixture(scope="module")
def both(site, folder):
    made(folder, _MAKE)


@pytest.mark.parametrize(("mine", "other"), [("higashi-site", "nishi-site"), ("nishi-site", "higashi-site")])
def test_nothing_of_one_shows_at_the_other(visit, mine, other):
    opened = visit(1280)
    answers = []
    opened.page.on("response", lambda answer: answers.append(answer))
    for path in PAGES:
        opened.to(f"/a/{mine}/{path}")
        read = opened.page.content() + opened.page.inner_text("body")
        assert f"canary-{mine}" in read
        assert f"/a/{other}" not in read
        for word in (f"canary-{other}", *OWN[other]):
            assert word not in read
    assert opened.page.context.cookies() == []
    loaded = [answer for answer in answers if "/static/" not in answer.url]
    assert all(f"/a/{mine}/" in answer.url for answer in loaded), [answer.url for answer in loaded]
    assert any(f"/a/{mine}/colours.css?v={OWN[mine][0]}" in answer.url for answer in loaded)


def test_the_first_pages_of_two_sites_differ_only_in_what_is_their_own(visit):
    def plain(slug):
        opened = visit(1280)
        opened.to(f"/a/{slug}/")
        text = opened.page.inner_text("body").replace(f"canary-{slug}", "canary")
        return text.replace(OWN[slug][1], "phone")

    first, second = map(plain, OWN)
    assert first == second


def test_the_first_page_of_a_site_is_light_with_all_it_loads(site):
    html, size = page(f"{site}/a/higashi-site/")
    assert size + sum(loaded(site, html).values()) <= PUBLIC
