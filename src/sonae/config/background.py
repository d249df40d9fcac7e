"""The worker as a process of the server: ``python -m sonae.config.background``."""

from __future__ import annotations

import os
import sys

from sonae.config.processes import SERVER, end_with_server


def main() -> int:
    """Work until told to stop, or until the server is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.config.settings")
    import django

    django.setup()
    if SERVER in os.environ:
        end_with_server()
    from sonae.assessments.worker import run_until_told

    return run_until_told()


if __name__ == "__main__":
    sys.exit(main())
