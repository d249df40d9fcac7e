"""``sonae work``: what works beside the pages, where they are served on their own (``sonae serve --no-work``)."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from contextlib import suppress

from sonae.cli.terminal import progress
from sonae_core.values.errors import MachineError

SUMMARY = "メールの送信、期限の仕事、診断の幅の計算を、画面とは別に動かします"

SETTINGS = "sonae.config.settings"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""
    parser.epilog = (
        "「sonae serve --no-work」と組で使います。終わるには Ctrl-C を押すか SIGTERM を送ります。"
        "いくつ動かしても、同じメールを同時に送ることはありません。"
    )


def run(args: argparse.Namespace) -> int:
    """Work until told to end. MachineError where the tables are not those of this version."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if sys.stderr.isatty():
        os.environ.setdefault("SONAE_LOG", "warning")
    os.umask(0o077)
    _ready()
    from sonae.config.processes import SERVER, Told, child_environment, working_beside

    os.environ.update({SERVER: str(os.getpid()), "PYTHONPATH": child_environment()["PYTHONPATH"]})
    told = Told()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: told.set())
    with working_beside() as parts:
        for part in parts:
            part.start()
        print("メールの送信と期限の仕事を動かしています（終わるには Ctrl-C）", flush=True)
        told.wait()
    with suppress(OSError):
        progress("終わりました。")
    return 0


def _ready() -> None:
    """Whoever serves the pages makes the tables; we only look."""
    import django
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from sonae.config.database import asking
    from sonae.config.processes import refuse_half_restored

    django.setup()
    refuse_half_restored(settings.DATA)
    with asking():
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        connection.close()
    if missing:
        raise MachineError("表がまだないか、古い版です。「sonae serve」を先に動かしてください（自動で作ります）")
