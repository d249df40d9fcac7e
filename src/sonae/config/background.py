"""What works beside the web server, as a process of its own: ``python -m sonae.config.background PART``.

``ranges`` computes the ranges of fresh results; ``mail`` sends mails and goes round the scheduled scans. Mails have a
process of their own so that a range that takes seconds keeps nobody waiting for a mail to sign in.
"""

from __future__ import annotations

import os
import sys

from sonae.config.processes import SERVER, end_with_server


def main(part: str) -> int:
    """Work until told to stop, or until the server is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.config.settings")
    import django

    django.setup()
    if SERVER in os.environ:
        end_with_server()
    if part == "mail":
        from sonae.outbox.working import run_until_told
    else:
        from sonae.assessments.worker import run_until_told
    return run_until_told()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
