"""``sonae``: finds the command, runs it, and turns whatever happens into an exit code and at most one calm line.

A command is a module ``sonae.cli.<name>`` with ``SUMMARY``, ``add_arguments(parser)`` and ``run(args) -> int``.
Only the command asked for is imported, so that help and quick answers stay quick.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TextIO

from sonae.cli.arguments import Parser
from sonae_core import __version__
from sonae_core.values.errors import InputError, MachineError

DONE, BUG, WRONG_INPUT, MACHINE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 4, 130, 141


# Shown in this order: the main job first.
COMMANDS: dict[str, str] = {
    "assess": "sonae.cli.assess",
    "deadline": "sonae.cli.deadline",
    "breach": "sonae.cli.breach",
    "payout": "sonae.cli.payout",
    "losses": "sonae.cli.losses",
    "packs": "sonae.cli.packs",
    "serve": "sonae.cli.serve",
    "work": "sonae.cli.work",
    "migrate": "sonae.cli.migrate",
    "doctor": "sonae.cli.doctor",
    "admin": "sonae.cli.admin",
    "audit": "sonae.cli.audit",
    "keys": "sonae.cli.keys",
    "backup": "sonae.cli.backup",
    "restore": "sonae.cli.restore",
    "test": "sonae.cli.testing",
    "bench": "sonae.cli.benchmark",
}
_SUMMARY = re.compile(r'^SUMMARY(?:: str)? = "([^"]+)"$', re.MULTILINE)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code (0 done, 2 input, 3 problems found, 4 machine, 1 a bug of ours)."""
    nobody_listens = sys.stdout is None
    _speak_utf8()
    try:
        code = _dispatch(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else DONE
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = PIPE_CLOSED
    except Exception as error:  # the last line of defence: a person never sees a traceback
        code = _explain(error)
    if nobody_listens and code == DONE:
        _tell("標準出力が閉じています。結果を見るには、閉じずに実行するか、ファイルに送ってください")
        return MACHINE
    return _close(code)


def available() -> dict[str, str]:
    """The commands whose module is there, with their one line, read without importing what the command needs."""
    found = {}
    for name, module in COMMANDS.items():
        spec = find_spec(module)
        if spec is not None and spec.origin is not None:
            line = _SUMMARY.search(Path(spec.origin).read_text(encoding="utf-8"))
            found[name] = line[1] if line else ""
    return found


def overview() -> str:
    """What ``sonae --help`` prints."""
    lines = [f"  {name:<10}{summary}" for name, summary in available().items()]
    return "\n".join(
        [
            "使い方: sonae 命令 …",
            "",
            "会社がサイバー攻撃を受けたら、いくらかかり、保険がいくら払い、先に何を直すべきかを計算します。",
            "",
            "命令:",
            *lines,
            "",
            "指定:",
            "  -h, --help  この説明を表示します",
            "  --version   版を表示します",
            "",
            "命令ごとの書き方は「sonae 命令 --help」、全部の説明は docs/reference/cli.md にあります。",
        ]
    )


def _dispatch(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(overview())
        return DONE
    if arguments[0] == "--version":
        print(f"sonae {__version__}")
        return DONE
    name, *rest = arguments
    if name not in COMMANDS or find_spec(COMMANDS[name]) is None:
        raise _unknown(name)
    return _run(name, rest)


def _run(name: str, arguments: list[str]) -> int:
    module = import_module(COMMANDS[name])
    parser = Parser(prog=f"sonae {name}", description=module.SUMMARY)
    module.add_arguments(parser)
    if getattr(module, "PASSES_REST", False):  # what is not ours goes on to the program behind the command
        args, rest = parser.parse_known_args(arguments)
        args.rest = rest
    else:
        args = parser.parse_args(arguments)
    return int(module.run(args))


def _unknown(name: str) -> InputError:
    near = difflib.get_close_matches(name, available(), n=1)
    remedy = f"「{near[0]}」のことですか。" if near else ""
    return InputError(name[:60] or "命令", "そのような命令はありません", f"{remedy}「sonae --help」に一覧があります")


def _explain(error: Exception) -> int:
    if os.environ.get("SONAE_DEBUG"):
        import traceback

        traceback.print_exc()
    code, line = _verdict(error)
    _tell(_one_line(line))
    return code


def _tell(line: str) -> None:
    """A line for the person; one who has closed standard error is told by the exit code alone."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        sys.stderr = _nowhere()


def _one_line(text: str) -> str:
    """On one line, and without the control characters that a key or a file name may bring to a terminal."""
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "�" for letter in line)


def _verdict(error: Exception) -> tuple[int, str]:
    if isinstance(error, InputError):
        return WRONG_INPUT, str(error)
    if isinstance(error, MachineError):
        return MACHINE, str(error)
    if isinstance(error, MemoryError):
        return MACHINE, "メモリが足りません。ほかのプログラムを閉じるか、年数などを小さくしてください"
    if isinstance(error, ModuleNotFoundError) and not (error.name or "sonae").startswith("sonae"):
        return MACHINE, f"部品 {error.name} がありません。.venv を消してから ./sonae を実行すると、入れ直します"
    if isinstance(error, OSError):
        from sonae.cli.terminal import write_problem

        return MACHINE, write_problem(error)
    return BUG, (
        f"申し訳ありません。Sonaeの不具合です（{type(error).__name__}、{_place(error)}）。入力のせいではありません。"
        "CONTRIBUTING.md の「Reporting a bug」の方法で知らせてください。SONAE_DEBUG=1 を付けると詳しい記録が出ます"
    )


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "場所不明"
    return f"{Path(trace.tb_frame.f_code.co_filename).name} {trace.tb_lineno}行"


def _speak_utf8() -> None:
    """UTF-8 whatever the locale says; what cannot be written is written as an escape, never an error."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    sys.stdin = sys.stdin or _nowhere("r")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    if not os.environ.get("SONAE_DEBUG"):
        import warnings

        warnings.simplefilter("ignore")  # a library's warning is not for the person at the terminal


def _nowhere(mode: Literal["r", "w"] = "w") -> TextIO:
    """For a program started with a closed input or output."""
    return Path(os.devnull).open(mode, encoding="utf-8")


def _close(code: int) -> int:
    """Flush; a reader who left early, or a full disk, must not end in a traceback at exit."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = PIPE_CLOSED
    except OSError as error:
        from sonae.cli.terminal import write_problem

        _tell(write_problem(error))
        code = MACHINE
    else:
        return code
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return code


if __name__ == "__main__":
    sys.exit(main())
