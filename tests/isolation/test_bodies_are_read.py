"""The reader of answers finds a word in every kind of file that we hand out; else the matrix would look past leaks."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from tests.isolation.bodies import words

LEAK = "canary-higaisha-secret"


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def workbook() -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, LEAK)
    return file.getvalue()


def paper() -> bytes:
    import typst

    return typst.compile(f'#"{LEAK}"'.encode())


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{LEAK}</p>".encode(),
        f"会社名,{LEAK}\n".encode("cp932"),
        zipped("a.csv", LEAK.encode()),
        zipped("inner.zip", zipped("a.csv", LEAK.encode())),
        workbook(),
        paper(),
    ],
    ids=["page", "cp932", "archive", "archive in an archive", "workbook", "paper"],
)
def test_a_word_is_found_in(content):
    assert LEAK in words(HttpResponse(content))


def test_a_word_is_found_in_a_stream_and_in_a_header():
    assert LEAK in words(StreamingHttpResponse(iter([LEAK.encode()])))
    answer = HttpResponse(b"")
    answer.headers["Location"] = f"/{LEAK}/"
    assert LEAK in words(answer)
