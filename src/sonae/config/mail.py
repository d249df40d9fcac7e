"""How mails leave this installation, as ``SONAE_MAIL`` and ``SONAE_MAIL_FROM`` say."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from sonae_core.values.errors import InputError

FILE, CONSOLE, SMTP = "file", "console", "smtp"
STARTTLS, IMPLICIT, NONE = "starttls", "implicit", "none"
PORTS = {STARTTLS: 587, IMPLICIT: 465, NONE: 25}
NOBODY = "sonae@sonae.invalid"
"""Sender where nothing leaves the machine; such an address cannot exist."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]{1,62}")


@dataclass(frozen=True)
class Way:
    """``kind``: to files in ``folder``, to standard output, or to an SMTP server."""

    kind: str
    folder: Path
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = STARTTLS
    authorities: str = ""
    """File of certificate authorities to believe, beside the system's; for a mail server of one's own."""

    def __repr__(self) -> str:
        return f"Way({self.kind})"  # a password is never printed by accident


def way(folder: Path, environ: Mapping[str, str] = os.environ) -> Way:
    """InputError for what cannot be understood, and for passwords that would travel in the clear."""
    text = environ.get("SONAE_MAIL", "").strip()
    place = folder / "mail"
    if text in ("", FILE, CONSOLE):
        return Way(text or FILE, place)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _unreadable() from None
    if parts.scheme != SMTP or not parts.hostname or parts.path.strip("/"):
        raise _unreadable()
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(set(options) - {"tls", "cafile"}):
        raise InputError(
            "SONAE_MAIL", f"知らない指定です（{unknown[0][:30]}）", "「?」のあとに書けるのは tls、cafile です"
        )
    tls = options.get("tls") or (IMPLICIT if port == PORTS[IMPLICIT] else STARTTLS)
    if tls not in PORTS:
        raise InputError("SONAE_MAIL", f"tls={tls[:20]} は選べません", f"{'、'.join(PORTS)} のどれかにしてください")
    if tls == NONE and not _here(parts.hostname):
        raise InputError(
            "SONAE_MAIL",
            "暗号化しないで送れるのは、このパソコンの中だけです",
            "tls=starttls か tls=implicit にしてください",
        )
    return Way(
        SMTP,
        place,
        parts.hostname,
        port or PORTS[tls],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        tls,
        _authorities(options.get("cafile", "")),
    )


def sender(used: Way, environ: Mapping[str, str] = os.environ) -> str:
    """The installation's own address, from which every mail leaves. InputError where one is needed and missing."""
    text = environ.get("SONAE_MAIL_FROM", "").strip()
    if not text and used.kind != SMTP:
        return NOBODY
    if not text:
        raise InputError(
            "SONAE_MAIL_FROM", "差出人のアドレスがありません", "SONAE_MAIL_FROM=sonae@example.jp の形で指定してください"
        )
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise InputError(
            "SONAE_MAIL_FROM", f"メールアドレスとして読めません（{text[:40]}）", "sonae@example.jp の形にしてください"
        )
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"


def _here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _authorities(place: str) -> str:
    if place and not Path(place).is_file():
        raise InputError("SONAE_MAIL", f"cafile のファイルがありません（{place[:80]}）", "場所を確かめてください")
    return place


def _unreadable() -> InputError:
    """Says nothing of what was given: it holds a password."""
    return InputError(
        "SONAE_MAIL",
        "メールの送り方として読めません",
        "file、console、または smtp://利用者:パスワード@ホスト:587?tls=starttls の形にしてください",
    )
