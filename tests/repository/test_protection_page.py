"""What docs/reference/protection.md says of limits, connections, hashes, rooms and logs is what the code does."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings

from sonae.accounts.common_words import TRADE
from sonae.accounts.forms import MOST_PASSWORD
from sonae.web.access import Access
from sonae.web.limits import Limit
from sonae.web.log import Lines
from tests.isolation.routes import routes
from tests.repository.checkout import ROOT, python_files
from tests.repository.test_source_runs_no_words import CALLS_OUT, users

PAGE = (ROOT / "docs" / "reference" / "protection.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
UNITS = {"days": timedelta(days=1), "hours": timedelta(hours=1), "minutes": timedelta(minutes=1)}
HASHES = {"hashlib", "hmac", "secrets", "cryptography", "django.core.signing"}


def rows(part: str) -> list[list[str]]:
    lines = [line for line in PARTS[part].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def told(value: Any) -> str:
    """A limit as the page writes it."""
    if isinstance(value, Limit):
        return f"{value.most} in {value.seconds:,} seconds"
    if isinstance(value, timedelta):
        unit = next((name, size) for name, size in UNITS.items() if value % size == timedelta(0))
        return f"{value // unit[1]} {unit[0]}"
    return f"{value:,}"


def found(name: str) -> Any:
    """What a name stands for: a setting, or a value of a module (or its limit)."""
    if name.isupper():
        return getattr(settings, name)
    module, _, attribute = name.rpartition(".")
    value = getattr(import_module(module), attribute)
    return getattr(value, "limit", value)


@pytest.mark.parametrize("row", rows("What may come in") + rows("How long sessions last"), ids=lambda row: row[0])
def test_a_limit_is_the_one_in_the_code(row: list[str]) -> None:
    name = row[2].split("`")[1]
    number = told(found(name))
    assert row[1] == number or row[1].startswith(f"{number} "), number


def test_every_limit_on_visitors_is_on_the_page() -> None:
    rooms = [path for path in python_files("src") if {"assessments", "accounts", "leads", "public"} & set(path.parts)]
    named = {name for path in rooms for name in re.findall(r"Limit\(\"([^\"]+)\"", path.read_text(encoding="utf-8"))}
    shown = [found(row[2].split("`")[1]) for row in rows("What may come in")]
    assert named == {each.name for each in shown if isinstance(each, Limit)}


def test_every_page_that_lets_somebody_in_is_on_the_page() -> None:
    doors = {route.pattern for route in routes() if route.access is Access.SIGN_IN}
    assert doors
    assert doors <= set(re.findall(r"`([^`]*/)`", PARTS["Who signs in"])), "a way in that nobody wrote down"


def test_rules_of_passwords_are_those_in_the_code() -> None:
    part = re.sub(r"\s+", " ", PARTS["Who signs in"])
    least = settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"]
    assert f"A password has {least} to {MOST_PASSWORD} letters" in part
    assert f"words of our trade: {', '.join(TRADE)}." in part
    assert settings.PASSWORD_HASHERS[0].endswith("ScryptPasswordHasher")


def test_every_part_that_opens_a_connection_is_on_the_page() -> None:
    assert missing(users(CALLS_OUT), "What goes out") == []


def test_every_use_of_hashes_ciphers_and_chance_is_on_the_page() -> None:
    assert missing(users(HASHES) - {"sonae"}, "Keys, hashes and chance") == [], "the launcher only checks packages"


def missing(places: set[str], part: str) -> list[str]:
    """Modules that no row of the page names, nor a room that they are in."""
    named = [row[0].strip("`") for row in rows(part)]
    modules = [place.removeprefix("src/").removesuffix(".py").replace("/", ".") for place in places]
    assert modules
    return [module for module in modules if not any(f"{module}.".startswith(f"{each}.") for each in named)]


def test_every_room_that_keeps_something_says_how_closely_and_how_long() -> None:
    keeping = {f"sonae.{path.parent.name}" for path in (ROOT / "src" / "sonae").glob("*/models.py")}
    said = {row[0].strip("`"): row for row in rows("What is kept")}
    assert keeping <= set(said)
    assert all(row[2].split(":")[0] in ("confidential", "secret", "internal") and row[3] for row in said.values())


def test_a_line_of_the_log_has_the_fields_that_the_page_names() -> None:
    record = logging.LogRecord("sonae.requests", logging.INFO, __file__, 1, "request", (), None)
    record.fields = dict.fromkeys(("request", "method", "route", "status", "ms"))
    named = next(row[2] for row in rows("What is written down") if row[0] == "`sonae.requests`")
    assert set(re.findall(r"`(\w+)`", named)) == set(json.loads(Lines().format(record))) - {"from"}


def test_the_page_says_how_soon_packages_are_renewed() -> None:
    assert re.search(r"within \d+ days, others within \d+ days", PARTS["Packages"])
