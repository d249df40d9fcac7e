"""What an installation tells us through its environment, read once, with errors that say how to mend them.

============================  ======================================================================================
``SONAE_DATA``                folder of database, keys and files (default ``./var``)
``DATABASE_URL``              ``postgres://user:password@host:5432/name``, then ``?sslmode=…&sslrootcert=FILE`` where
                              wanted; without it SQLite in the data folder
``DATABASE_OWNER_URL``        the same database for the role that owns the tables, where another one runs the product;
                              only ``sonae migrate``, ``serve``, ``backup`` and ``restore`` use it
``SONAE_HOSTS``               names under which the site is reached, with commas (default: this machine only); the
                              first is the installation's own, the others may be given to agencies
``SONAE_HTTPS``               ``1`` behind a proxy that speaks HTTPS and sets ``X-Forwarded-Proto``
``SONAE_PROXIES``             how many proxies of ours stand in front (default 0); their ``X-Forwarded-For`` is believed
``SONAE_GALLERY``             ``1`` shows ``/gallery/``, every component in every state, to those who change the look
``SONAE_MAIL``                ``file`` (default: a folder of the data folder), ``console`` or
                              ``smtp://user:password@host:587?tls=starttls``
``SONAE_MAIL_FROM``           the address from which mails leave; needed with ``smtp``
``SONAE_LOG``                 ``info`` (default: a line for each request), ``warning`` or ``error``
============================  ======================================================================================
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sonae_core.values.errors import InputError, MachineError

LOCAL = ("localhost", "127.0.0.1", "[::1]")
KEY_BYTES = 48
RUNS, OWNS = "DATABASE_URL", "DATABASE_OWNER_URL"
POSTGRES_OPTIONS = ("sslmode", "sslrootcert")
LOG_LEVELS = ("info", "warning", "error")


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where everything of this installation is kept; made when it is not there, for its owner only."""
    folder = Path(environ.get("SONAE_DATA") or "var").expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise MachineError(
            f"{folder}: データを置くフォルダーを作れません（{error.strerror}）。SONAE_DATA で別の場所を指定してください"
        ) from None
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs links and forms, made at the first start and readable by the owner alone."""
    place = folder / "keys" / "signing"
    if not place.exists():
        place.parent.mkdir(mode=0o700, exist_ok=True)
        _write_once(place, secrets.token_urlsafe(KEY_BYTES))
    key = place.read_text(encoding="ascii").strip()
    if len(key) < KEY_BYTES:
        raise MachineError(f"{place}: 鍵のファイルが壊れています。バックアップから戻してください")
    return key


def _write_once(place: Path, text: str) -> None:
    """Two starts at once agree on one key: the file appears whole, and only if it is not there yet."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def flag(name: str, environ: Mapping[str, str] = os.environ) -> bool:
    """``1`` or ``0``."""
    text = environ.get(name, "0").strip()
    if text not in ("0", "1", ""):
        raise InputError(name, f"1 か 0 ではありません（{text[:30]}）", "使うなら 1、使わないなら 0 にしてください")
    return text == "1"


def count(name: str, environ: Mapping[str, str] = os.environ) -> int:
    """A small whole number."""
    text = environ.get(name, "0").strip() or "0"
    if not text.isascii() or not text.isdigit() or int(text) > 10:
        raise InputError(name, f"0から10の整数ではありません（{text[:30]}）", "数だけを書いてください")
    return int(text)


def log_level(environ: Mapping[str, str] = os.environ) -> str:
    """How much is written to standard error."""
    text = environ.get("SONAE_LOG", "info").strip().lower() or "info"
    if text not in LOG_LEVELS:
        raise InputError("SONAE_LOG", f"{text[:30]} は選べません", f"{'、'.join(LOG_LEVELS)} のどれかにしてください")
    return text.upper()


def hosts(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Names of the site."""
    given = [host.strip() for host in environ.get("SONAE_HOSTS", "").split(",") if host.strip()]
    return given or list(LOCAL)


def agency_hosts(environ: Mapping[str, str] = os.environ) -> frozenset[str]:
    """The names that may be given to agencies: all but the first."""
    given = [host.strip() for host in environ.get("SONAE_HOSTS", "").split(",") if host.strip()]
    return frozenset(host.lower() for host in given[1:])


def database(folder: Path, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings of the database."""
    url = environ.get(RUNS, "").strip()
    return _postgres(RUNS, url) if url else _sqlite(folder / "sonae.sqlite3")


def owner(environ: Mapping[str, str] = os.environ) -> dict[str, Any] | None:
    """The same for the role that owns the tables; None where the one that runs the product does."""
    url = environ.get(OWNS, "").strip()
    if not url:
        return None
    if not environ.get(RUNS, "").strip():
        raise InputError(OWNS, f"{RUNS} がありません", f"ふだん使う役割を {RUNS} に書いてください")
    return _postgres(OWNS, url)


def _sqlite(place: Path) -> dict[str, Any]:
    return {
        "ENGINE": "sonae.web.sqlite",
        "NAME": str(place),
        "TEST": {"NAME": str(place.with_name("test.sqlite3"))},
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-16000;",
        },
    }


def _postgres(name: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise _not_postgres(name)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(set(options) - set(POSTGRES_OPTIONS)):
        raise InputError(
            name,
            f"知らない指定です（{unknown[0][:30]}）",
            f"「?」のあとに書けるのは {'、'.join(POSTGRES_OPTIONS)} です",
        )
    try:
        port = parts.port
    except ValueError:
        raise _not_postgres(name) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, "application_name": "sonae", **options},
    }


def _not_postgres(name: str) -> InputError:
    return InputError(
        name,
        "PostgreSQLの指定ではありません",
        "postgres://利用者:パスワード@ホスト:5432/名前 の形にしてください",
    )
