"""What the operator's page shows of the installation: the quick part of what ``sonae doctor`` looks at, and backups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from sonae.config import backed_up, health, health_log, leaving
from sonae.config.looking import Look

OFTEN = timedelta(days=7)


def looks(moment: datetime) -> Iterator[Look]:
    """What takes no longer than a page may: the database is asked, but not read through from end to end."""
    folder = Path(settings.DATA)
    yield health.space(folder)
    yield health.rights(folder)
    yield health.clock(moment)
    yield health.half_restored(folder)
    yield health.keys(folder)
    yield backup(folder, moment)
    good, found = health_log.walls()
    yield Look("データベースの壁", good, found, "" if good else "「sonae serve」を動かし直してください。自動で作ります")
    good, found = health_log.record_keys()
    yield Look("記録の鍵", good, found, "" if good else "docs/how-to/rotate-keys.md の「A key is lost」を見てください")
    yield from leaving.looks(moment)
    yield health.settings_of_the_site()


def backup(folder: Path, moment: datetime) -> Look:
    """When the last one was made here; where it was put, and whether it is still there, only people know."""
    remedy = "「sonae backup ファイル」で作り、別の場所に置いてください"
    last = backed_up.last(folder)
    if last is None:
        return Look("最後のバックアップ", False, "まだ作っていません", remedy)
    days = (moment - last).days
    found = f"{last.astimezone(moment.tzinfo):%Y-%m-%d %H:%M}（{'きょう' if days < 1 else f'{days}日前'}）"
    good = moment - last <= OFTEN
    return Look("最後のバックアップ", good, found, "" if good else remedy)
