"""Behind HTTPS the cookies of somebody who signs in belong to one host, travel encrypted, and no script sees them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from sonae.accounts.secrets import digest, new_secret
from tests.product.serving.served import ROOT, environment

CODE = """
import django, json
django.setup()
from django.http import HttpResponse
from sonae.accounts import cookies
told = [*cookies.keep(HttpResponse(), "s" * 43, "d" * 43).cookies.values()]
told += cookies.forget(HttpResponse()).cookies.values()
print(json.dumps([[each.key, each.value, {name: said for name, said in each.items() if said != ""}] for each in told]))
"""


@pytest.fixture(scope="module")
def over_https(tmp_path_factory) -> list[Any]:
    """Name, value and attributes of each: two that are given, one that is taken away."""
    told = environment(
        tmp_path_factory.mktemp("data"),
        DJANGO_SETTINGS_MODULE="sonae.config.settings",
        SONAE_HOSTS="sonae.example",
        SONAE_HTTPS="1",
        SONAE_PROXIES="1",
    )
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, env=told, capture_output=True, check=True)
    return json.loads(done.stdout)


def test_the_name_binds_each_to_one_host(over_https):
    assert {name for name, _, _ in over_https} == {"__Host-sonae", "__Host-sonae-device"}
    for _, _, attributes in over_https:
        assert attributes["path"] == "/"
        assert "domain" not in attributes


def test_each_travels_encrypted_only(over_https):
    assert len(over_https) == 3
    assert all(attributes["secure"] is True for _, _, attributes in over_https)


def test_no_script_sees_one_that_is_given(over_https):
    assert all(attributes["httponly"] is True for _, value, attributes in over_https if value)


def test_no_other_site_sends_them_along_with_a_form(over_https):
    assert all(attributes["samesite"] == "Lax" for _, _, attributes in over_https)


def test_the_sessions_ends_with_the_browser(over_https):
    name, _, attributes = over_https[0]
    assert name == "__Host-sonae"
    assert not attributes.keys() & {"max-age", "expires"}


def test_a_secret_has_256_bits_and_what_is_kept_of_it_is_not_it():
    made = {new_secret() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(secret) for secret in made} == {43}, "32 bytes, six bits a letter"
    assert not {digest(secret) for secret in made} & made
