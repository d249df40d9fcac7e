"""The entry of the web server. Under ``sonae serve`` a process first does each costly thing once, before it answers."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date
from io import BytesIO

from django.core.wsgi import get_wsgi_application

from sonae.config.processes import SERVER, end_with_server, leave_the_terminal

if SERVER in os.environ:
    leave_the_terminal()
    end_with_server()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.config.settings")
application = get_wsgi_application()


def warm() -> None:
    """Read the facts, fill the tables of draws and make the first page, so that the first visitor need not wait."""
    from sonae.assessments.actions import answer_for
    from sonae.assessments.case import company_file

    answer_for(company_file({}), date(2026, 1, 1), uncertain=False)
    _ask("/")


def _ask(path: str) -> None:
    from django.conf import settings

    host = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    with closing(application(request, lambda status, headers: None)) as answer:
        b"".join(answer)


if SERVER in os.environ:
    warm()
