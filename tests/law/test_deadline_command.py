"""``sonae deadline``: the options, the text for people, and the JSON document."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sonae.cli import deadline
from sonae_core.values.errors import InputError

ROOT = Path(__file__).parents[2]


def _run(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    parser = argparse.ArgumentParser()
    deadline.add_arguments(parser)
    assert deadline.run(parser.parse_args(options)) == 0
    return capsys.readouterr().out


def _process(*options: str, questions: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "sonae.cli", "deadline", *options]
    return subprocess.run(command, input=questions, capture_output=True, env=environment, check=False)


def test_text_says_at_once_and_no_first_day(capsys: pytest.CaptureFixture[str]) -> None:
    text = _run(capsys, "--known", "2026-10-24", "--trigger", "malicious")
    assert "速報    すぐに。遅くとも10月28日（水）ごろまで" in text
    assert "確報    2026年12月22日（火）まで（60日目）" in text
    assert "日数の決まりはありません" in text
    assert "10月26日" not in text, "the first day of the guide is never told to people"


def test_text_says_why_the_day_moved(capsys: pytest.CaptureFixture[str]) -> None:
    text = _run(capsys, "--known", "2026-08-23", "--trigger", "sensitive")
    assert "確報    2026年9月24日（木）まで（30日目の9月21日（月）が閉庁日のため、次の開庁日）" in text
    assert "閉庁日（敬老の日）" in text


def test_text_advises_the_earliest_reading(capsys: pytest.CaptureFixture[str]) -> None:
    text = _run(capsys, "--known", "2026-10-01", "--trigger", "sensitive", "--trigger", "malicious=2026-10-24")
    assert "確報    2026年10月30日（金）までに出すことをお勧めします" in text
    assert "2026年11月30日（月）、2026年12月22日（火）" in text


def test_text_lists_what_to_write_and_what_persons_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = _run(capsys, "--known", "2026-10-24", "--trigger", "malicious")
    items = re.findall(r"^  (\d) (◎?)", text, re.MULTILINE)
    assert [number for number, _ in items] == list("123456789")
    assert [number for number, mark in items if mark] == list("12459")


def test_text_of_no_duty_says_so_first(capsys: pytest.CaptureFixture[str]) -> None:
    text = _run(capsys, "--known", "2026-10-24", "--trigger", "volume", "--persons", "1_000")
    assert text.startswith("報告の義務はありません。")
    assert "任意で報告できます" in text
    assert "確報" not in text.split("出典")[0].replace("確報の数え方", "")


def test_text_names_sources_with_their_grade(capsys: pytest.CaptureFixture[str]) -> None:
    text = _run(capsys, "--known", "2029-10-24", "--trigger", "malicious")
    assert "この答えの確かさ: 仮定を含む" in text
    assert "https://www.ppc.go.jp/personalinfo/legal/guidelines_tsusoku/" in text


@pytest.mark.parametrize(
    ("options", "option"),
    [
        (["--trigger", "malicious"], "--known"),
        (["--known", "2026-10-24"], "--trigger"),
        (["--known", "2026-10-24", "--trigger", "ransom"], "--trigger"),
        (["--known", "2026-10-24", "--trigger", "malicious=soon"], "--trigger"),
        (["--known", "soon", "--trigger", "malicious"], "--known"),
        (["--known", "2021-10-24", "--trigger", "malicious"], "--known"),
        (["--known", "2040-12-24", "--trigger", "malicious"], "--known"),
        (["--known", "2026-10-24", "--trigger", "volume"], "--persons"),
        (["--known", "2026-10-24", "--trigger", "volume", "--persons", "many"], "--persons"),
        (["--known", "2026-10-24", "--trigger", "volume", "--persons", "-5"], "--persons"),
        (["--known", "2026-10-24", "--trigger", "volume", "--persons", "12.5"], "--persons"),
        (["--known", "2026-10-24", "--trigger", "malicious", "--exempt", "sorry"], "--exempt"),
        (["--known", "2026-10-24", "--trigger", "malicious", "--entity", "public"], "--entity"),
        (["--jsonl", "--known", "2026-10-24"], "--known"),
        (["--jsonl", "--trigger", "malicious"], "--trigger"),
    ],
)
def test_a_wrong_option_is_named(options: list[str], option: str) -> None:
    parser = argparse.ArgumentParser()
    deadline.add_arguments(parser)
    with pytest.raises(InputError) as caught:
        deadline.run(parser.parse_args(options))
    assert caught.value.path == option


def test_the_document_is_the_answer() -> None:
    done = _process("--known", "2026-10-24T08:00+09:00", "--trigger", "malicious", "--json")
    answer: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert answer["final"]["due"] == "2026-12-22"


def test_bad_input_is_one_line_on_stderr_and_exit_2() -> None:
    done = _process("--known", "2026-02-30", "--trigger", "malicious", "--json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert "--known" in done.stderr.decode()


def test_lines_in_lines_out_exit_2_when_one_was_bad() -> None:
    question = b'{"known": "2026-10-24", "triggers": ["malicious"]}\n'
    done = _process("--jsonl", questions=question + b"?\n" + question)
    assert done.returncode == 2
    assert [("line" in json.loads(line)) for line in done.stdout.splitlines()] == [False, True, False]
    assert _process("--jsonl", questions=question * 3).returncode == 0


def test_neither_numpy_nor_scipy_is_loaded() -> None:
    code = (
        "import sys; from sonae.cli.deadline import answer_lines; from io import BytesIO;"
        'answer_lines(BytesIO(b\'{"known": "2026-10-24", "triggers": ["malicious"]}\'), BytesIO());'
        "print([name for name in ('numpy', 'scipy', 'jpholiday') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert done.stdout.decode().strip() == "[]"
