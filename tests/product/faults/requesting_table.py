"""``python -m tests.product.faults.requesting_table 500 5 [PostgreSQL]``: what so many requests and kills left."""

from __future__ import annotations

import os
import sys

import django

import tests.installation  # noqa: F401  (a folder of its own, before Django reads its settings)


def main(requests: int, kills: int, database: str = "SQLite") -> None:
    """Print the line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.config.settings")
    django.setup()
    from tests.product.faults.requesting import row

    print(row(requests, kills, database))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:4])
