"""kill -9 at random of web and sender: every acknowledged submission has its mail, and copies are excused by kills."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.length import at_length
from tests.product.faults.mailing import Running, Verdict, run
from tests.product.outbox.mailserver import post_office
from tests.product.postgres.cluster import cluster

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/cmdline").exists(), reason="processes are found and killed by Linux here"
)

TAKES = 0.005
"""Seconds from taking a mail to saying so: a kill in between makes a copy."""

MANY = at_length(2_000, 500)
KILLS = ["sender", "web", "sender", "page"] * at_length(5, 1)


def nothing_is_lost(site: Running, found: Verdict, submissions: int) -> None:
    assert (found.lost, found.unexpected, found.rows, found.names) == ((), (), (), 0)
    assert found.duplicates <= site.killed["sender"]
    assert len(site.post.taken) == submissions + found.duplicates
    assert not found.problems
    if site.killed["web"] or site.killed["page"]:
        assert found.tries > submissions, "no kill met a submission on its way"


@pytest.mark.short
def test_five_hundred_submissions_and_five_kills(tmp_path):
    with post_office() as post:
        post.slow = TAKES
        site = Running(tmp_path, post)
        found = run(site, 500, ["sender", "page", "sender", "web", "sender"], seed=1)
        nothing_is_lost(site, found, 500)


@pytest.mark.full
def test_without_the_outbox_mails_are_lost(tmp_path):
    with post_office() as post:
        post.hesitant = 0.3  # as mail servers are
        site = Running(tmp_path, post)
        found = run(site, 40, ["page"], seed=2, path="/ato/", amid=lambda: post.hesitating > 0)
        assert found.lost


@pytest.mark.full
def test_many_submissions_and_many_kills(tmp_path):
    with post_office() as post:
        post.slow = TAKES
        site = Running(tmp_path, post)
        found = run(site, MANY, KILLS, seed=3)
        nothing_is_lost(site, found, MANY)


@pytest.mark.full
def test_many_submissions_and_many_kills_with_postgresql(tmp_path):
    with cluster() as address, post_office() as post:
        post.slow = TAKES
        site = Running(tmp_path, post, {"DATABASE_URL": address})
        found = run(site, MANY, KILLS, seed=4)
        nothing_is_lost(site, found, MANY)


@pytest.mark.full
@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_three_senders_at_once_never_take_the_same_mail(tmp_path, database):
    with cluster() if database == "PostgreSQL" else nullcontext("") as address, post_office() as post:
        post.slow = TAKES
        site = Running(tmp_path, post, {"DATABASE_URL": address} if address else {}, senders=3)
        found = run(site, 400, ["sender", "sender"], seed=5)
        nothing_is_lost(site, found, 400)
