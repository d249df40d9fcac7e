"""Whatever a command does, the person gets an exit code and at most one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sonae.cli import __main__ as dispatcher
from tests.door.desk import ROOT

COMMAND = """
from sonae_core.values.errors import InputError, MachineError
SUMMARY = "ためしの命令です"
def add_arguments(parser):
    parser.add_argument("file", metavar="ファイル", help="読むファイル")
    parser.add_argument("--years", type=int, metavar="年数", help="年数")
    parser.add_argument("--solver", choices=["compound", "simulate"], help="解き方")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--a", action="store_true", help="あ")
    group.add_argument("--b", action="store_true", help="い")
def run(args):
    {body}
    return 0
"""


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    body = getattr(request, "param", "print(args)")
    name = f"trial_{abs(hash(body))}"
    (tmp_path / f"{name}.py").write_text(COMMAND.format(body=body), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(dispatcher.COMMANDS, "trial", name)
    monkeypatch.delenv("SONAE_DEBUG", raising=False)
    return "trial"


@pytest.mark.parametrize(
    ("command", "code", "line"),
    [
        ("raise InputError('a.b', '負の数です', '0以上に')", 2, "a.b: 負の数です"),
        ("raise MachineError('部品が\\nありません')", 4, "部品が ありません"),
        ("raise MemoryError", 4, "メモリが足りません"),
        ("raise OSError(28, 'No space left on device')", 4, "ディスクの空きが足りず"),
        ("raise ModuleNotFoundError(name='numpy')", 4, "部品 numpy がありません"),
        ("{}['x\\ny']", 1, "Sonaeの不具合です（KeyError、trial_"),
    ],
    indirect=["command"],
)
def test_an_error_is_one_line_and_its_exit_code(
    command: str, code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatcher.main([command, "x"]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert line in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("command", ["raise KeyboardInterrupt"], indirect=True)
def test_an_interrupt_ends_quietly(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatcher.main([command, "x"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["{}['x']"], indirect=True)
def test_the_traceback_is_there_when_asked_for(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SONAE_DEBUG", "1")
    assert dispatcher.main([command, "x"]) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "ファイル がありません"),
        (["x", "y"], "知らない指定です（y）"),
        (["x", "--year", "1"], "知らない指定です（--year 1）"),
        (["x", "--years"], "--years: 値がありません"),
        (["x", "--years", "many"], "--years: 'many' は整数ではありません"),
        (["x", "--solver", "magic"], "--solver: 'magic' は選べません。"),
        (["x", "--a", "--b"], "--b: --a と一緒には使えません"),
        (["x", "--a=1"], "--a: 値は取りません（'1'）"),
    ],
)
def test_wrong_usage_is_told_in_japanese(
    command: str, arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatcher.main([command, *arguments]) == 2
    told = capsys.readouterr().err
    assert line in told
    assert told.count("\n") == 1
    assert "argument" not in told


def test_an_unknown_command_is_told_with_the_nearest_one(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert dispatcher.main(["trail"]) == 2
    assert "「trial」のことですか" in capsys.readouterr().err


def test_a_command_without_its_module_is_not_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(dispatcher.COMMANDS, "future", "sonae.cli.not_there_yet")
    assert dispatcher.main(["--help"]) == 0
    assert "future" not in capsys.readouterr().out
    assert dispatcher.main(["future"]) == 2


def test_output_is_utf8_whatever_the_locale() -> None:
    done = _start("--help", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.stdout.decode("utf-8").startswith("使い方")


def test_a_reader_who_leaves_early_ends_it_quietly() -> None:
    left, right = os.pipe()
    os.close(left)
    try:
        done = _start("--help", stdout=right)
    finally:
        os.close(right)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_behind_the_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = _start("--help", stdout=full.fileno())
    assert done.returncode == 4
    assert "ディスクの空き" in done.stderr.decode("utf-8")
    assert done.stderr.count(b"\n") == 1


def _start(*arguments: str, stdout: int = subprocess.PIPE, **settings: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **settings}
    command = [sys.executable, "-m", "sonae.cli", *arguments]
    return subprocess.run(command, env=environment, stdout=stdout, stderr=subprocess.PIPE, check=False)
