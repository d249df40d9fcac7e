"""Asks a server for one page again and again over kept connections: ``python -m bench.loader HOST PORT PATH SECONDS``.

A process of its own, with as little Python for a page as it takes, since it shares the cores with the server that it
measures. Prints one line of JSON: pages, seconds, the waits at 50 and 95 of 100, bytes of one page, its processor time.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time

CONNECTIONS = 16
"""The system deals connections to processes by chance; a few more than visitors share them out."""
_REST = 20.0


class Connection:
    """One connection that asks for one page."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self._socket = socket.create_connection((host, port), timeout=_REST)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ask = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        self._rest = b""
        self.waits: list[float] = []
        self.bytes = 0

    def until(self, end: float) -> None:
        """Ask until then."""
        while (start := time.perf_counter()) < end:
            self._socket.sendall(self._ask)
            self.bytes = self._answer()
            self.waits.append(time.perf_counter() - start)

    def _answer(self) -> int:
        """Read one answer to its end; its length. RuntimeError for any other than 200."""
        got = self._rest
        while (head_end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head = got[:head_end].lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.partition(b"\r\n")[0].decode())
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        missing = head_end + 4 + length - len(got)
        while missing > 0:
            missing -= len(self._more())
        self._rest = b""
        return length

    def _more(self) -> bytes:
        piece = self._socket.recv(1 << 18)
        if not piece:
            raise RuntimeError("the server closed the connection")
        return piece


def main(host: str, port: str, path: str, seconds: str) -> None:
    """Load, and print what was found."""
    connections = [Connection(host, int(port), path) for _ in range(CONNECTIONS)]
    start = time.perf_counter()
    end = start + float(seconds)
    threads = [threading.Thread(target=each.until, args=(end,)) for each in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waits = sorted(wait for each in connections for wait in each.waits)
    found = {
        "pages": len(waits),
        "seconds": time.perf_counter() - start,
        "p50": waits[len(waits) // 2],
        "p95": waits[int(len(waits) * 0.95)],
        "bytes": connections[0].bytes,
        "used": time.process_time(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
