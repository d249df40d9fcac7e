"""What ``sonae doctor`` looks at: each look says what it found, and how to mend it where it is wrong."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sonae.config import health_log
from sonae.config.looking import Look
from sonae.config.processes import UNFINISHED
from sonae_core.values.errors import InputError, MachineError

OLDEST_PYTHON = (3, 11)
PARTS = ("django", "granian", "whitenoise", "numpy", "scipy", "pydantic", "typst", "xlsxwriter", "segno")
LEAST_SPACE = 500_000_000
OLDEST_POSTGRES = 130_000
SOME_MINUTES = timedelta(minutes=5)


def looks(folder: Path, moment: datetime) -> Iterator[Look]:
    """Everything, in the order in which one depends on the other."""
    yield python()
    yield parts()
    yield space(folder)
    yield rights(folder)
    yield fonts()
    yield clock(moment)
    if not (folder / "keys" / "signing").exists():
        yield Look("準備", True, "まだ動かしたことがありません。「sonae serve」が表や鍵を用意します")
        return
    yield half_restored(folder)
    yield keys(folder)
    yield from _with_django(folder, moment)


def _with_django(folder: Path, moment: datetime) -> Iterator[Look]:
    try:
        os.environ["DJANGO_SETTINGS_MODULE"] = "sonae.config.settings"
        import django

        django.setup()
    except (InputError, MachineError) as error:
        yield Look("設定", False, str(error), "環境の設定を直してください")
        return
    yield from database(moment)
    yield operator()
    yield static(folder)
    yield settings_of_the_site()


# --- the machine ------------------------------------------------------------------------------------------------------


def python() -> Look:
    """New enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= OLDEST_PYTHON
    return Look("Python", good, version, "" if good else "Python 3.11以上で動かしてください")


def parts() -> Look:
    """All installed."""
    missing = [name for name in PARTS if find_spec(name) is None]
    found = "そろっています" if not missing else f"ありません: {'、'.join(missing)}"
    return Look("部品", not missing, found, "" if not missing else ".venv を消してから ./sonae を実行してください")


def space(folder: Path) -> Look:
    """Enough for logs, copies and a paper or two."""
    free = shutil.disk_usage(folder).free
    good = free >= LEAST_SPACE
    remedy = "" if good else "いらないファイルを消すか、SONAE_DATA で別のディスクを指定してください"
    return Look("ディスクの空き", good, f"{free / 1e9:.1f} GB", remedy)


def rights(folder: Path) -> Look:
    """Ours alone, and we may write."""
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Look("データのフォルダー", False, f"{folder}（書き込めません）", "持ち主と権限を確かめてください")
    if os.name != "nt" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return Look("データのフォルダー", False, f"{folder}（ほかの利用者も入れます）", f"chmod 700 {folder}")
    return Look("データのフォルダー", True, str(folder))


