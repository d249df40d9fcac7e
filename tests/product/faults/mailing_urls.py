"""The form: a number comes in, is noted once, and goes out as a mail.

``/futsu/`` does as the product does. ``/ato/`` is the fault: it sends the mail itself, after it has committed.
"""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from sonae.config.urls import *  # noqa: F403
from sonae.config.urls import urlpatterns as addresses
from sonae.outbox.actions import send
from sonae.web.access import for_everybody
from sonae.web.clock import now
from sonae.web.once import earlier, once

TO = "uketsuke@agency.invalid"


@for_everybody
def queued(request: HttpRequest) -> HttpResponse:
    """As the product does it: the mail is a row of the same transaction."""
    value = str(int(request.POST["value"]))

    def act() -> str:
        send(agency=None, to=TO, subject=value, text="受け付けました。", kind="accounts.notice", by="visitor", at=now())
        return f"/done/{value}/"

    return HttpResponseRedirect(once(request.nonce, now(), act))


@for_everybody
def afterwards(request: HttpRequest) -> HttpResponse:
    """The fault: committed first, then sent; whoever is killed in between forgets the mail."""
    value = str(int(request.POST["value"]))
    first = earlier(request.nonce) is None
    place = once(request.nonce, now(), lambda: f"/done/{value}/")
    if first:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = settings.MAIL_FROM, TO, value
        message["Message-ID"] = f"<{value}@sonae.invalid>"
        message.set_content("received")
        with smtplib.SMTP(settings.MAIL.host, settings.MAIL.port, "localhost", timeout=20) as server:
            server.send_message(message)
    return HttpResponseRedirect(place)


urlpatterns = [path("futsu/", queued), path("ato/", afterwards), *addresses]
