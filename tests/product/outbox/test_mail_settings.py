"""How mails leave is read from the environment once; a password never travels or shows in the clear."""

from __future__ import annotations

import pytest

from sonae.config.mail import NOBODY, sender, way
from sonae_core.values.errors import InputError


def read(tmp_path, **environ: str):
    found = way(tmp_path, environ)
    return found, sender(found, environ)


def test_without_settings_mails_are_files_from_an_address_that_cannot_exist(tmp_path):
    found, address = read(tmp_path)
    assert (found.kind, found.folder, address) == ("file", tmp_path / "mail", NOBODY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("smtp://mail.example.jp", ("mail.example.jp", 587, "starttls")),
        ("smtp://mail.example.jp:465", ("mail.example.jp", 465, "implicit")),
        ("smtp://mail.example.jp?tls=implicit", ("mail.example.jp", 465, "implicit")),
        ("smtp://mail.example.jp:2525?tls=starttls", ("mail.example.jp", 2525, "starttls")),
        ("smtp://127.0.0.1:1025?tls=none", ("127.0.0.1", 1025, "none")),
        ("smtp://[::1]?tls=none", ("::1", 25, "none")),
    ],
)
def test_a_server_is_reached_with_encryption_unless_it_is_this_machine(tmp_path, text, expected):
    found, _ = read(tmp_path, SONAE_MAIL=text, SONAE_MAIL_FROM="a@example.jp")
    assert (found.host, found.port, found.tls) == expected


def test_names_and_passwords_may_hold_any_character(tmp_path):
    given = "smtp://me%40example.jp:p%2F%3A%40ss@mail.example.jp"
    found, _ = read(tmp_path, SONAE_MAIL=given, SONAE_MAIL_FROM="Sonae@Example.JP")
    assert (found.user, found.password) == ("me@example.jp", "p/:@ss")
    assert "p/:@ss" not in repr(found)


@pytest.mark.parametrize(
    "text",
    ["smtp", "smtp://", "http://mail.example.jp", "smtp://mail.example.jp/x", "smtp://mail.example.jp:99999",
     "smtp://mail.example.jp?tls=no", "smtp://mail.example.jp?tls=none", "smtp://mail.example.jp?ssl=1",
     "smtp://mail.example.jp?cafile=/nowhere", "sendmail"],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_without_the_password(tmp_path, text):
    with pytest.raises(InputError) as told:
        way(tmp_path, {"SONAE_MAIL": text.replace("://", "://me:geheim@") if "example" in text else text})
    assert "geheim" not in str(told.value)


@pytest.mark.parametrize("address", ["", "a", "a@b", "a@b.jp\nBcc: c@d.jp", "a b@c.jp", "備え <a@b.jp>"])
def test_a_server_needs_an_address_to_send_from(tmp_path, address):
    with pytest.raises(InputError, match="SONAE_MAIL_FROM"):
        read(tmp_path, SONAE_MAIL="smtp://mail.example.jp", SONAE_MAIL_FROM=address)
