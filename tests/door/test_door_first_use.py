"""What the launcher does when it is started: prepare once, then only hand over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.door.desk import Desk


def test_first_use_installs_the_hashed_lock_and_then_runs_the_command(desk: Desk) -> None:
    done = desk.run("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("使い方: sonae")
    assert "初めての準備" in done.stderr
    assert "準備ができました" in done.stderr
    [call] = desk.installs()
    assert "pip install" in call
    assert "--require-hashes --only-binary :all:" in call
    assert call.endswith("requirements/base.txt")


def test_second_use_installs_nothing_and_says_nothing(desk: Desk) -> None:
    desk.run("--version")
    done = desk.run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("sonae ")
    assert len(desk.installs()) == 1


def test_a_changed_lock_is_installed_again(desk: Desk) -> None:
    desk.run("--version")
    desk.lock("# something else\n")
    done = desk.run("--version")
    assert "部品の一覧が変わった" in done.stderr
    assert len(desk.installs()) == 2
    assert desk.run("--version").stderr == ""


@pytest.mark.full
def test_without_uv_pip_is_used(desk: Desk) -> None:
    (desk.programs / "uv").unlink()
    done = desk.run("--version", PIP_NO_INDEX="1")
    assert (done.returncode, done.stdout[:6]) == (0, "sonae "), done.stderr


@pytest.mark.full
def test_when_uv_fails_pip_is_used(desk: Desk) -> None:
    desk.uv("exit 1")
    done = desk.run("--version", PIP_NO_INDEX="1")
    assert done.returncode == 0
    assert "pip で入れます" in done.stderr


def test_an_interrupted_preparation_is_started_afresh(desk: Desk) -> None:
    desk.uv(f'touch "{desk.folder}/.venv/half-written"; kill -9 $PPID')
    assert desk.run("--version").returncode < 0
    desk.uv()
    assert desk.run("--version").returncode == 0
    assert not (desk.folder / ".venv" / "half-written").exists()


def test_a_vanished_python_is_replaced(desk: Desk) -> None:
    desk.run("--version")
    (desk.folder / ".venv" / "bin" / "python").unlink()
    assert desk.run("--version").returncode == 0
    assert len(desk.installs()) == 2


def test_a_persons_own_venv_is_filled_and_not_thrown_away(desk: Desk) -> None:
    desk.run("--version")
    (desk.folder / ".venv" / ".sonae").unlink()
    mine = desk.folder / ".venv" / "mine"
    mine.touch()
    assert desk.run("--version").returncode == 0
    assert mine.exists()


def test_two_starts_at_once_prepare_once(desk: Desk) -> None:
    desk.uv("sleep 1")
    starts = [desk.start("--version") for _ in range(3)]
    outputs = [start.communicate() for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0]
    assert all(out.startswith(b"sonae ") for out, _ in outputs)
    assert len(desk.installs()) == 1
    assert any("待っています" in told.decode() for _, told in outputs)


def test_it_works_from_another_folder_and_through_a_link(desk: Desk, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(desk.folder / "sonae")
    elsewhere = Desk(tmp_path, desk.programs, desk.log)
    shutil.copy(link, tmp_path / "sonae", follow_symlinks=False)
    assert elsewhere.run("--version").stdout.startswith("sonae ")
    assert (desk.folder / ".venv").is_dir()


def test_arguments_and_the_exit_code_pass_through_untouched(desk: Desk) -> None:
    done = desk.run('日本 語 "引用"')
    assert done.returncode == 2
    assert '日本 語 "引用"' in done.stderr


def test_a_file_beside_the_person_is_not_taken_for_a_module(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "argparse.py").write_text("raise SystemExit(99)")
    assert desk.run("--version", PYTHONPATH=str(desk.folder)).returncode == 0
