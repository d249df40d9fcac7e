"""Every command explains itself: one line in the list, help in Japanese, a section in the reference, fast to reach."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module

import pytest

from sonae.cli.__main__ import COMMANDS, available
from sonae.cli.arguments import Parser
from tests.repository.checkout import ROOT

THERE = sorted(available())
ENGLISH = re.compile(r"usage:|positional|optional arg|options:|show this|exit$", re.MULTILINE)


@pytest.mark.parametrize("name", THERE)
def test_the_list_shows_the_summary_of_the_command(name: str) -> None:
    assert available()[name] == import_module(COMMANDS[name]).SUMMARY
    assert re.search(r"[ぁ-ん]", available()[name])


@pytest.mark.parametrize("name", THERE)
def test_the_help_of_a_command_is_japanese(name: str) -> None:
    module = import_module(COMMANDS[name])
    parser = Parser(prog=f"sonae {name}", description=module.SUMMARY)
    module.add_arguments(parser)
    text = parser.format_help()
    assert text.startswith("使い方: ")
    assert not ENGLISH.search(text)
    assert not [action.dest for action in parser._actions if not re.search(r"[ぁ-んァ-ヶ一-龠]", action.help or "")]


@pytest.mark.parametrize("name", THERE)
def test_the_reference_has_a_section_for_each_command(name: str) -> None:
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert re.search(rf"^## `sonae {name}\b", reference, re.MULTILINE)


@pytest.mark.parametrize("name", THERE)
def test_the_reference_names_every_option_of_the_command(name: str) -> None:
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    section = reference.partition(f"## `sonae {name}")[2].partition("\n## ")[0]
    parser = Parser(prog=name)
    import_module(COMMANDS[name]).add_arguments(parser)
    options = [word for action in parser._actions for word in action.option_strings if word.startswith("--")]
    assert not [option for option in options if option != "--help" and f"{option}" not in section]


@pytest.mark.parametrize("name", THERE)
def test_the_japanese_readme_lists_each_command(name: str) -> None:
    assert f"`./sonae {name}" in (ROOT / "README.ja.md").read_text(encoding="utf-8")


def test_help_and_the_command_modules_import_nothing_heavy() -> None:
    modules = ", ".join(repr(COMMANDS[name]) for name in THERE)
    code = (
        "import sys, importlib; from sonae.cli.__main__ import overview; overview();"
        f"[importlib.import_module(name) for name in ({modules},)];"
        "print(*sorted({'numpy', 'scipy', 'numba', 'django'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
