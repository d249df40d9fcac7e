"""What ``sonae doctor`` looks at of the walls in the database and the keys of the log."""

from __future__ import annotations

import os
import stat


def walls() -> tuple[bool, str]:
    """Whether all that the database refuses is refused: good, and what was found."""
    from django.db import connection

    from sonae.tenancy.walls import missing

    lacking = len(missing(connection))
    return not lacking, f"{lacking}つ欠けています" if lacking else "そろっています"


def record_keys() -> tuple[bool, str]:
    """Whether every key of the log opens, and only its owner can read the master keys."""
    from sonae.audit import rotation
    from sonae.audit.keys import keyring

    ring = keyring()
    if os.name != "nt":
        open_to_others = [name for name in ring.ids() if stat.S_IMODE((ring.folder / name).stat().st_mode) & 0o077]
        if open_to_others:
            return False, f"{ring.folder} の鍵をほかの利用者も読めます"
    lost = rotation.unreadable()
    return not lost, f"{lost:,}件が開きません" if lost else "全部が開きます"
