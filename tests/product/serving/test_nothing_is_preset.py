"""A fresh installation has no password that others know, no account, and a key of its own."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from sonae.config import environment, mail


def test_no_password_is_given_where_none_was_asked_for(tmp_path):
    told = environment.database(tmp_path, {"DATABASE_URL": "postgres://db.example/sonae"})
    assert (told["USER"], told["PASSWORD"]) == ("", "")
    way = mail.way(tmp_path, {})
    assert (way.user, way.password) == ("", "")


@pytest.mark.django_db
def test_nobody_has_an_account():
    assert not get_user_model().objects.exists()


def test_two_installations_have_two_keys(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    keys = {environment.secret_key(folder) for folder in (first, second, first)}
    assert len(keys) == 2
    assert all(len(key) >= 64 for key in keys)


def test_a_key_is_never_taken_from_the_environment_or_the_source(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "known" * 20)
    monkeypatch.setenv("DJANGO_SECRET_KEY", "known" * 20)
    assert "known" not in environment.secret_key(tmp_path)
