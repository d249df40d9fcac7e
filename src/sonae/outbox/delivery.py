"""The sender: takes one mail at a time under a lease, lets it leave, and writes down what became of it.

At least once: between the moment in which the server took a mail and the moment in which we know that we know, a sender
may die; the mail is then sent again with the same Message-ID. A sender that is dead is one whose lease is over.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, connection, transaction

from sonae.outbox.kinds import kind as kind_of
from sonae.outbox.models import Mail, State
from sonae.outbox.transports import RefusedError, Transport, TryAgainError
from sonae.tenancy.scope import unscoped
from sonae_core.values.errors import InputError

LEASE = timedelta(seconds=60)
"""How long a mail stays with a sender that gives no sign of life."""
BEAT = 15.0
"""Seconds between two signs of life."""
PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (0.5, 2, 10, 30, 120, 360, 720)
)  # 30 seconds after the first failure, half a day after the seventh; then it is given up, most of a day later
MOST_TRIES = len(PAUSES) + 1
DIED = "送る途中で、送信のプログラムが何度も止まりました"
REASON = "the sender delivers the mails of every agency"

logger = logging.getLogger("sonae.outbox")
Clock = Callable[[], datetime]


def deliver_next(clock: Clock, way: Transport) -> bool:
    """Let the mail that waits longest leave; whether there was one."""
    holder = secrets.token_hex(8)
    mail = claim(clock(), holder)
    if mail is None:
        return False
    with _beating(mail, holder, clock):
        state, words = _try(mail, way)
    settle(mail, holder, state, words, clock())
    return True


def claim(at: datetime, holder: str) -> Mail | None:
    """Take the next mail that is due, in a transaction of its own; two senders never take the same one."""
    with unscoped(REASON):
        if not Mail.objects.due(at).exists():  # asks without taking the turn of those who write
            return None
        with transaction.atomic():
            due = Mail.objects.due(at)
            if connection.features.has_select_for_update_skip_locked:
                due = due.select_for_update(skip_locked=True)
            mail: Mail | None = due.first()
            if mail is None:
                return None
            if mail.attempts >= MOST_TRIES:  # its senders died, every one
                _end(mail, State.FAILED, DIED, at)
                return None
            mail.state, mail.lease_until, mail.lease_holder = State.SENDING, at + LEASE, holder
            mail.attempts += 1
            mail.save(update_fields=["state", "lease_until", "lease_holder", "attempts"])
            return mail


def extend(mail: Mail, holder: str, at: datetime) -> bool:
    """A sign of life; whether the mail is still this sender's."""
    with unscoped(REASON):
        return bool(_held(mail, holder).update(lease_until=at + LEASE))


def settle(mail: Mail, holder: str, state: State, words: str, at: datetime) -> None:
    """Write down what became of a try, unless somebody else has the mail by now."""
    with unscoped(REASON), transaction.atomic():
        mine = _held(mail, holder)
        if connection.features.has_select_for_update:
            mine = mine.select_for_update()
        found: Mail | None = mine.first()
        if found is None:
            logger.warning("lease lost", extra={"fields": {"mail": str(mail.pk), "became": str(state)}})
            return
        if state == State.WAITING and found.attempts < MOST_TRIES:
            found.state, found.lease_until, found.lease_holder = state, None, ""
            found.last_error, found.not_before = words[:300], at + PAUSES[found.attempts - 1]
            found.save()
        else:
            _end(found, State.FAILED if state == State.WAITING else state, words, at)
    logger.info("mail", extra={"fields": {"mail": str(mail.pk), "kind": mail.kind, "became": str(found.state)}})


def _held(mail: Mail, holder: str) -> Any:
    return Mail.objects.filter(pk=mail.pk, state=State.SENDING, lease_holder=holder)


def _end(mail: Mail, state: State, words: str, at: datetime) -> None:
    mail.state, mail.lease_until, mail.lease_holder = state, None, ""
    mail.last_error, mail.ended_at = words[:300], at
    if state == State.SENT and kind_of(mail.kind).secret:
        mail.text, mail.text_gone_at = "", at
    mail.save()


def _try(mail: Mail, way: Transport) -> tuple[State, str]:
    try:
        with unscoped(REASON):
            attachments = list(mail.attachments.order_by("place"))
        way.deliver(mail, attachments)
    except TryAgainError as error:
        return State.WAITING, str(error)
    except RefusedError as error:
        return State.FAILED, str(error)
    except InputError as error:
        return State.FAILED, error.problem
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        logger.exception("mail failed", extra={"fields": {"mail": str(mail.pk)}})
        return State.WAITING, "送信のプログラムの不具合です。記録（ログ）を確かめてください"
    return State.SENT, ""


@contextmanager
def _beating(mail: Mail, holder: str, clock: Clock) -> Iterator[None]:
    """Signs of life from a thread of its own, for as long as the server keeps us waiting."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(BEAT):
            try:
                extend(mail, holder, clock())
            except (DatabaseError, InterfaceError) as error:
                logger.warning("no sign of life", extra={"fields": {"error": type(error).__name__}})
            finally:
                connection.close()

    thread = threading.Thread(target=beat, name="beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
