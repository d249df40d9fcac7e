"""What the first page shows of this room: a short table of what insurance pays, and who does what when.

The templates are ``public/cover_short.html`` (``cover``: ``short_matrix()``) and ``public/hours_short.html``
(``hours``: ``hours()``).
"""

from __future__ import annotations

from dataclasses import dataclass

from sonae.public.cover import explorer, helping
from sonae_core.packs.costs import CostLine

LINES = ("forensics", "restoration", "notification_letters", "interruption", "damages", "ransom")
KINDS = {
    "ransomware": ("ランサム", "ウェア"),
    "web_intrusion": ("不正", "アクセス"),
    "missent_mail": ("メールの", "誤送信"),
}
"""Three kinds of event that differ in what insurance pays, by short names; on a phone each may break in two."""
FIRST_KIND = "ransomware"
FIRST_STEPS = 2


@dataclass(frozen=True)
class Short:
    """A small table: kinds of event across, cost lines down, ``cells`` in the order of the kinds."""

    titles: tuple[tuple[str, ...], ...]
    """Each in the parts between which it may break."""
    rows: tuple[tuple[CostLine, tuple[explorer.Cell, ...]], ...]


def short_matrix() -> Short:
    """Six costs of three kinds of event, whoever insures."""
    columns = explorer.columns(tuple(KINDS), lines=LINES)
    cells = zip(*(column.cells for column in columns), strict=True)
    return Short(tuple(KINDS.values()), tuple((each[0].line, each) for each in cells))


def hours() -> tuple[helping.Column, ...]:
    """The three phases of the event that most depends on help, with the company's first steps."""
    return helping.hours(FIRST_KIND, FIRST_STEPS)
