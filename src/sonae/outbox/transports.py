"""The ways out: files in a folder, standard output, an SMTP server."""

from __future__ import annotations

import os
import smtplib
import socket
import ssl
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from sonae.outbox.message import READABLE, build
from sonae.outbox.models import Attached, Mail

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 20.0
"""Seconds for a mail server to answer anything."""


class TryAgainError(Exception):
    """It did not leave, and may later; the text says why, in words for people."""


class RefusedError(Exception):
    """It will not leave, however often it is tried; the text says why, in words for people."""


class Transport(Protocol):
    """A way out."""

    def deliver(self, mail: Mail, attachments: Sequence[Attached]) -> None:
        """Let one mail leave; returns only when whoever takes it has said so. TryAgainError, RefusedError."""

    def close(self) -> None:
        """Nothing to send for now."""


class ToFolder:
    """A file for each mail, which mail programs and editors open; a second try writes the same file again."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def deliver(self, mail: Mail, attachments: Sequence[Attached]) -> None:
        """The file appears whole, and only its owner can read it."""
        place = self._folder / f"{mail.created_at:%Y%m%d-%H%M%S}-{mail.id.hex[:12]}.eml"
        draft = place.with_suffix(".part")
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(build(mail, attachments, self._sender, READABLE))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(place)
        except OSError as error:
            raise TryAgainError(f"メールのフォルダーに書けません（{error.strerror}）") from None

    def close(self) -> None:
        """Nothing is open."""


class ToConsole:
    """Standard output, for whoever tries the product out in a terminal."""

    def __init__(self, sender: str) -> None:
        self._sender = sender

    def deliver(self, mail: Mail, attachments: Sequence[Attached]) -> None:
        """Print it; of attachments the names only."""
        text = build(mail, (), self._sender, READABLE).decode("utf-8")
        names = "".join(f"（添付: {each.name}）\n" for each in attachments)
        try:
            sys.stdout.write(f"\n--- メール ---\n{text}{names}--- ここまで ---\n")
            sys.stdout.flush()
        except OSError as error:
            raise TryAgainError(f"画面に書けません（{error.strerror}）") from None

    def close(self) -> None:
        """Nothing is open."""


class ToServer:
    """An SMTP server; one connection for as long as there is something to send."""

    def __init__(
        self, host: str, port: int, *, sender: str, user: str = "", password: str = "", tls: str, authorities: str = ""
    ) -> None:
        self._host, self._port, self._sender, self._tls = host, port, sender, tls
        self._user, self._password, self._authorities = user, password, authorities
        self._open: smtplib.SMTP | None = None

    def deliver(self, mail: Mail, attachments: Sequence[Attached]) -> None:
        """Returns when the server has taken the mail over."""
        whole = build(mail, attachments, self._sender)
        try:
            if self._open is not None and not self._answers(self._open):
                self._drop()  # asked before, because a mail that broke off half way may have been taken
            if self._open is None:
                self._open = self._connect()
            self._open.sendmail(self._sender, [mail.to], whole)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise _said(error) from None

    def close(self) -> None:
        """Say goodbye."""
        if self._open is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._open.quit()
            self._open = None

    @staticmethod
    def _answers(server: smtplib.SMTP) -> bool:
        try:
            return server.noop()[0] < 400
        except (smtplib.SMTPException, OSError):
            return False

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._authorities:
            context.load_verify_locations(self._authorities)
        name = self._sender.rpartition("@")[2]
        if self._tls == "implicit":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, name, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(self._host, self._port, name, timeout=PATIENCE)
        try:
            if self._tls == "starttls":
                server.starttls(context=context)
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _said(error: Exception) -> TryAgainError | RefusedError:
    """What became of a try, by what the server or the network said."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        text = f"宛先が受け取りを断りました（{code} {_first(words)}）"
        return RefusedError(text) if code >= 500 else TryAgainError(text)
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500:
        return RefusedError(f"メールサーバーが断りました（{error.smtp_code} {_first(error.smtp_error)}）")
    return TryAgainError(_reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"メールサーバーにサインインできません（{error.smtp_code}）。SONAE_MAIL を確かめてください"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "メールサーバーが、求めた方法（暗号化やサインイン）に対応していません。SONAE_MAIL を確かめてください"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"メールサーバーが、いまは断りました（{error.smtp_code} {_first(error.smtp_error)}）"
    if isinstance(error, ssl.SSLError):
        return "メールサーバーの証明書を確かめられません。SONAE_MAIL のホスト名と cafile を確かめてください"
    if isinstance(error, (TimeoutError, socket.gaierror, ConnectionError)):
        return "メールサーバーにつながりません。ネットワークと SONAE_MAIL を確かめてください"
    return f"メールサーバーとのやり取りが途中で切れました（{type(error).__name__}）"


def _first(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:120]


def transport() -> Transport:
    """The installation's, as its settings say."""
    from django.conf import settings

    used, sender = settings.MAIL, settings.MAIL_FROM
    if used.kind == "smtp":
        return ToServer(
            used.host,
            used.port,
            sender=sender,
            user=used.user,
            password=used.password,
            tls=used.tls,
            authorities=used.authorities,
        )
    return ToConsole(sender) if used.kind == "console" else ToFolder(used.folder, sender)
