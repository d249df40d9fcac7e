"""`assess --example` and `--schema`: what an editor or a program builds a company file from."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest

from sonae_core.values.document import parse_document


@pytest.fixture
def schema(run):
    return run("assess", "--schema").answer


def example(run):
    return parse_document(run("assess", "--example").out.encode(), "example").data


def agree(schema, value, top=None):
    """Enough of JSON Schema 2020-12 for our schema; an unknown word fails."""
    top = top or schema
    known = {"$schema", "$defs", "title", "description", "default"}
    return all(CHECKS[word](rule, value, schema, top) for word, rule in schema.items() if word not in known)


def _typed(names, value):
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    if names in ("integer", "number"):
        number = not isinstance(value, (bool, str, dict, list, type(None)))
        return number and (names == "number" or value == int(value))
    return isinstance(value, kinds[names])


def _keys(value, schema):
    patterns = schema.get("patternProperties", {})
    named = schema.get("properties", {})
    return [key for key in value if key not in named and not any(re.search(p, key) for p in patterns)]


CHECKS = {
    "type": lambda rule, value, schema, top: _typed(rule, value),
    "$ref": lambda rule, value, schema, top: agree(top["$defs"][rule.rsplit("/", 1)[1]], value, top),
    "anyOf": lambda rule, value, schema, top: any(agree(each, value, top) for each in rule),
    "enum": lambda rule, value, schema, top: any(value is e or (value == e and type(value) is type(e)) for e in rule),
    "minimum": lambda rule, value, schema, top: not _typed("number", value) or value >= rule,
    "maximum": lambda rule, value, schema, top: not _typed("number", value) or value <= rule,
    "maxLength": lambda rule, value, schema, top: not isinstance(value, str) or len(value) <= rule,
    "pattern": lambda rule, value, schema, top: not isinstance(value, str) or bool(re.search(rule, value)),
    "minItems": lambda rule, value, schema, top: not isinstance(value, list) or len(value) >= rule,
    "uniqueItems": lambda rule, value, schema, top: not rule or len(set(value)) == len(value),
    "items": lambda rule, value, schema, top: all(agree(rule, each, top) for each in value or ()),
    "required": lambda rule, value, schema, top: not isinstance(value, dict) or set(rule) <= set(value),
    "additionalProperties": lambda rule, value, schema, top: (
        not isinstance(value, dict) or rule is not False or not _keys(value, schema)
    ),
    "properties": lambda rule, value, schema, top: (
        not isinstance(value, dict) or all(agree(rule[key], each, top) for key, each in value.items() if key in rule)
    ),
    "patternProperties": lambda rule, value, schema, top: (
        not isinstance(value, dict)
        or all(agree(r, each, top) for p, r in rule.items() for key, each in value.items() if re.search(p, key))
    ),
}

GOOD = {
    ("budget",): 1_500_000,
    ("cash",): None,
    ("answers", "mfa"): True,
    ("answers", "persons_held"): None,
    ("company", "operating_profit"): -5_000_000,
    ("policy", "sections", 0, "shares"): {"damages": 0.9},
    ("policy", "sections", 0, "max_hours"): None,
}
BAD = {
    ("company",): None,
    ("company", "industry"): "e",
    ("company", "employees"): 1.5,
    ("company", "sales"): "5億",
    ("company", "operating_profit"): -(10**16),
    ("company", "size"): 3,
    ("answers", "mfa"): "maybe",
    ("answers", "persons_held"): 10**10,
    ("answers", "weather"): "fine",
    ("budget",): 10**16,
    ("budget", "first_year"): -1,
    ("budget", "includes_premium"): "no",
    ("budget", "monthly"): 1,
    ("cash",): [1],
    ("policy",): [],
    ("policy", "sections"): [],
    ("policy", "product"): 7,
    ("policy", "sections", 0, "id"): "Liability",
    ("policy", "sections", 0, "lines"): ["damages", "damages"],
    ("policy", "sections", 0, "shares"): {"damages": "0.9"},
    ("policy", "sections", 0, "sublimits"): {"損害": 1},
    ("policy", "sections", 0, "waiting_hours"): "12",
    ("policy", "sections", 0, "retention"): None,
    ("policy", "sections", 0, "limits"): 1,
}


def changed(file, path, value):
    file = deepcopy(file)
    place = file
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    return file


def assess(run, file):
    return run("assess", run.file("company.json", file), "--json", "--today", "2026-11-24")


def test_the_schema_names_its_dialect_and_accepts_the_example(run, schema):
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert agree(schema, example(run))


def test_the_printed_example_is_answered_from_any_folder(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.yaml").write_text(run("assess", "--example").out, encoding="utf-8")
    assert run("assess", "c.yaml").code == 0


@pytest.mark.parametrize("path", GOOD, ids=str)
def test_schema_and_command_both_accept(run, schema, path):
    file = changed(example(run), path, GOOD[path])
    assert agree(schema, file)
    assert assess(run, file).code == 0


@pytest.mark.parametrize("path", BAD, ids=str)
def test_schema_and_command_both_refuse(run, schema, path):
    file = changed(example(run), path, BAD[path])
    assert not agree(schema, file)
    assert "company.json: " in assess(run, file).refused()
