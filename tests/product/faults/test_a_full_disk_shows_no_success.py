"""The system refuses to let the database's files grow: nothing is shown as saved then, and nothing is lost by it."""

from __future__ import annotations

import pytest

from tests.product.faults.crashing import Site, Visitor, verdict
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


def limit(site, size):
    for process in site.server.family():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def size(site):
    return max(place.stat().st_size for place in site.data.glob("sonae.sqlite3*"))


def test_a_full_disk_shows_an_error_page_and_the_same_form_is_taken_when_there_is_room_again(site):
    visitor = Visitor(site, 1_000_000, MOST)
    walker = Walker(site.server.address, site.data)
    walker.start()
    limit(site, size(site) + 8_192)
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
    limit(site, resource.RLIM_INFINITY)
    for _ in range(2):
        walker.answer("employees", value, form)
    visitor.shown.append(value)
    assert walker.kept("employees") == value
    walker.forget()
    assert verdict(site, [visitor]) == ([], [])
