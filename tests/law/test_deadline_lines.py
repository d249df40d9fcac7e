"""``--jsonl``: one answer a line, in order, whatever stands on the lines between."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from sonae.cli.deadline import MAX_LINE, answer_lines
from sonae_core.values.errors import InputError

GOOD = b'{"known": "2026-10-24", "triggers": ["malicious"]}'


def _ask(*lines: bytes, end: bytes = b"\n") -> tuple[list[Any], str | None]:
    """The answers, and the error at the end if there was one."""
    answers, error = io.BytesIO(), None
    try:
        assert answer_lines(io.BytesIO(end.join(lines)), answers) == 0
    except InputError as caught:
        error = str(caught)
    return [json.loads(line) for line in answers.getvalue().decode().splitlines()], error


def test_answers_come_in_order() -> None:
    days = ["2026-10-24", "2024-01-05", "2026-10-25"]
    answers, error = _ask(*(GOOD.replace(b"2026-10-24", day.encode()) for day in days))
    assert [each["triggers"][0]["known"] for each in answers] == days
    assert error is None


def test_empty_lines_are_skipped_but_counted() -> None:
    answers, error = _ask(b"", GOOD, b"  \t", b"nonsense")
    assert len(answers) == 2
    assert answers[0]["reportable"] is True
    assert answers[1]["line"] == 4
    assert error is not None


def test_a_bad_line_stands_in_its_place_and_the_rest_is_answered() -> None:
    answers, error = _ask(GOOD, b'{"known": "2026-02-30", "triggers": ["malicious"]}', GOOD)
    assert [sorted(each)[:2] == ["error", "line"] for each in answers] == [False, True, False]
    assert answers[1]["error"].startswith("known: 実在しない日時です（2026-02-30）")
    assert error is not None
    assert "1行が読めませんでした（最初は2行目）" in error


def test_nothing_asked_nothing_answered() -> None:
    assert _ask() == ([], None)
    assert _ask(b"\n\n") == ([], None)


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    answers, error = _ask(b"\xef\xbb\xbf" + GOOD, GOOD, b"", end=b"\r\n")
    assert len(answers) == 2
    assert error is None


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"null",
        b'"malicious"',
        b"12",
        b"{",
        b"{}",
        b"\xff\xfe{}",
        '{"known": "２０２６"}'.encode("shift_jis"),
        b'{"known": "2026-10-24", "known": "2026-10-25", "triggers": ["malicious"]}',
        b'{"known": "2026-10-24", "triggers": [{"kind": "malicious", "kind": "sensitive"}]}',
        b'{"known": "2026-10-24", "triggers": ["volume"], "persons": NaN}',
        b'{"known": "2026-10-24", "triggers": ["volume"], "persons": Infinity}',
        b'{"known": "2026-10-24", "triggers": ["volume"], "persons": 1e999}',
        b'{"known": "2026-10-24", "triggers": ["volume"], "persons": ' + b"9" * 6000 + b"}",
        b'{"known": "2026-10-24", "triggers": ["\\ud800"]}',
        b'{"\\ud800": 1, "\\ud800": 2}',
        b'{"known": "2026-10-24", "triggers": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"known": "2026-10-24", "triggers": [' + b'"malicious",' * 1000 + b'"malicious"]}',
        b'{"known": "2026-10-24\\u2028", "triggers": ["x\\u2028y"]}',
        b'{"known": "' + b"x" * (2 * MAX_LINE) + b'"}',
    ],
)
def test_a_line_that_cannot_be_read_is_one_error_line(line: bytes) -> None:
    answers, error = _ask(line, GOOD)
    assert [set(answers[0]), answers[0]["line"]] == [{"line", "error"}, 1]
    assert answers[1]["reportable"] is True
    assert error is not None


def test_a_long_line_is_read_up_to_the_limit() -> None:
    padding = b" " * (MAX_LINE - len(GOOD))
    answers, error = _ask(GOOD + padding, GOOD + padding + b" ")
    assert answers[0]["reportable"] is True
    assert "1,000,000バイト" in answers[1]["error"]
    assert error is not None


class _Dialogue(io.BytesIO):
    """A stream that gives its second line only after the first was answered."""

    def __init__(self, answers: io.BytesIO) -> None:
        super().__init__()
        self.answers, self.asked = answers, 0

    def readline(self, size: int | None = -1, /) -> bytes:
        assert self.answers.getvalue().count(b"\n") == self.asked
        self.asked += 1
        return GOOD + b"\n" if self.asked <= 3 else b""


def test_each_line_is_answered_before_the_next_is_read() -> None:
    answers = io.BytesIO()
    assert answer_lines(_Dialogue(answers), answers) == 0
    assert answers.getvalue().count(b"\n") == 3
