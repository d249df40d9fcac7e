"""What the commands read and write: files, standard input and output, and words for whoever waits."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sonae_core.values.errors import InputError, MachineError

if TYPE_CHECKING:
    from sonae_core.values.document import Document

STDIN_NAME = "標準入力"


def read_file(path: str) -> Document:
    """The file, or standard input for ``-``, parsed strictly. Raises InputError, whatever is wrong with it.

    Never more than the permitted megabyte is read, so that an endless file (a device, a pipe) is refused as well.
    """
    from sonae_core.values.document import MAX_BYTES, parse_document

    try:
        if path == "-":
            return parse_document(sys.stdin.buffer.read(MAX_BYTES + 1), STDIN_NAME)
        with Path(path).open("rb") as file:
            return parse_document(_bounded(file.fileno(), MAX_BYTES + 1), path)
    except (OSError, ValueError) as error:
        raise _unreadable(STDIN_NAME if path == "-" else path, error) from None


def print_json(value: object) -> None:
    """One JSON document on standard output, keys in the order given, whole or not at all."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    sys.stdout.write(text + "\n")


def write_whole(path: str, content: bytes) -> None:
    """Put the content at the path at once; whatever fails, the old file stays and no part is left behind.

    A device or pipe is written directly. Raises InputError for an impossible place, MachineError for disk and rights.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise InputError(path, "フォルダーです", "ファイルの名前まで書いてください")
    if not target.parent.is_dir():
        raise InputError(path, "入れるフォルダーがありません", "先にフォルダーを作るか、場所を直してください")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        raise MachineError(f"{path}: {write_problem(error)}") from None


def progress(text: str, *, always: bool = False) -> None:
    """Tell the person waiting what is going on: a line on standard error, unless nobody watches."""
    if always or sys.stderr.isatty():
        with suppress(OSError):
            print(text, file=sys.stderr, flush=True)


@contextmanager
def patience(text: str, *, after: float = 2.0) -> Iterator[None]:
    """Tell the person waiting what is going on, once it has taken so many seconds."""
    from threading import Timer

    timer = Timer(after, progress, (text,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def write_problem(error: OSError) -> str:
    """Why writing failed and what to do, in Japanese."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "ディスクの空きが足りず、書き込めませんでした。空きを増やしてから、もう一度実行してください"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "書き込む権限がありません。別の場所を指定するか、権限を確かめてください"
    return f"書き込めませんでした（{error.strerror or type(error).__name__}）。場所とディスクを確かめてください"


def _bounded(descriptor: int, most: int) -> bytes:
    parts: list[bytes] = []
    left = most
    while left > 0 and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _unreadable(path: str, error: OSError | ValueError) -> InputError:
    name = path.replace("\0", "") or "（名前なし）"
    if isinstance(error, FileNotFoundError):
        return InputError(name, "ファイルがありません", "名前と場所を確かめてください")
    if isinstance(error, IsADirectoryError):
        return InputError(name, "フォルダーです", "ファイルを指定してください")
    if isinstance(error, PermissionError):
        return InputError(name, "読む権限がありません", "ファイルの権限を確かめてください")
    return InputError(name, "ファイルを読めません", "名前と場所を確かめてください")


def _replace(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
