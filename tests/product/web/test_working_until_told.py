"""A process in the background outlives a database that goes away, and ends when it is told to."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError

from sonae.web import working


@pytest.fixture(autouse=True)
def _hurry(monkeypatch):
    monkeypatch.setattr(working, "REST", 0.001)
    monkeypatch.setattr(working.connection, "close", lambda: None)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_goes_away_does_not_end_it(error):
    stop, asked = working.Stop(), []

    def away() -> bool:
        asked.append(1)
        if len(asked) == 3:
            stop.tell()
        raise error

    working.until_told(stop, away)
    assert len(asked) == 3


def test_while_something_is_due_it_takes_no_rest():
    stop, rests, left = working.Stop(), [], [True, True, False]

    def step() -> bool:
        busy = left.pop(0)
        if not left:
            stop.tell()
        return busy

    working.until_told(stop, step, lambda: rests.append(1))
    assert (left, rests) == ([], [])


def test_a_bug_is_not_taken_for_a_database_that_is_away():
    def broken() -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        working.until_told(working.Stop(), broken)
