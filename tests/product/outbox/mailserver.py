"""A real SMTP server on a loopback port that keeps what it takes, and can be told to refuse."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, WORD = "sonae", "correct horse"


@dataclass
class Post:
    """What the server took, and what it answers: ``rcpt`` and ``data`` may be replies such as ``550 no``."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    rcpt: str = ""
    data: str = ""
    slow: float = 0.0
    """Seconds between taking a mail and saying so."""
    hesitant: float = 0.0
    """Seconds before it says whether it knows a recipient."""
    hesitating: int = 0
    """How many wait for that answer at this moment."""
    guard: threading.Lock = field(default_factory=threading.Lock)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.rcpt:
            return self.rcpt
        if self.hesitant:
            self.hesitating += 1
            try:
                await asyncio.sleep(self.hesitant)
            finally:
                self.hesitating -= 1
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data:
            return self.data
        with self.guard:
            self.raw.append(envelope.original_content)
            self.taken.append(message_from_bytes(envelope.original_content, policy=policy.default))
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        if self.slow:
            await asyncio.sleep(self.slow)
        return "250 OK"


class _OnAFreePort(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def post_office(**more: Any) -> Iterator[Post]:
    """A server for the length of a block."""
    post = Post()
    controller = _OnAFreePort(post, hostname="127.0.0.1", port=0, enable_SMTPUTF8=False, **more)
    controller.start()
    post.port = controller.port
    try:
        yield post
    finally:
        controller.stop()


def asks_for_a_password() -> dict[str, Any]:
    """Settings of a server that takes mail only from who signs in, over TLS."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        good = (given.login, given.password) == (USER.encode(), WORD.encode())
        return AuthResult(success=good, handled=False)

    return {"authenticator": check, "auth_required": True, "auth_require_tls": True}


def certificate(folder: Path, host: str = "127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server's TLS, and the file that whoever believes it is given."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the tests")])
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    alternative: Callable[[], Any] = lambda: (  # noqa: E731
        x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([alternative()]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "mail.pem", folder / "mail.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
