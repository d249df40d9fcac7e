"""No file names a package index, a folder of somebody's machine, or anything outside the checkout."""

from __future__ import annotations

import re

from tests.repository.checkout import files, shown

# Put together from pieces, so that this file does not find itself.
FORBIDDEN = {
    "a package index": re.compile("|".join(("py" + r"pi\.org", "python" + "hosted", r"(?<!emit)-index" + "-url"))),
    "a folder of one machine": re.compile(
        "|".join(("/ro" + "ot/", "/ho" + r"me/\w", "/Use" + r"rs/\w", "/wo" + "rk/"))
    ),
    "a folder outside the checkout": re.compile(r"\.\./sha" + "red"),
}


def test_no_file_names_an_index_a_machine_or_a_place_outside() -> None:
    found = [
        f"{shown(path)}:{number} names {what}: {line.strip()[:80]}"
        for path in files()
        for number, line in enumerate(_text_lines(path.read_bytes()), 1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]
    assert not found


def test_text_files_are_utf8_with_unix_line_ends() -> None:
    broken = [shown(path) for path in files() if _is_text(path.name) and _broken(path.name, path.read_bytes())]
    assert not broken


def _is_text(name: str) -> bool:
    return name.endswith((".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".in", ".json", ".cmd")) or "." not in name


def _broken(name: str, content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return "\r" in text and not name.endswith(".cmd")


def _text_lines(content: bytes) -> list[str]:
    return [] if b"\0" in content else content.decode("utf-8", "replace").splitlines()
