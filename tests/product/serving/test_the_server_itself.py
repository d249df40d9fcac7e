"""The web server as it is started for real: where one request ends, what it serves, and what it tells of itself."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.patience import PATIENCE
from tests.product.serving.served import Server, serving

pytestmark = pytest.mark.full
SILENCE = 10.0
"""Seconds after which a server that has begun to speak has nothing more to say."""
SECOND = b"GET /higai/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
POST = b"POST /shindan/ HTTP/1.1\r\nHost: localhost\r\n"
SMUGGLED = {
    "both lengths, chunks first": POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "both lengths, chunks last": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n" + SECOND,
    "two lengths": POST + b"Content-Length: 0\r\nContent-Length: %d\r\n\r\n" % len(SECOND) + SECOND,
    "a coding nobody knows": POST + b"Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n" + SECOND,
    "a space before the colon": POST + b"Content-Length : 0\r\n\r\n" + SECOND,
    "a length with a sign": POST + b"Content-Length: +0\r\n\r\n" + SECOND,
    "a bare carriage return": POST + b"X: a\rContent-Length: 0\r\n\r\n" + SECOND,
    "an old folded line": POST + b"Content-Length:\r\n 0\r\n\r\n" + SECOND,
}
HIDDEN = (
    "/.git/HEAD", "/.git/config", "/.env", "/static/", "/static/css/", "/static/../sonae.sqlite3", "/settings.py",
    "/static/%2e%2e/keys/signing", "/static/..%2fkeys%2fsigning", "/static//etc/passwd", "/var/", "/keys/signing",
    "/sonae.sqlite3", "/files/", "/media/", "/backup.tar.gz", "/pyproject.toml", "/admin/", "/docs/", "/redoc/",
    "/swagger/", "/openapi.json", "/debug/", "/__debug__/", "/metrics", "/status", "/server-status", "/server-info",
    "/phpinfo.php", "/gallery/", "/console", "/actuator/health",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("data"), "--workers", "1") as started:
        yield started


def spoken(server: Server, said: bytes) -> bytes:
    """Everything that comes back until the server closes the line or has nothing more to say."""
    port = urlsplit(server.address).port
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(said)
        heard = b""
        try:
            while piece := line.recv(65_536):
                heard += piece
                line.settimeout(SILENCE)
        except TimeoutError:
            pass
        return heard


def ask(server: Server, path: str, verb: str = "GET") -> tuple[int, str, str]:
    """Status, headers and body."""
    said = f"{verb} {path} HTTP/1.1\r\nHost: localhost\r\nX-Given: given-word\r\nConnection: close\r\n\r\n"
    head, _, body = spoken(server, said.encode()).partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode("latin-1").lower(), body.decode("utf-8", "replace")


@pytest.mark.parametrize("said", SMUGGLED.values(), ids=SMUGGLED)
def test_no_request_hides_in_the_body_of_another(server, said):
    heard = spoken(server, said)
    assert re.findall(rb"HTTP/1.1 (\d+)", heard) == [b"400"]
    assert "困っている".encode() not in heard


def test_two_honest_requests_on_one_line_are_both_answered(server):
    heard = spoken(server, SECOND.replace(b"Connection: close\r\n", b"") + SECOND)
    assert re.findall(rb"HTTP/1.1 (\d+)", heard) == [b"200", b"200"]


@pytest.mark.parametrize("verb", ["TRACE", "CONNECT", "TRACK", "DEBUG", "OPTIONS"])
def test_no_verb_shows_a_request_back(server, verb):
    status, head, body = ask(server, "/", verb)
    assert status == 405
    assert "given-word" not in head + body


@pytest.mark.parametrize("path", HIDDEN)
def test_nothing_but_pages_and_stylesheets_is_served(server, path):
    status, head, body = ask(server, path)
    assert status == 404
    assert "text/html; charset=utf-8" in head
    assert "index of" not in body.lower()


@pytest.mark.parametrize("path", ["/", "/nothing/", "/healthz", "/static/icons.svg", "/static/../x"])
def test_no_answer_tells_a_version(server, path):
    _, head, body = ask(server, path)
    assert re.findall(r"^server: (.*?)\r?$", head, re.MULTILINE) in ([], ["granian"])
    assert not re.search(r"x-powered-by|via:|django|python|whitenoise", head)
    assert not re.search(r"(?i)granian|django|python/|traceback", body)


def test_what_watchers_are_told_is_that_it_is_well(server):
    assert ask(server, "/healthz")[2] == '{"ok": true}'


def test_a_file_of_ours_is_read_by_our_own_pages_only(server):
    status, head, _ = ask(server, "/static/icons.svg")
    assert status == 200
    assert "x-content-type-options: nosniff" in head
    assert "access-control-allow-origin" not in head
