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

from sonae.web.limits import Limit
from sonae.web.log import Lines
from tests.repository.checkout import ROOT
from tests.repository.test_source_runs_no_words import CALLS_OUT, users

PAGE = (ROOT / "docs" / "reference" / "protection.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
HASHES = {"hashlib", "hmac", "secrets", "cryptography", "django.core.signing"}


def rows(part: str) -> list[list[str]]:
    lines = [line for line in PARTS[part].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def told(value: Any) -> str:
    """A limit as the page writes it."""
    if isinstance(value, Limit):
        return f"{value.most} in {value.seconds:,} seconds"
    if isinstance(value, timedelta):
        return f"{value.days} days"
    return f"{value:,}"


def found(name: str) -> Any:
    """What a name stands for: a setting, or a value of a module (or its limit)."""
    if name.isupper():
        return getattr(settings, name)
    module, _, attribute = name.rpartition(".")
    value = getattr(import_module(module), attribute)
    return getattr(value, "limit", value)


@pytest.mark.parametrize("row", rows("What may come in"), ids=lambda row: row[0])
def test_a_limit_is_the_one_in_the_code(row: list[str]) -> None:
    name = row[2].split("`")[1]
    number = told(found(name))
    assert row[1] == number or row[1].startswith(f"{number} "), number


def test_every_limit_on_visitors_is_on_the_page() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src" / "sonae" / "assessments").rglob("*.py")]
    limits = {found for text in sources for found in re.findall(r"Limit\(\"(\w+)\"", text)}
    shown = [found(row[2].split("`")[1]) for row in rows("What may come in")]
    assert limits == {each.name for each in shown if isinstance(each, Limit)}


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
