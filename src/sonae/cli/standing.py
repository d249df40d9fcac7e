"""What commands share that ask the database of an installation which is already there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sonae_core.values.errors import InputError, MachineError

SETTINGS = "sonae.config.settings"


@contextmanager
def installation() -> Iterator[None]:
    """Django, ready, with tables of this version. InputError where nothing was served yet, MachineError otherwise."""
    from sonae.config import environment

    folder = environment.data_folder()
    if not (folder / "keys" / "signing").is_file():
        raise InputError(
            str(folder), "まだ何もありません", "場所が違うときは SONAE_DATA で指定してください（初めてなら不要です）"
        )
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if sys.stderr.isatty():
        os.environ.setdefault("SONAE_LOG", "warning")
    os.umask(0o077)
    import django
    from django.db import connection

    from sonae.config.database import asking
    from sonae.config.processes import refuse_half_restored

    django.setup()
    refuse_half_restored(folder)
    try:
        with asking():
            _refuse_other_tables()
            yield
    finally:
        connection.close()


def _refuse_other_tables() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MachineError("表がまだないか、古い版です。「sonae serve」を先に動かしてください（自動で作ります）")
