"""What an answer says, whatever its kind: the words of pages, tables, workbooks, archives and papers."""

from __future__ import annotations

import io
import zipfile
from typing import Any


def words(response: Any) -> str:
    """Everything that can be read in an answer, its headers included."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return headers + "\n" + readable(content)


def readable(content: bytes) -> str:
    """The text of a file: of each part of an archive, of each page of a paper, or the bytes as they are."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(readable(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    text = content.decode("utf-8", "replace")
    return text if "\ufffd" not in text else text + content.decode("cp932", "replace")
