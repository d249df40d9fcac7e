"""Arguments in Japanese: argparse with our words, our width and one line for an error."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import IO, Any, NoReturn

from sonae_core.values.errors import InputError

# What argparse says, on any Python from 3.11, and what we say: problem and remedy.
_MESSAGES: tuple[tuple[str, str, str], ...] = (
    (r"the following arguments are required: (.+)", "{0} がありません", "指定してください"),
    (r"one of the arguments (.+) is required", "{0} のどれもありません", "どれか1つを指定してください"),
    (r"unrecognized arguments: (.+)", "知らない指定です（{0}）", "つづりを確かめてください"),
    (r"ambiguous option: (\S+) could match (.+)", "{0} はどれか決められません", "{1} のどれかを書いてください"),
    (r"invalid choice: (.+) \(choose from (.+)\)", "{0} は選べません", "次のどれかにしてください: {1}"),
    (r"invalid int value: (.+)", "{0} は整数ではありません", "整数を書いてください"),
    (r"invalid float value: (.+)", "{0} は数ではありません", "数を書いてください"),
    (r"invalid \S+ value: (.+)", "{0} は読めません", "書き方を確かめてください"),
    (r"expected one argument", "値がありません", "1つ書いてください"),
    (r"expected at least one argument", "値がありません", "1つ以上書いてください"),
    (r"expected at most one argument", "値が多すぎます", "1つまでにしてください"),
    (r"expected (\d+) arguments?", "値の数が違います", "{0}つ書いてください"),
    (r"not allowed with argument (.+)", "{0} と一緒には使えません", "どちらかを消してください"),
    (r"ignored explicit argument (.+)", "値は取りません（{0}）", "値を消してください"),
)

_HELP_COLUMN = 26


class Formatter(argparse.HelpFormatter):
    """Help that counts a full-width character as two columns and breaks Japanese lines where they may break."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, **{"width": 100, **options})

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The usage line, under our word for it."""
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)

    def _format_action(self, action: argparse.Action) -> str:
        head = "  " + self._format_action_invocation(action)
        text = self._expand_help(action) if action.help else ""
        lines = list(wrapped(text, self._width - _HELP_COLUMN))
        room = _HELP_COLUMN - columns(head)
        first = head + " " * room + lines.pop(0) if room >= 2 else head
        return "".join(f"{line}\n" for line in (first, *(" " * _HELP_COLUMN + line for line in lines)))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for part in text.splitlines() for line in wrapped(part, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """A parser whose every word is Japanese and whose errors are InputError."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, "add_help": False, "allow_abbrev": False, **options})
        self._positionals.title = "書くもの"
        self._optionals.title = "指定"
        self.add_argument("-h", "--help", action="help", help="この説明を表示します")

    def error(self, message: str) -> NoReturn:
        """Raise the one-line error that argparse's message means."""
        raise usage_error(message, self.prog)

    def _print_message(self, message: str, file: IO[str] | None = None) -> None:  # type: ignore[override]
        # argparse swallows a closed pipe here; the caller knows how to end quietly.
        if message and file is not None:
            file.write(message)


def given_day(text: str, where: str) -> date:
    """A day as people write it, 2026-11-24; InputError names the option. Other forms of ISO 8601 are refused."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            where, f"日付として読めません（{text[:30]}）", "実在する日を 2026-11-24 の形で書いてください"
        ) from None


def given_whole(text: str, where: str, low: int, high: int) -> int:
    """A whole number as in the files (``1_000_000`` and ``1e6`` too); InputError names the option and the bounds."""
    from sonae_core.values.document import number

    value = number(text)
    fits = value is not None and low <= value <= high  # before int(): 1e1000000 would take all memory
    if value is not None and fits and value == int(value):
        return int(value)
    problem = "は使える範囲にありません" if value is not None and not fits else "は整数ではありません"
    raise InputError(where, f"'{text[:30]}' {problem}", f"{low:,}から{high:,}までの整数を書いてください")


def usage_error(message: str, prog: str) -> InputError:
    """Argparse's English message as our error: which argument, what is wrong, how to mend it."""
    where, text = prog, message
    if named := re.fullmatch(r"argument ([^:]+): (.*)", message, re.DOTALL):
        where, text = named.groups()
    hint = f"「{prog} --help」に書き方があります"
    for pattern, problem, remedy in _MESSAGES:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            parts = found.groups()
            return InputError(where, problem.format(*parts), f"{remedy.format(*parts)}（{hint}）")
    if re.search(r"[ぁ-ん]", text):  # ours already: raised by a type of the command
        problem, _, remedy = text.partition("。")
        return InputError(where, problem, remedy or hint)
    return InputError(where, f"指定が正しくありません（{text}）", hint)


def columns(text: str) -> int:
    """How many terminal columns the text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` columns: broken before spaces and between Japanese characters, not inside words."""
    line, room = "", max(width, 20)
    for piece in re.findall(r"[!-~]+ ?|[（「]*.[、。」）]*", text):
        if line and columns(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()
