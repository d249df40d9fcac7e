"""The system refuses to let the database's files grow: nothing is shown as saved then, and nothing is lost by it."""

from __future__ import annotations

import pytest

from tests.product.faults.crashing import Site, Visitor, verdict
from tests.product.faults.requesting import Asker, site_of
from tests.product.outbox.mailserver import post_office
from tests.product.serving.walking import NotShownError, Walker

resource = pytest.importorskip("resource", reason="the size of files is limited by the system")
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="another process is limited only on Linux"),
]
MOST = 400


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path, {})
    made.start()
    yield made
    made.kill()


def limit(server, size):
    for process in server.family():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def size(site):
    return max(place.stat().st_size for place in site.data.glob("sonae.sqlite3*"))


def test_a_full_disk_shows_an_error_page_and_the_same_form_is_taken_when_there_is_room_again(site):
    visitor = Visitor(site, 1_000_000, MOST)
    walker = Walker(site.server.address, site.data)
    walker.start()
    limit(site.server, size(site) + 8_192)
    refused = ""
    while not refused and len(visitor.shown) < MOST:
        value, form = visitor.first + len(visitor.shown), walker.token()
        try:
            walker.answer("employees", value, form)
            visitor.shown.append(value)
        except NotShownError as error:
            refused = str(error)
    assert refused == "500 for employees"
    assert walker.kept("employees") == visitor.shown[-1], "what was kept before is not shown while the disk is full"
    assert verdict(site, [visitor]) == ([], [])
    limit(site.server, resource.RLIM_INFINITY)
    for _ in range(2):
        walker.answer("employees", value, form)
    visitor.shown.append(value)
    assert walker.kept("employees") == value
    walker.forget()
    assert verdict(site, [visitor]) == ([], [])


def test_a_full_disk_shows_no_number_and_the_same_request_is_taken_once_when_there_is_room(tmp_path):
    with post_office() as post:
        site = site_of(tmp_path, post)
        site.start_web()
        try:
            asker = Asker(site, 1_000_000, MOST)
            walker = Walker(site.web.address, site.data)
            limit(site.web, size(site) + 16_384)
            refused = ""
            while not refused and len(asker.numbers) < MOST:
                value, form = asker.first + len(asker.numbers), walker.token()
                try:
                    asker.submit(walker, value, form)
                except NotShownError as error:
                    refused = str(error)
            assert refused.startswith("500 ")
            assert value not in asker.numbers
            limit(site.web, resource.RLIM_INFINITY)
            for _ in range(2):
                asker.submit(walker, value, form)
            kept = site.rows("SELECT company, number FROM leads_request WHERE company GLOB '1[0-9]*'")
            assert sorted(kept) == sorted((str(each), number) for each, number in asker.numbers.items())
        finally:
            walker.forget()
            site.end()
