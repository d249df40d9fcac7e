"""The site's own programs on the settings of ``mailing_site``: ``python -m tests.product.faults.mailing_run serve …``,
and ``… sender`` for the sender alone, which gives up on a dead one after two seconds instead of sixty."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

SETTINGS = "tests.product.faults.mailing_site"


def sender() -> int:
    """The real sender, in a hurry."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()
    from sonae.config import background
    from sonae.outbox import delivery
    from sonae.web import working

    delivery.LEASE, delivery.BEAT = timedelta(seconds=2), 0.5
    working.REST = 0.02
    return background.main("mail")


if __name__ == "__main__":
    if sys.argv[1] == "sender":
        sys.exit(sender())
    from sonae.cli import serve
    from sonae.cli.__main__ import main

    serve.SETTINGS = SETTINGS
    sys.exit(main())
