"""kill -9 at random of web and sender: every 受付番号 that was shown is kept once, and has its mails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.length import at_length
from tests.product.faults.requesting import MAILS_EACH, PARTS, Verdict, run, site_of
from tests.product.outbox.mailserver import post_office
from tests.product.postgres.cluster import cluster

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/cmdline").exists(), reason="processes are found and killed by Linux here"
)


def nothing_is_lost(found: Verdict, kills: list[str], requests: int, mails: int) -> None:
    assert (found.lost, found.twice, found.unexpected) == ((), (), ())
    assert (found.unmailed, found.untold, found.names) == ((), (), ())
    assert found.duplicates <= kills.count("sender")
    assert mails >= MAILS_EACH * requests
    assert not found.problems
    assert found.tries > requests, "no kill met a request on its way"


@pytest.mark.short
def test_five_hundred_requests_and_five_kills(tmp_path):
    with post_office() as post:
        found = run(site_of(tmp_path, post), 500, [*PARTS], seed=11)
        nothing_is_lost(found, [*PARTS], 500, len(post.taken))


@pytest.mark.full
def test_a_build_without_the_outbox_is_found_out(tmp_path):
    with post_office() as post:
        post.hesitant = 0.3  # as mail servers are
        site = site_of(tmp_path, post, outbox=False)
        found = run(site, 40, ["page"], seed=12, amid=lambda: post.hesitating > 0)
        assert found.unmailed or found.untold
        assert not found.lost, "the request itself was kept"


@pytest.mark.full
@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_many_requests_and_many_kills(tmp_path, database):
    requests = at_length(10_000, 500)
    kills = [*PARTS] * at_length(10, 1)
    if database == "PostgreSQL":
        with cluster() as address, post_office() as post:
            found = run(site_of(tmp_path, post, DATABASE_URL=address), requests, kills, seed=13)
    else:
        with post_office() as post:
            found = run(site_of(tmp_path, post), requests, kills, seed=14)
    nothing_is_lost(found, kills, requests, len(post.taken))
