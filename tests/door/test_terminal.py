"""Files are read within bounds and written whole or not at all."""

from __future__ import annotations

import io
import json
import os
import stat
from pathlib import Path

import pytest

from sonae.cli.terminal import print_json, progress, read_file, write_whole
from sonae_core.values.errors import InputError, MachineError


def test_a_file_is_read_as_a_document_that_knows_its_name(tmp_path: Path) -> None:
    path = tmp_path / "会社.yaml"
    path.write_text("a: 1_000\n", encoding="utf-8")
    document = read_file(str(path))
    assert (document.name, document.data) == (str(path), {"a": 1000})


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"a": 1}')))
    document = read_file("-")
    assert (document.name, document.data) == ("標準入力", {"a": 1})


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("nowhere.yaml", "ファイルがありません"),
        (".", "フォルダーです"),
        ("a\0b", "ファイルを読めません"),
        ("x" * 5000, "ファイルを読めません"),
        ("", "（名前なし）"),
    ],
)
def test_what_cannot_be_read_is_told(path: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=problem):
        read_file(path)


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="読む権限がありません"):
        read_file(str(tmp_path / "secret"))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file on this system")
def test_an_endless_file_is_refused() -> None:
    with pytest.raises(InputError, match="1 MBを超えています"):
        read_file("/dev/zero")


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(100_000_000_000)
    with pytest.raises(InputError, match="1 MBを超えています"):
        read_file(str(path))


def test_json_is_one_document_in_the_order_given(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"b": "円", "a": 0.1})
    out = capsys.readouterr().out
    assert "円" in out
    assert list(json.loads(out)) == ["b", "a"]


def test_json_with_a_number_that_is_none_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="JSON"):
        print_json({"a": 1, "b": float("nan")})
    assert capsys.readouterr().out == ""


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "result.html"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "result.html"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError, match="ディスクの空き"):
        write_whole(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_whole(str(tmp_path / "link"), b"new")
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize(("place", "problem"), [("", "フォルダーです"), ("none/x", "入れるフォルダーがありません")])
def test_an_impossible_place_is_told(place: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=problem):
        write_whole(str(tmp_path / place), b"")


def test_progress_is_told_only_to_somebody_who_watches(capsys: pytest.CaptureFixture[str]) -> None:
    progress("計算しています")
    assert capsys.readouterr().err == ""
    progress("計算しています", always=True)
    assert capsys.readouterr().err == "計算しています\n"