def fonts() -> Look:
    """Those of the papers."""
    import sonae_paper

    place = Path(sonae_paper.__file__).parent / "fonts"
    missing = [name for name in ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf") if not (place / name).is_file()]
    found = "そろっています" if not missing else f"ありません: {'、'.join(missing)}"
    return Look("書体", not missing, found, "" if not missing else "配布元のフォルダー一式をもう一度取得してください")


def clock(moment: datetime) -> Look:
    """Not before the facts were written."""
    from sonae_core.packs import load

    facts = load().date
    good = moment.date() >= facts
    found = f"{moment:%Y-%m-%d %H:%M}" if good else f"{moment:%Y-%m-%d}（事実の版 {facts} より前です）"
    return Look("時計", good, found, "" if good else "パソコンの日付と時刻を合わせてください")


def half_restored(folder: Path) -> Look:
    """No restore was cut off."""
    good = not (folder / UNFINISHED).exists()
    remedy = "" if good else "「sonae restore ファイル --replace」をもう一度実行してください"
    return Look("戻しかけのデータ", good, "ありません" if good else "バックアップを戻す途中で止まっています", remedy)


def keys(folder: Path) -> Look:
    """Readable by their owner alone, and whole."""
    place = folder / "keys" / "signing"
    if os.name != "nt":
        for each in (place.parent, *sorted(place.parent.rglob("*"))):
            if stat.S_IMODE(each.stat().st_mode) & 0o077:
                return Look("鍵", False, f"{each} をほかの利用者も読めます", f"chmod go= {each}")
    from sonae.config.environment import secret_key

    try:
        secret_key(folder)
    except (MachineError, OSError, UnicodeError):
        return Look("鍵", False, "読めないか、壊れています", "バックアップから戻してください")
    return Look("鍵", True, "自分だけが読めます")


# --- the database -----------------------------------------------------------------------------------------------------


def database(moment: datetime) -> Iterator[Look]:
    """It answers, is sound, is set up as it must be, and knows every table."""
    from django.db import DatabaseError, connection

    from sonae.config.database import asking

    asks: list[Callable[[], Look]] = [_postgres] if connection.vendor == "postgresql" else [_sqlite_settings, _sqlite]
    try:
        with asking():
            for ask in (*asks, _migrations):
                look = ask()
                yield look
                if not look.good:
                    return
            yield from (look() for look in (_walls, *_apart(connection.vendor), _record_keys))
            yield _times(moment)
            from sonae.config import leaving

            yield from leaving.looks(moment)
    except (MachineError, DatabaseError) as error:
        yield Look("データベース", False, str(error), "上の指示を確かめてください")
    finally:
        connection.close()


def _sqlite_settings() -> Look:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    found = {name: _ask(f"PRAGMA {name}") for name in wanted}
    good = found == wanted
    words = "、".join(f"{name}={value}" for name, value in found.items())
    return Look("SQLiteの設定", good, words, "" if good else "データを、このパソコンのディスクに置いてください")


def _sqlite() -> Look:
    from django.conf import settings

    place = Path(settings.DATABASES["default"]["NAME"])
    broken = _ask("PRAGMA integrity_check") != "ok" or _ask("PRAGMA foreign_key_check") is not None
    if broken:
        return Look("データベース", False, "壊れています", "「sonae restore」でバックアップから戻してください")
    return Look("データベース", True, f"SQLite、{place.stat().st_size / 1e6:.1f} MB、壊れていません")


def _postgres() -> Look:
    version, encoding = int(_ask("SHOW server_version_num")), _ask("SHOW server_encoding")
    safe = _ask("SHOW fsync") == "on" and _ask("SHOW synchronous_commit") != "off"
    found = f"PostgreSQL {version // 10_000}、{encoding}"
    if version < OLDEST_POSTGRES or encoding != "UTF8":
        return Look("データベース", False, found, "PostgreSQL 13以上で、UTF8のデータベースを作ってください")
    if not safe:
        return Look(
            "データベース",
            False,
            f"{found}、書き込みを待たない設定です",
            "fsync と synchronous_commit を on にしてください",
        )
    return Look("データベース", True, found)


def _migrations() -> Look:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    remedy = "「sonae migrate」を一度実行してください（「sonae serve」も始めに同じことをします）" if plan else ""
    return Look("表", not plan, "そろっています" if not plan else f"{len(plan)}件が古いままです", remedy)


def _walls() -> Look:
    good, found = health_log.walls()
    remedy = "" if good else "「sonae migrate」を一度実行してください（「sonae serve」も始めに同じことをします）"
    return Look("データベースの壁", good, found, remedy)


def _apart(vendor: str) -> list[Callable[[], Look]]:
    return [_role, _ways_around] if vendor == "postgresql" else []


def _role() -> Look:
    return Look("データベースの役割", *health_log.role())


def _ways_around() -> Look:
    return Look("壁の抜け道", *health_log.ways_around())


def _record_keys() -> Look:
    good, found = health_log.record_keys()
    remedy = "" if good else "docs/how-to/rotate-keys.md の「A key is lost」を見てください"
    return Look("記録の鍵", good, found, remedy)


def _times(moment: datetime) -> Look:
    """Nothing was written in the future: a clock that was wrong once makes links live too long or too short."""
    from sonae.assessments.models import Draft
    from sonae.tenancy.scope import unscoped

    with unscoped("whether any time of the installation lies ahead"):
        newest = Draft.objects.order_by("-created_at").values_list("created_at", flat=True).first()
    good = newest is None or newest <= moment + SOME_MINUTES
    found = "おかしな時刻はありません" if good else f"未来の時刻があります（{newest:%Y-%m-%d %H:%M}）"
    return Look("記録の時刻", good, found, "" if good else "時計が合っているかを確かめてください")


def _ask(statement: str) -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return None if row is None else row[0]


def operator(environ: Mapping[str, str] = os.environ) -> Look:
    """Somebody can make agencies; before others reach the site nobody needs to."""
    from django.db import DatabaseError, connection

    from sonae.accounts.models import User

    try:
        found = User.objects.filter(is_operator=True, is_active=True).count()
    except DatabaseError:
        return Look("運営者", True, "表がそろうまで分かりません")
    finally:
        connection.close()
    if found:
        return Look("運営者", True, f"{found}人")
    open_to_others = bool(environ.get("SONAE_HOSTS", "").strip())
    words = "まだいません。代理店を作るときは「sonae admin operator アドレス」で決めます"
    return Look("運営者", not open_to_others, words, "sonae admin operator アドレス" if open_to_others else "")


# --- the site ---------------------------------------------------------------------------------------------------------


def static(folder: Path) -> Look:
    """As the product has them."""
    from django.conf import settings

    from sonae.config.static_files import are_current

    good = are_current(Path(settings.STATIC_ROOT), [Path(place) for place in settings.STATICFILES_DIRS])
    remedy = "" if good else "「sonae serve」を動かし直してください。自動で作ります"
    return Look("画面の部品", good, "新しい版です" if good else "まだないか、古い版です", remedy)


def settings_of_the_site(environ: Mapping[str, str] = os.environ) -> Look:
    """Django's own list for sites that others reach, where this is one."""
    from django.conf import settings
    from django.core.checks import WARNING, run_checks

    if not environ.get("SONAE_HOSTS", "").strip():
        return Look("サイトの設定", True, "このパソコンの中だけで使います")
    found = [
        each for each in run_checks(include_deployment_checks=True) if each.level >= WARNING and not each.is_silenced()
    ]
    if not settings.HTTPS:
        return Look(
            "サイトの設定", False, "HTTPSを使わない設定です", "HTTPSの代理サーバーを置き、SONAE_HTTPS=1 にしてください"
        )
    names = "、".join(each.id or each.msg[:40] for each in found)
    words = "HTTPSで、指摘はありません" if not found else f"指摘があります: {names}"
    return Look("サイトの設定", not found, words, "" if not found else "docs/how-to/run-for-real.md を見てください")
