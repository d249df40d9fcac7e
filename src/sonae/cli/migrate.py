"""``sonae migrate``: the tables of this version, made by whoever owns them, before others serve on them."""

from __future__ import annotations

import argparse
import os

from sonae_core.values.errors import MachineError

SUMMARY = "データベースの表を、この版のものにします"

SETTINGS = "sonae.config.settings"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""
    parser.epilog = (
        "「sonae serve」も始めに同じことをします。PostgreSQLで、表の持ち主とふだん使う役割を分けるときに、"
        "持ち主を DATABASE_OWNER_URL に書いて使います（docs/how-to/run-for-real.md）。"
    )


def run(args: argparse.Namespace) -> int:
    """Make what is missing. MachineError where the database or its rights do not allow it, or somebody serves."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.umask(0o077)
    import django
    from django.conf import settings
    from django.db import connection

    from sonae.config.database import asking
    from sonae.config.processes import AlreadyServedError, refuse_half_restored, sole_server

    django.setup()
    refuse_half_restored(settings.DATA)
    from sonae.config.tables import bring_up_to_date

    try:
        with sole_server(settings.DATA, "migrate"), asking():
            bring_up_to_date()
    except AlreadyServedError:
        raise MachineError("「sonae serve」が動いています。止めてから、もう一度実行してください") from None
    finally:
        connection.close()
    print("データベースの表は、この版のものです。")
    return 0
