"""``sonae admin``: the first operator, and help for whoever is locked out, from the server's terminal."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from contextlib import nullcontext

import pytest
from allauth.mfa.models import Authenticator

from sonae.accounts.models import User
from sonae.cli import admin
from sonae.config.health import operator
from sonae_core.values.errors import InputError
from tests.product.accounts.conftest import OTHER, give_password, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_installation_that_is_there(monkeypatch):
    monkeypatch.setattr("sonae.cli.standing.installation", nullcontext)


def run(action, address, capsys, name=""):
    assert admin.run(Namespace(action=action, address=address, name=name)) == 0
    return re.search(r"https?://[^/\s]+(/account/link/\S+)", capsys.readouterr().out)[1]


def test_the_first_operator_begins_by_the_link_that_is_printed(visitor, capsys):
    link = run("operator", "Unei@Example.jp", capsys, "架空 運営")
    assert visitor.send(link, {"password": OTHER})["Location"] == "/account/setup/"
    found = User.objects.get()
    assert (found.email, found.name, found.is_operator) == ("unei@example.jp", "架空 運営", True)
    assert "accounts.operator_made" in told()


def test_asked_again_it_gives_the_same_operator_a_new_link(visitor, capsys):
    first, second = (run("operator", "unei@example.jp", capsys) for _ in range(2))
    assert User.objects.count() == 1
    assert [visitor.get(link).status_code for link in (first, second)] == [410, 200]


def test_somebody_of_an_agency_is_not_made_the_operator(person, capsys):
    with pytest.raises(InputError, match="別のアドレス"):
        run("operator", person.email, capsys)
    person.refresh_from_db()
    assert not person.is_operator


def test_a_reset_is_logged_loudly_and_takes_the_factors_away(visitor, with_app, capsys, caplog):
    link = run("reset", with_app.email, capsys)
    assert not Authenticator.objects.exists()
    assert [record.levelname for record in caplog.records if record.name == "sonae.accounts"] == ["WARNING"]
    assert with_app.email not in caplog.text
    assert give_password(visitor, with_app)["Location"] == "/account/setup/"
    visitor.cookies.clear()
    assert visitor.send(link, {"password": OTHER})["Location"] == "/account/setup/"


@pytest.mark.parametrize("address", ["", "x", "a@b", "nobody@example.jp", "a@example.jp\nb@example.jp"])
def test_an_address_of_nobody_is_said_in_one_line(address, capsys):
    with pytest.raises(InputError) as told_so:
        run("reset", address, capsys)
    assert "\n" not in str(told_so.value).strip().replace(address, "")


def test_the_link_leads_to_the_server_that_runs_here_by_its_name(settings, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("sonae.config.environment.data_folder", lambda: tmp_path)
    from sonae.config.processes import LOCK

    (tmp_path / LOCK).write_text(json.dumps({"address": "http://127.0.0.1:8123/", "process": 1}), encoding="utf-8")
    admin.run(Namespace(action="operator", address="unei@example.jp", name=""))
    assert "http://localhost:8123/account/link/" in capsys.readouterr().out


def test_the_doctor_asks_for_an_operator_once_others_reach_the_site(monkeypatch):
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    assert operator({}).good
    assert not operator({"SONAE_HOSTS": "sonae.example"}).good
    User.objects.create_user("unei@example.jp", "架空 運営", is_operator=True, created_at="2026-01-01T00:00Z")
    assert operator({"SONAE_HOSTS": "sonae.example"}).good
