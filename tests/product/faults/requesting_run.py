"""The fault: a site that sends its mails itself after it has committed, instead of keeping them for a sender.

``python -m tests.product.faults.requesting_run serve …``, or ``… sender``, which has nothing to do.
"""

from __future__ import annotations

import sys

from tests.product.faults import mailing_run

SETTINGS = "tests.product.faults.requesting_site"

if __name__ == "__main__":
    if sys.argv[1] == "sender":
        sys.exit(mailing_run.sender())
    from sonae.cli import serve
    from sonae.cli.__main__ import main

    serve.SETTINGS = SETTINGS
    sys.exit(main())
