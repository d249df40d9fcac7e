"""Nothing in our source runs text, guesses at secrets or calls somebody; what could is listed with its reason."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import NamedTuple

import pytest

from tests.repository.checkout import ROOT, python_files, shown, templates

RUNS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile", "tempfile.mktemp"}
UNPACKS = {"pickle", "cPickle", "marshal", "shelve", "dill", "jsonpickle", "joblib", "lxml", "xml", "xmlrpc"}
GUESSED = {"random"}
CALLS_OUT = {"socket", "ssl", "http", "urllib.request", "smtplib", "ftplib", "imaplib", "requests", "httpx", "aiohttp"}
STRONG = {"hashlib.sha256", "hashlib.sha384", "hashlib.sha512", "hashlib.blake2b", "hashlib.blake2s"}
SQL = {"execute", "executemany", "executescript", "raw", "extra", "RawSQL"}

NETWORK = {
    "src/sonae/cli/serve.py": "listens, and asks its own port whether it answers",
    "src/sonae/outbox/": "the mail server that SONAE_MAIL names",
}
"""Files and rooms that may open a connection, and to whom. The database is reached by Django."""
ESCAPES = {
    "src/sonae_paper/charts/drawing.py": "escapes text for SVG; parses nothing",
    "src/sonae/public/reading/crawling.py": "writes the sitemap; parses nothing",
    "src/sonae/public/reading/news.py": "writes the feed; parses nothing",
}
"""Who uses a module for XML, and for what."""
FROM = {
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.hashes",
    "cryptography.hazmat.primitives.kdf.hkdf",
}
AUTHENTICATED = {"AESGCM", "HKDF", "SHA256"}
"""What is taken from ``cryptography``: nothing with a mode, a padding or a signature to choose wrongly."""
STATEMENTS = {
    "src/sonae/config/databases.py": "the name of one of our tables, a constant",
    "src/sonae/config/health.py": "one of two statements that stand beside it",
    "src/sonae/config/postgresql.py": "names of tables that the database itself lists, quoted; one that is a constant",
    "src/sonae/config/roles.py": "names of tables and of the role that runs, quoted by the database's own rule",
    "src/sonae/tenancy/walls.py": "names of our own tables and columns, quoted by the database's own rule",
    "src/sonae/web/reading.py": "passes on what Django has made, once it was found to be a read",
}
"""Who gives the database a statement that is not written out where it is used."""
CIPHERS = {
    "src/sonae/accounts/": "factors of those who sign in",
    "src/sonae/audit/": "personal values of the log, and the keys of its records",
}
"""Rooms that encrypt, and what."""
FINISHED = re.compile(r"[a-z_.]+\.svg\|safe|qr\|safe")
"""What templates take over as it is: drawings, whose words were escaped where they were drawn."""


class Source(NamedTuple):
    """One file: the modules that it imports and the calls that it makes, by their names."""

    place: str
    imports: tuple[str, ...]
    calls: tuple[tuple[str, ast.Call], ...]


@cache
def sources() -> list[Source]:
    return [read(shown(path), path.read_text(encoding="utf-8")) for path in [*python_files("src"), ROOT / "sonae"]]


def read(place: str, text: str) -> Source:
    nodes = list(ast.walk(ast.parse(text)))
    calls = tuple((name_of(node.func), node) for node in nodes if isinstance(node, ast.Call))
    return Source(place, tuple(name for node in nodes for name in imported(node)), calls)


def name_of(node: ast.expr) -> str:
    """``a.b.c`` of what is called; a name in the middle that is an expression is ``()``."""
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "()"


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def uses(source: Source, modules: set[str]) -> bool:
    inside = tuple(f"{each}." for each in modules)
    return any(name in modules or name.startswith(inside) for name in source.imports)


def users(modules: set[str]) -> set[str]:
    return {source.place for source in sources() if uses(source, modules)}


def beyond(modules: set[str], allowed: dict[str, str]) -> set[str]:
    return {place for place in users(modules) if not place.startswith(tuple(allowed))}


def calls() -> list[tuple[str, str, ast.Call]]:
    return [(source.place, name, call) for source in sources() for name, call in source.calls]


def test_no_text_is_run():
    assert not [(place, name) for place, name, _ in calls() if name in RUNS]


def test_no_program_is_started_through_a_shell():
    def asks_for_a_shell(call: ast.Call) -> bool:
        return any(each.arg == "shell" and ast.unparse(each.value) != "False" for each in call.keywords)

    assert not [place for place, _, call in calls() if asks_for_a_shell(call)]


def test_no_program_is_started_from_one_string():
    starts = ("subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_output")
    found = [call for _, name, call in calls() if name in starts]
    assert found
    assert not [ast.unparse(call) for call in found if isinstance(call.args[0], ast.Constant | ast.JoinedStr)]


def test_nothing_that_could_hold_code_is_unpacked():
    assert users(UNPACKS) == set(ESCAPES)
    loads = {"yaml.load", "yaml.unsafe_load", "yaml.full_load", "yaml.load_all"}
    assert not [(place, name) for place, name, _ in calls() if name in loads]


def test_chance_that_must_not_be_guessed_comes_from_the_system():
    assert not users(GUESSED)
    assert {"src/sonae/assessments/links.py", "src/sonae/config/environment.py"} <= users({"secrets"})


def test_hashes_are_strong_ones():
    found = {name for _, name, _ in calls() if name.startswith("hashlib.")}
    assert found
    assert found <= STRONG


def test_only_these_parts_open_a_connection():
    assert beyond(CALLS_OUT, NETWORK) == set()
    assert "src/sonae/cli/serve.py" in users(CALLS_OUT)


def test_only_these_parts_encrypt():
    assert beyond({"cryptography", "nacl", "Crypto"}, CIPHERS) == set()


def test_ciphers_are_authenticated_ones():
    parts = {name for source in sources() for name in source.imports if name.startswith("cryptography.hazmat")}
    assert parts
    assert {name.rpartition(".")[2] for name in parts if name.rpartition(".")[2][0].isupper()} <= AUTHENTICATED
    assert {name for name in parts if not name.rpartition(".")[2][0].isupper()} <= FROM


def test_statements_for_the_database_are_written_out():
    made = {
        place
        for place, name, call in calls()
        if name.rpartition(".")[2] in SQL and not (call.args and isinstance(call.args[0], ast.Constant))
    }
    assert made == set(STATEMENTS)


def test_templates_escape_everything_but_drawings():
    texts = {shown(path): path.read_text(encoding="utf-8") for path in templates()}
    assert not [place for place, text in texts.items() if "autoescape off" in text or "safeseq" in text]
    taken_over = [
        (place, found) for place, text in texts.items() for found in re.findall(r"{{\s*([^}]*\|safe[^}]*?)\s*}}", text)
    ]
    assert taken_over
    assert not [(place, found) for place, found in taken_over if not FINISHED.fullmatch(found)]


@pytest.mark.parametrize(
    ("source", "modules"),
    [("import pickle", UNPACKS), ("from urllib import request", CALLS_OUT), ("import xml.dom", UNPACKS)],
)
def test_a_planted_import_is_found(source, modules):
    assert uses(read("planted.py", source), modules)
