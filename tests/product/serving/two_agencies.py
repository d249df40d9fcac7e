"""Two invented agencies in a database that is no test's own: ``python -m tests.product.serving.two_agencies fill``.

``digest`` prints, for every table whose rows belong to agencies, how many there are and a hash of all of them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "sonae.config.settings"
django.setup()

from django.db import connection  # noqa: E402

from sonae.tenancy import walls  # noqa: E402
from sonae.tenancy.scope import unscoped  # noqa: E402
from tests.isolation.world import OTHER, VICTIM, house  # noqa: E402


def digest() -> dict[str, Any]:
    found = {}
    with unscoped("a test compares everything"), connection.cursor() as cursor:
        for model in walls.guarded_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows = sorted(repr(tuple(map(_plain, row))) for row in cursor.fetchall())
            found[table] = [len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        for slug in (VICTIM, OTHER):
            house(slug)
    sys.stdout.write(json.dumps({"tables": digest(), "missing": walls.missing(connection)}))
