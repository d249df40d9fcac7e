"""Which agencies a query may see. Outside a scope no guarded table can be read or written at all.

On PostgreSQL the scope is told to the database as well, for the length of a transaction: its row-level security then
refuses what a forgotten filter would have shown (``walls``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

AGENCIES, UNSCOPED = "sonae.agencies", "sonae.unscoped"
"""Settings of a PostgreSQL transaction."""


class OutsideScopeError(Exception):
    """A guarded table was asked without saying for whom: a bug of ours, and nothing was read or written."""


class OtherAgencyError(Exception):
    """A row of an agency outside the scope was about to be written: a bug of ours, and nothing was written."""


@dataclass(frozen=True)
class Scope:
    """``agencies``: whose rows exist for now. ``reason``: why all of them do, where no agency bounds the work."""

    agencies: frozenset[UUID] = frozenset()
    reason: str = ""

    @property
    def everybody(self) -> bool:
        """Whether rows of every agency are there."""
        return bool(self.reason)

    def holds(self, agency: UUID | None) -> bool:
        """Whether rows of the agency are there. Rows that belong to no agency yet are there in every scope."""
        return self.everybody or agency is None or agency in self.agencies


_current: ContextVar[Scope | None] = ContextVar("sonae_scope", default=None)


def current() -> Scope | None:
    """The scope that holds now, or None."""
    return _current.get()


@contextmanager
def within(*agencies: UUID) -> Iterator[None]:
    """Only rows of these agencies exist."""
    with _holding(Scope(frozenset(agencies))):
        yield


@contextmanager
def unscoped(reason: str) -> Iterator[None]:
    """Rows of all agencies exist, for work that belongs to none of them; ``reason`` is for whoever reads the code.

    A test lists every place that calls this.
    """
    if not reason:
        raise ValueError("a reason is needed")
    with _holding(Scope(reason=reason)):
        yield


@contextmanager
def migrating() -> Iterator[None]:
    """All rows, for migrations. PostgreSQL is told for the whole connection: each migration is its own transaction."""
    token = _current.set(Scope(reason="migrations"))
    try:
        _tell_connection("on")
        yield
    finally:
        _tell_connection("off")
        _current.reset(token)


def _tell_connection(value: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, false)", [UNSCOPED, value])


@contextmanager
def _holding(scope: Scope) -> Iterator[None]:
    before = _current.get()
    token = _current.set(scope)
    try:
        visitors = before is None and not scope.agencies and not scope.everybody
        if connection.vendor != "postgresql" or visitors or before == scope:
            yield  # rows of nobody are there without a word to the database, and what was told need not be told again
            return
        outermost = not connection.in_atomic_block
        with transaction.atomic():
            _tell(scope)
            yield
            if not outermost and not connection.needs_rollback:  # a transaction that ends here forgets by itself
                _tell(before or Scope())
    finally:
        _current.reset(token)


def _tell(scope: Scope) -> None:
    names = ",".join(sorted(str(agency) for agency in scope.agencies))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
            [AGENCIES, names, UNSCOPED, "on" if scope.everybody else "off"],
        )
