"""Settings of a site with a planted fault: it shows an answer as saved a moment before it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from sonae.config.settings import *  # noqa: F403
from sonae.config.settings import MIDDLEWARE

MIDDLEWARE = [*MIDDLEWARE, "tests.product.faults.planted.AnswersFirst"]
DELAY = 0.3


class AnswersFirst:
    """The fault."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        if request.method != "POST" or "/q/" not in request.path:
            return self.get_response(request)
        from django.http import HttpResponseRedirect

        def later() -> None:
            time.sleep(DELAY)
            self.get_response(request)

        threading.Thread(target=later).start()
        return HttpResponseRedirect("/")
