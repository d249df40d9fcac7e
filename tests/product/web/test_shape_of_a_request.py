"""Verbs that we do not use and bodies larger than a form are refused before anything of them is read."""

from __future__ import annotations

import tempfile
from io import BytesIO

import pytest
from django.conf import settings

from sonae.web.shape import VERBS

pytestmark = pytest.mark.django_db
PLACES = ("/", "/higai/", "/shindan/", "/healthz", "/nothing-here/")
FILE = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n'


class Body(BytesIO):
    """A body that counts what was taken from it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        """Some of it."""
        found = super().read(size)
        self.taken += len(found)
        return found


@pytest.mark.parametrize("verb", ["TRACE", "CONNECT", "OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND", "DEBUG"])
def test_a_verb_that_we_do_not_use_is_refused_and_nothing_is_told_back(visitor, verb):
    for place in PLACES:
        page = visitor.generic(verb, place, b"secret-word", HTTP_X_GIVEN="secret-word")
        assert (page.status_code, page["Allow"]) == (405, ", ".join(VERBS)), place
        assert b"secret-word" not in page.content


def test_the_verbs_of_pages_and_forms_are_taken(visitor):
    assert visitor.get("/shindan/").status_code == 200
    assert visitor.head("/shindan/").status_code == 200
    assert visitor.send("/shindan/").status_code == 302


def test_a_file_that_nobody_asked_for_is_refused_without_being_read(visitor, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    body = Body(FILE + b"A" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1) + b"\r\n--x--\r\n")
    page = visitor.generic(
        "POST",
        "/shindan/",
        b"",
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(len(body.getvalue())), "wsgi.input": body},
    )
    assert page.status_code == 413
    assert "<h1>" in page.content.decode()
    assert body.taken == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("length", ["", "-1", "١٢", "1e9", "many"])
def test_a_length_that_is_no_number_brings_nothing(visitor, length):
    page = visitor.generic("POST", "/shindan/", b"form=x", CONTENT_LENGTH=length)
    assert page.status_code == 400
