"""``sonae keys``: the master keys that protect the values of the log, and exchanging them."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from sonae.cli.terminal import progress

SUMMARY = "記録を守る鍵を見せ、新しい鍵に替えます"
DONE, PROBLEMS = 0, 3
SOME = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "action",
        metavar="すること",
        choices=("list", "rotate", "forget"),
        help="list（鍵と、それで開くものの数）、rotate（新しい鍵を作り、全部をその鍵に替える）、"
        "forget（もう使っていない古い鍵を消す）",
    )
    parser.epilog = (
        "動かしたままで替えられます。途中で止まっても、もう一度実行すれば続きから始めます。"
        "鍵はデータのフォルダーの keys/records にあり、バックアップに入ります。"
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 3 when a key is missing or does not open what it should."""
    from sonae.cli.standing import installation

    with installation():
        return {"list": _list, "rotate": _rotate, "forget": _forget}[args.action]()


def _list() -> int:
    from sonae.audit.rotation import unreadable, uses

    found = uses()
    if not found:
        print("鍵はまだありません。最初の記録を書くときに作ります。")
        return DONE
    for place, use in enumerate(found):
        words = [f"{use.wraps:,}件を開きます"]
        if place == len(found) - 1 and use.there:
            words.append("いま使っている鍵")
        if not use.there:
            words.append("ファイルがありません")
        print(f"  {use.name}  {'、'.join(words)}")
    return _say_unreadable(unreadable())


def _rotate() -> int:
    from sonae.audit.rotation import begin, rewrap, unreadable

    target, fresh = begin()
    progress(f"新しい鍵 {target} を作りました。" if fresh else f"前回の続きから、{target} に替えます。")
    done = 0
    for done in rewrap(target):
        if done % SOME == 0:
            progress(f"{done:,}件を替えました…")
    print(f"{done:,}件を鍵 {target} に替えました。")
    if not fresh:
        print("前回の続きでした。さらに新しい鍵にするには、もう一度実行してください。")
    print("古い鍵は、1時間たってから「sonae keys forget」で消せます。先に新しいバックアップを書いてください。")
    return _say_unreadable(unreadable())


def _forget() -> int:
    from sonae.audit.keys import keyring
    from sonae.audit.rotation import forgettable

    names = forgettable(datetime.now(UTC))  # noqa: TID251 (a command reads the clock)
    for name in names:
        keyring().forget(name)
        print(f"鍵 {name} を消しました。それより前のバックアップは、その中の鍵で開きます。")
    if not names:
        print("消せる鍵はありません（使っている鍵と、新しい鍵ができて1時間以内の鍵は残します）。")
    return DONE


def _say_unreadable(count: int) -> int:
    if not count:
        return DONE
    print(f"{count:,}件が、いまある鍵では開きません。鍵の入ったバックアップから keys/records を戻してください。")
    return PROBLEMS
