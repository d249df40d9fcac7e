"""``python -m bench``: measures every topic and prints one Markdown table on standard output."""

from __future__ import annotations

import argparse
import os
import sys

THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
TOPICS = ("losses", "years", "assess", "papers", "measures", "commands", "house", "web", "pages", "log", "desk")
CALIBRATION = "calibration"
"""Not measured but compared, and written: the page of the model against published statistics."""


def main(arguments: list[str]) -> int:
    """Exit code 0 when everything was measured, also where a target was missed; the table says which."""
    os.environ.update(dict.fromkeys(THREAD_SETTINGS, "1"))  # before numpy is imported, or it has no effect
    args = _parser().parse_args(arguments)
    if args.memory is not None:
        from bench.memory import report

        return report(args.memory)
    if args.topics == [CALIBRATION]:
        from bench.calibration.page import write

        return write()
    from importlib import import_module

    from bench.machine import describe
    from bench.table import HEAD, line

    print(f"{describe()}\n\n{HEAD}", flush=True)
    for topic in args.topics:
        for row in import_module(f"bench.{topic}").rows(args.rounds):
            print(line(row), flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description="速さ・誤差・メモリを、ほかの道具と並べて測ります")
    parser.add_argument(
        "topics",
        nargs="*",
        default=TOPICS,
        metavar="題",
        help=f"測る題（{'、'.join(TOPICS)}）。{CALIBRATION} だけなら、公表された統計との比べ直し",
    )
    parser.add_argument("--rounds", type=_rounds, default=9, metavar="回数", help="くり返す回数（7以上。既定: 9）")
    parser.add_argument("--memory", metavar="仕事", help=argparse.SUPPRESS)
    return parser


def _rounds(text: str) -> int:
    rounds = int(text)
    if rounds < 7:
        raise argparse.ArgumentTypeError("7以上にしてください")
    return rounds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
