"""One line of JSON for each request, without anything that a person typed and without addresses that are secrets.

A link under ``/shindan/`` or ``/r/`` opens what it names, so paths are never written: the name of the route is.
"""

from __future__ import annotations

import json
import logging
import logging.config
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("sonae.requests")


class Lines(logging.Formatter):
    """JSON lines: time, level, logger, message, and what the record carries in ``fields``."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": _event(record),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    """What we said ourselves; of other people's messages only what stands before the first value."""
    if record.name.startswith("sonae"):
        return record.getMessage()
    return str(record.msg).split("%")[0].strip(" :") or record.name


def _where(trace: Any) -> list[str]:
    """Files and lines of a traceback, without the values in it."""
    places = []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/src/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-8:]


def configure(settings: dict[str, str]) -> None:
    """Everything to standard error, as lines."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"lines": {"()": Lines}},
            "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines"}},
            "root": {"handlers": ["out"], "level": "WARNING"},
            "loggers": {"sonae": {"level": settings["level"]}, "django.server": {"level": "WARNING"}},
        }
    )


class RequestLog:
    """Gives every request a number that the error pages show, and writes its line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request."""
        start = time.perf_counter()
        request.number = secrets.token_hex(4)
        response = self.get_response(request)
        match = request.resolver_match
        logger.info(
            "request",
            extra={
                "fields": {
                    "request": request.number,
                    "method": request.method,
                    "route": match.view_name if match else None,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - start) * 1000, 1),
                }
            },
        )
        return response
