"""What ``sonae doctor`` looks at of the walls in the database, who could take them down, and the keys of the log."""

from __future__ import annotations


def walls() -> tuple[bool, str]:
    """Whether all that the database refuses is refused: good, and what was found."""
    from django.db import connection

    from sonae.tenancy.walls import missing

    lacking = len(missing(connection))
    return not lacking, f"{lacking}つ欠けています" if lacking else "そろっています"


def role() -> tuple[bool, str, str]:
    """Whether the walls hold for the role that asks: good, what was found, and how to mend or better it.

    They hold for the owner of the tables (row-level security is forced), who could take them down: good, with a word.
    """
    from django.db import connection

    from sonae.config.environment import OWNS
    from sonae.config.roles import standing

    found = standing(connection)
    where = f"docs/how-to/run-for-real.md の「Two roles」のとおりに分け、表の持ち主を {OWNS} に書いてください"
    if found.over:
        other = "" if found.over == found.name else f"（{found.over} になれます）"
        return (
            False,
            f"{found.name}{other} には行の壁が効きません",
            f"SUPERUSER でも BYPASSRLS でもない役割に替え、{where}",
        )
    if found.owns:
        return True, f"{found.name} は表の持ち主です。壁は効きますが、外すこともできます", where
    return True, f"{found.name} は何も持ちません", ""


def ways_around() -> tuple[bool, str, str]:
    """Whether nothing in the database shows rows past their walls."""
    from django.db import connection

    from sonae.config import roles

    found = roles.ways_around(connection)
    if not found:
        return True, "ありません", ""
    words = f"{'、'.join(found[:5])}{' など' if len(found) > 5 else ''}"
    return False, words, "製品のものではありません。ビューは消すか security_invoker を付け、ポリシーは消してください"


def record_keys() -> tuple[bool, str]:
    """Whether every key of the log opens."""
    from sonae.audit import rotation

    lost = rotation.unreadable()
    return not lost, f"{lost:,}件が開きません" if lost else "全部が開きます"
