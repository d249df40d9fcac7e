"""What the machine may lack, and the calm line that says so (exit 4)."""

from __future__ import annotations

import ast
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType

import pytest

from tests.door.desk import ROOT, Desk

OLD_PYTHON = "sys.version_info = (3, 9, 1)"


def test_the_door_parses_on_old_pythons() -> None:
    ast.parse((ROOT / "sonae").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_python_too_old_is_told_in_one_line(desk: Desk) -> None:
    done = desk.run("--version", before=OLD_PYTHON)
    assert (done.returncode, done.stdout) == (4, "")
    assert "Python 3.11以上が必要です（これは3.9です）" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_old_python_hands_over_to_a_newer_one_that_works(desk: Desk) -> None:
    desk.program("python3.13", "#!/bin/sh\nexit 127\n")  # a shim without a Python behind it
    desk.program("python3.12", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    done = desk.run("--version", before=OLD_PYTHON)
    assert (done.returncode, done.stdout[:6]) == (0, "sonae ")


def test_an_old_python_is_enough_once_everything_is_ready(desk: Desk) -> None:
    desk.run("--version")
    assert desk.run("--version", before=OLD_PYTHON).returncode == 0


def test_a_missing_venv_module_is_told(desk: Desk) -> None:
    done = desk.run("--version", before="sys.modules['venv'] = None")
    assert done.returncode == 4
    assert "python3-venv" in done.stderr


def test_a_missing_ensurepip_matters_only_without_uv(desk: Desk) -> None:
    pretend = "sys.modules['ensurepip'] = None"
    assert desk.run("--version", before=pretend).returncode == 0
    (desk.programs / "uv").unlink()
    desk.lock("# changed\n")
    done = desk.run("--version", before=pretend)
    assert done.returncode == 4
    assert "python3-venv" in done.stderr


def test_too_little_space_is_told_before_anything_is_downloaded(desk: Desk) -> None:
    pretend = "import shutil; shutil.disk_usage = lambda path: shutil._ntuple_diskusage(1, 1, 20_000_000)"
    done = desk.run("--version", before=pretend)
    assert done.returncode == 4
    assert "空きは20 MB" in done.stderr
    assert not desk.installs()


def test_a_disk_that_fills_up_on_the_way_is_told(desk: Desk) -> None:
    desk.uv('echo "failed to write: No space left on device (os error 28)" >&2; exit 2')
    done = desk.run("--version")
    assert (done.returncode, done.stdout) == (4, "")
    assert "ディスクの空きが足りません" in done.stderr
    assert "os error" not in done.stderr


def test_a_network_that_is_away_is_told(desk: Desk) -> None:
    (desk.programs / "uv").unlink()
    desk.lock(f"nothing==1.0 --hash=sha256:{'0' * 64}\n")
    done = desk.run("--version", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_CONFIG_FILE="/dev/null")
    assert (done.returncode, done.stdout) == (4, "")
    assert "ネットワークにつながりません" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.full
def test_any_other_failure_shows_the_last_lines_of_the_installer(desk: Desk) -> None:
    (desk.programs / "uv").unlink()
    desk.lock("nothing==1.0\n")
    done = desk.run("--version", PIP_NO_INDEX="1")
    assert done.returncode == 4
    assert "nothing==1.0" in done.stderr


def test_after_a_failure_the_next_start_tries_again(desk: Desk) -> None:
    desk.uv('echo "No space left on device" >&2; exit 2')
    desk.run("--version")
    desk.uv()
    assert desk.run("--version").returncode == 0


def test_a_missing_lock_is_told(desk: Desk) -> None:
    (desk.folder / "requirements" / "base.txt").unlink()
    done = desk.run("--version")
    assert done.returncode == 4
    assert "base.txt がありません" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "folder", "locks"),
    [
        ([], ".venv", ("base",)),
        (["assess", "test"], ".venv", ("base",)),
        (["test"], ".venv", ("base", "test")),
        (["test", "--help"], ".venv", ("base",)),
        (["test", "-x", "--all"], ".venv", ("base", "test")),
        (["bench"], ".venv-bench", ("base", "bench")),
    ],
)
def test_each_command_gets_the_environment_it_needs(arguments: list[str], folder: str, locks: tuple[str, ...]) -> None:
    room = _door().environment(arguments)
    assert (room.folder, room.locks) == (str(ROOT / folder), locks)


def _door() -> ModuleType:
    loader = SourceFileLoader("door", str(ROOT / "sonae"))
    spec = spec_from_loader("door", loader)
    assert spec is not None
    module = module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module
