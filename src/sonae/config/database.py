"""Words for what a database says when it cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sonae_core.values.errors import MachineError


@contextmanager
def asking() -> Iterator[None]:
    """Turn what goes wrong between us and the database into one line that says what to look at."""
    from django.db import DatabaseError, connection

    try:
        yield
    except DatabaseError as error:
        raise MachineError(_words(connection.vendor, str(error))) from None


def _words(vendor: str, text: str) -> str:
    first = text.strip().splitlines()[0][:120] if text.strip() else "理由は分かりません"
    if vendor == "postgresql":
        return f"PostgreSQLにつながらないか、頼みを断られました（{first}）。DATABASE_URL を確かめてください"
    if "unable to open" in text or "readonly" in text:
        return "データベースのファイルを開けないか、書き込めません。フォルダーの権限とディスクの空きを確かめてください"
    if "locked" in text:
        return "データベースがほかのプログラムに使われ続けています。それを終わらせて、もう一度実行してください"
    if "malformed" in text or "not a database" in text:
        return "データベースのファイルが壊れています。「sonae restore」でバックアップから戻してください"
    return f"データベースの誤りです（{first}）。「sonae doctor」で確かめてください"
