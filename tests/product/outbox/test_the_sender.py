"""The sender: under a lease, at least once, with growing pauses, and in the end it says that it gave up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sonae.outbox import delivery
from sonae.outbox.models import Mail, State
from sonae.outbox.transports import RefusedError, TryAgainError
from sonae.tenancy.scope import unscoped
from tests.patience import wait_until
from tests.product.conftest import NOON

pytestmark = pytest.mark.django_db


class Way:
    """Takes mails, or does with the next ones what it was told."""

    def __init__(self, *outcomes: Exception | None) -> None:
        self.outcomes = list(outcomes)
        self.taken: list[str] = []

    def deliver(self, mail, attachments):
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome
        self.taken.append(mail.message_id)

    def close(self):
        pass


def again(mail: Mail) -> Mail:
    with unscoped("a test looks"):
        return Mail.objects.get(pk=mail.pk)


def deliver(way, after: timedelta = timedelta()) -> bool:
    return delivery.deliver_next(lambda: NOON + after, way)


def test_a_mail_leaves_once(queued):
    mail, way = queued(), Way()
    assert [deliver(way), deliver(way)] == [True, False]
    assert way.taken == [mail.message_id]
    assert (again(mail).state, again(mail).ended_at, again(mail).attempts) == (State.SENT, NOON, 1)


def test_one_that_can_be_undone_leaves_when_its_time_has_come(queued):
    queued(hold=timedelta(minutes=2))
    way = Way()
    assert not deliver(way, timedelta(minutes=2, seconds=-1))
    assert deliver(way, timedelta(minutes=2))


def test_somebody_waiting_at_a_page_comes_first_and_then_who_waits_longest(queued):
    late = queued(at=NOON - timedelta(minutes=1), subject="2")
    early = queued(at=NOON - timedelta(minutes=2), subject="1")
    urgent = queued(kind="accounts.reset")
    way = Way()
    while deliver(way):
        pass
    assert way.taken == [urgent.message_id, early.message_id, late.message_id]


def test_pauses_grow_and_in_the_end_it_is_given_up(queued):
    mail, way, after, waits = queued(), Way(*[TryAgainError("つながりません")] * 20), timedelta(), []
    while again(mail).state == State.WAITING:
        assert not deliver(way, after - timedelta(seconds=1)) or not waits
        deliver(way, after)
        if again(mail).state == State.WAITING:
            waits.append(again(mail).not_before - NOON - after)
            after = again(mail).not_before - NOON
    assert waits == sorted(waits)
    assert waits == list(delivery.PAUSES)
    found = again(mail)
    assert (found.state, found.attempts, found.last_error) == (State.FAILED, 8, "つながりません")
    assert timedelta(hours=12) < sum(waits, timedelta()) < timedelta(days=1)
    assert way.taken == []


def test_what_is_refused_for_good_is_not_tried_again(queued):
    mail, way = queued(), Way(RefusedError("宛先がありません"))
    deliver(way)
    assert (again(mail).state, again(mail).last_error) == (State.FAILED, "宛先がありません")
    assert not deliver(way, timedelta(days=9))


def test_one_mail_that_cannot_be_sent_holds_up_no_other(queued):
    queued(at=NOON - timedelta(minutes=1))
    good = queued()
    way = Way(ZeroDivisionError())
    while deliver(way):
        pass
    assert way.taken == [good.message_id]


def test_a_mail_of_a_sender_that_died_is_taken_again_after_its_lease_with_the_same_name(queued):
    mail, way = queued(), Way()
    assert delivery.claim(NOON, "one that dies").pk == mail.pk
    assert not deliver(way, delivery.LEASE)
    assert deliver(way, delivery.LEASE + timedelta(seconds=1))
    assert way.taken == [mail.message_id]


def test_a_sign_of_life_keeps_the_mail_and_comes_too_late_after_another_took_it(queued):
    queued()
    mail = delivery.claim(NOON, "one")
    assert delivery.extend(mail, "one", NOON + timedelta(seconds=50))
    assert delivery.claim(NOON + timedelta(seconds=100), "two") is None
    assert delivery.claim(NOON + timedelta(seconds=111), "two") is not None
    assert not delivery.extend(mail, "one", NOON + timedelta(seconds=112))


def test_one_that_wakes_up_late_does_not_undo_what_another_did(queued):
    queued()
    mail = delivery.claim(NOON, "one")
    late = NOON + timedelta(minutes=2)
    delivery.claim(late, "two")
    delivery.settle(mail, "two", State.SENT, "", late)
    delivery.settle(mail, "one", State.WAITING, "切れました", late)
    assert again(mail).state == State.SENT


def test_a_mail_that_kills_its_senders_is_given_up(queued):
    mail, at = queued(), NOON
    for turn in range(delivery.MOST_TRIES):
        assert delivery.claim(at, str(turn)) is not None
        at += delivery.LEASE + timedelta(seconds=1)
    assert delivery.claim(at, "the next") is None
    assert (again(mail).state, again(mail).last_error) == (State.FAILED, delivery.DIED)


def test_a_text_that_opens_a_door_is_forgotten_once_it_was_sent(queued):
    secret, plain = queued(kind="accounts.recovery", text="https://…/secret"), queued()
    while deliver(Way()):
        pass
    assert (again(secret).text, again(secret).text_gone_at) == ("", NOON)
    assert (again(plain).text, again(plain).text_gone_at) == ("本文です。", None)


def test_a_slow_server_is_waited_for_with_signs_of_life(queued, monkeypatch):
    beats = []
    monkeypatch.setattr(delivery, "BEAT", 0.01)
    monkeypatch.setattr(delivery, "extend", lambda mail, holder, at: beats.append(holder))
    mail = queued()

    class Slow(Way):
        def deliver(self, given, attachments):
            wait_until(lambda: len(beats) >= 3, every=0.01)

    assert deliver(Slow())
    assert len(beats) >= 3
    assert len(set(beats)) == 1
    assert again(mail).state == State.SENT
