"""GET never writes: while a safe request is answered, the database refuses every statement that is not a read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse

SAFE = ("GET", "HEAD", "OPTIONS")
_READS = ("SELECT", "EXPLAIN", "PRAGMA", "SHOW", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK")
_excepted: ContextVar[str] = ContextVar("sonae_writes_on_get", default="")


class WriteOnGetError(Exception):
    """A page that only shows something tried to change something: a bug of ours."""


@contextmanager
def excepted(reason: str) -> Iterator[None]:
    """The few writes that showing something needs: who looked at a record, a step of signing in. A test lists them."""
    token = _excepted.set(reason)
    try:
        yield
    finally:
        _excepted.reset(token)


class GetNeverWrites:
    """Guards every safe request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        if request.method not in SAFE:
            return self.get_response(request)
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(_only_reads))
            return self.get_response(request)


def _only_reads(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not _excepted.get() and not sql.lstrip(" (\n").upper().startswith(_READS):
        raise WriteOnGetError(sql.split(maxsplit=1)[0])
    return execute(sql, params, many, context)
