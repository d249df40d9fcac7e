"""What costs much is made once, one after another, and not without end for one visitor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from sonae.web import costly
from sonae.web.costly import BusyError, Costly, TooOftenError
from sonae.web.limits import Limit
from tests.patience import PATIENCE

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
WHO = ("192.0.2.1", "draft 1")


def three(**more) -> Costly:
    return Costly(Limit("test", 3, 600), **{"at_once": 1, "wait": 0.01, "kept": 2, **more})


def ask(store: Costly, key: int, who=WHO, at=NOON) -> bytes:
    return store.made(key, lambda: b"%d" % key, who=who, at=at)


def test_the_same_again_is_not_made_again():
    store = three()
    assert ask(store, 1) == b"1"
    assert store.made(1, lambda: b"made anew", who=WHO, at=NOON) == b"1"


def test_what_was_not_asked_for_longest_is_forgotten_first():
    store = three()
    for key in (1, 2, 1, 3):
        ask(store, key)
    assert store.made(1, lambda: b"made anew", who=(), at=NOON) == b"1"
    assert store.made(2, lambda: b"made anew", who=(), at=NOON) == b"made anew"


def test_a_fourth_in_ten_minutes_is_refused_until_they_are_over():
    store = three()
    for key in (1, 2, 3):
        ask(store, key)
    with pytest.raises(TooOftenError) as refused:
        ask(store, 4)
    assert refused.value.seconds == 600
    assert ask(store, 4, at=NOON + timedelta(seconds=600)) == b"4"


def test_what_is_kept_is_given_to_one_who_has_had_too_many():
    store = three()
    for key in (1, 2, 3):
        ask(store, key)
    assert ask(store, 3) == b"3"


@pytest.mark.parametrize("who", [("192.0.2.1", "draft 2"), ("192.0.2.2", "draft 1")])
def test_another_draft_or_another_address_alone_does_not_help(who):
    store = three()
    for key in (1, 2, 3):
        ask(store, key)
    with pytest.raises(TooOftenError):
        ask(store, 4, who=who)


def test_another_visitor_with_another_draft_is_free():
    store = three()
    for key in (1, 2, 3):
        ask(store, key)
    assert ask(store, 4, who=("192.0.2.2", "draft 2")) == b"4"


def test_counts_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(costly, "MOST_NAMES", 10)
    store = three()
    for key in range(100):
        ask(store, key, who=(f"address {key}",))
    assert len(store._counts) <= 11


class Slow:
    """Something that is being made in another thread until it may end."""

    def __init__(self, store: Costly, key: int) -> None:
        self.begun, self.may_end = Event(), Event()
        self.thread = Thread(target=lambda: store.made(key, self.make, who=(), at=NOON))

    def make(self) -> bytes:
        self.begun.set()
        assert self.may_end.wait(PATIENCE)
        return b"slow"

    def __enter__(self) -> Slow:
        self.thread.start()
        assert self.begun.wait(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self.may_end.set()
        self.thread.join(PATIENCE)


def test_while_one_is_made_another_is_put_off_and_not_counted():
    store = three()
    with Slow(store, 1):
        for _ in range(4):
            with pytest.raises(BusyError):
                ask(store, 2)
    assert ask(store, 2) == b"2"


def test_who_asks_for_the_same_meanwhile_waits_for_it(monkeypatch):
    store, waits, found = three(wait=10), Event(), []
    acquire = store._turns.acquire
    with Slow(store, 1):
        monkeypatch.setattr(store._turns, "acquire", lambda **given: (waits.set(), acquire(**given))[1])
        second = Thread(target=lambda: found.append(ask(store, 1)))
        second.start()
        assert waits.wait(PATIENCE)
    second.join(PATIENCE)
    assert found == [b"slow"]


def test_a_failure_leaves_the_turn_to_the_next():
    store = three()
    with pytest.raises(ZeroDivisionError):
        store.made(1, lambda: b"%d" % (1 // 0), who=WHO, at=NOON)
    assert ask(store, 1) == b"1"
