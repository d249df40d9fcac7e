"""Settings of the site without an outbox: a middleware of its own puts another way of sending in its place."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from sonae.config.settings import *  # noqa: F403
from sonae.config.settings import MIDDLEWARE

MIDDLEWARE = [*MIDDLEWARE, "tests.product.faults.requesting_site.SendsItself"]


class SendsItself:
    """The fault."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        from sonae.leads import newsletters, taking

        taking.send = newsletters.send = afterwards  # type: ignore[assignment]
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        return self.get_response(request)


def afterwards(*, to: str, subject: str, text: str, **rest: Any) -> None:
    """Once the request is kept; whoever is killed in between forgets the mail."""
    from django.conf import settings
    from django.db import transaction

    def leave() -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = settings.MAIL_FROM, to, subject
        message.set_content(text)
        with smtplib.SMTP(settings.MAIL.host, settings.MAIL.port, "localhost", timeout=20) as server:
            server.send_message(message)

    transaction.on_commit(leave)
