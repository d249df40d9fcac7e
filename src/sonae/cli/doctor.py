"""``sonae doctor``: whether this installation is well, and what to do where it is not."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sonae.cli.arguments import columns

if TYPE_CHECKING:
    from sonae.config.looking import Look

SUMMARY = "動かす準備ができているか、データが無事かを調べます"

PROBLEMS_FOUND = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The option of the command."""
    parser.add_argument("--json", action="store_true", help="1つのJSONで書きます")
    parser.epilog = "何も変えません。直すところがあると3で終わります。"


def run(args: argparse.Namespace) -> int:
    """Look at everything; 3 when something is wrong."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sonae.cli.terminal import print_json
    from sonae.config.environment import data_folder
    from sonae.config.health import looks

    folder = data_folder()
    found = list(looks(folder, datetime.now(ZoneInfo("Asia/Tokyo"))))  # noqa: TID251 (a command reads the clock)
    good = all(look.good for look in found)
    if args.json:
        print_json({"good": good, "looks": [look.to_json() for look in found]})
    else:
        width = max(columns(look.title) for look in found)
        for look in found:
            title = look.title + " " * (width - columns(look.title))
            print(f"  {_word(look)}  {title}  {look.found}")
            if look.remedy:
                print(f"  {' ' * (width + 8)}→ {look.remedy}")
        wrong = sum(not look.good for look in found)
        better = sum(look.good and bool(look.remedy) for look in found)
        hint = f"（よりよくできるところが{better}件あります）" if better else ""
        print(f"直すところが{wrong}件あります" if wrong else f"直すところはありません{hint}")
    sys.stdout.flush()
    return 0 if good else PROBLEMS_FOUND


def _word(look: Look) -> str:
    if not look.good:
        return "要対応"
    return "注意　" if look.remedy else "よい　"
