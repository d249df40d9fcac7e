"""What every page knows of the installation."""

from __future__ import annotations

from django.http import HttpRequest

NAME = "備え"


def installation(request: HttpRequest) -> dict[str, str]:
    """The name of the site."""
    return {"site_name": NAME}
