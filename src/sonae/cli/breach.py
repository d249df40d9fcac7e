"""``sonae breach CASE``: the draft of a breach report, what is still missing in it, and until when it is due."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from sonae.cli.arguments import given_day
from sonae_core.values.errors import InputError

if TYPE_CHECKING:
    from sonae_core.law.case import Draft

SUMMARY = "漏えい等の報告（速報・確報）の下書きを作り、足りない項目を示します"

_JST = timezone(timedelta(hours=9))
_EXAMPLE = """\
# 「sonae breach」に渡す事案のファイルの例です。会社も出来事も架空です。
company: みほん金属製作所（架空）
case: 例-0031                # 事案の番号（なくてもかまいません）
by: 工場長 見本              # 書いた人（なくてもかまいません）
report: preliminary          # preliminary = 速報、final = 確報

breach:                      # 「sonae deadline」と同じ質問です
  known: 2026-11-24T03:12    # 会社のどこかの部署が知った日時
  triggers: [malicious]      # sensitive（要配慮）、property（財産）、malicious（不正の目的）、volume（人数）
  persons: 41                # 考えられる最大の人数か unknown
  # exempt: encrypted        # 高度な暗号化か、見られる前に全部回収（recovered_unread）したとき
  # entity: number           # マイナンバーのとき

# 報告する項目。わからないものは text を書かずに残します。checking: true は、まだ変わるかもしれないもの。
items:
  - number: 1                # 概要
    text: 夜勤の担当者が、サーバー1台のファイルが開けないことに気づいた。脅迫文を確かめ、ネットワークから切り離した。
  - number: 2                # 個人データの項目
    text: 従業員と退職者の氏名、住所、生年月日、給与の振込口座。
  - number: 3                # 本人の数
    text: 41人（見込み）
    checking: true
    ask: 総務の担当
  - number: 4                # 原因
    ask: 調査会社
  - number: 5                # 二次被害やそのおそれ
    text: いまのところ確かめられていない。データが公開されていないか、調査を続けている。
  - number: 6                # 本人への対応
    ask: 社長
  - number: 7                # 公表
    text: していない。公表する時期は、調査の結果を受けて決める。
  - number: 8                # 再発を防ぐ措置
    ask: 保守会社
  - number: 9                # 参考になること
    text: 警察に相談した。保険会社に連絡した。
"""
_STATES = {"written": "記入済", "checking": "確認中", "missing": "未記入"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("case", metavar="CASE", nargs="?", help="事案のファイル（YAMLまたはJSON。「-」は標準入力）")
    parser.add_argument("--pdf", metavar="ファイル", help="下書きをPDFで書き出します")
    parser.add_argument("--today", metavar="日付", help="作成日（既定: この機械の今日）")
    parser.add_argument("--example", action="store_true", help="説明つきの事案ファイルの例を出します")
    parser.add_argument("--json", action="store_true", help="JSONで答えます")


def run(args: argparse.Namespace) -> int:
    """Print the example or the draft, or write the draft as a paper; InputError for what cannot be read."""
    if args.example:
        print(_EXAMPLE, end="")
        return 0
    if args.case is None:
        raise InputError("CASE", "事案のファイルがありません", "「sonae breach --example > case.yaml」で例を作れます")
    if args.pdf == "":
        raise InputError("--pdf", "ファイルの名前がありません", "「--pdf sokuho.pdf」のように書いてください")
    from sonae.cli.terminal import print_json, read_file
    from sonae_core.law.answer import adviser
    from sonae_core.law.case import draft

    today = _today(args.today)
    found = draft(read_file(args.case), adviser())
    if args.pdf is not None:
        _set(found, today, args.pdf)
    if args.json:
        print_json(found.to_json())
    elif args.pdf is None:
        print("\n".join(text(found)))
    return 0


def _set(found: Draft, today: date, path: str) -> None:
    from sonae.cli.terminal import write_whole
    from sonae_paper.documents.breach import breach_paper

    made = breach_paper(found, as_of=today)
    write_whole(path, made.pdf)
    for warning in made.warnings:
        print(f"注意: {warning}", file=sys.stderr)


def text(found: Draft) -> Iterator[str]:
    """The draft for people: until when, what is missing, and the items so far."""
    from sonae_core.law.calendar import japanese_date, short_date

    dates = found.answer.dates
    if dates is None:
        yield "お答えの内容では、報告の義務はありません。任意で報告するときの下書きです。"
    else:
        yield f"速報は、すぐに。遅くとも{short_date(dates.guide_last)}ごろまで（分かっていることだけで出せます）。"
        first = min([dates.final.due, *(each.deadline.due for each in dates.alternatives)])
        yield f"確報は、{japanese_date(first)}まで。"
    yield found.answer.regime.recipient.explanation[0]
    yield ""
    yield f"まだ書けていない項目: {len(found.missing)}"
    for each in found.missing:
        yield f"  {each.item.number} {each.item.title}: {each.item.fill}" + (
            f"（聞く相手: {each.ask}）" if each.ask else ""
        )
    yield ""
    yield "下書き（◎は本人にも知らせること）"
    for each in found.items:
        mark = "◎" if each.item.to_persons else "　"
        yield f"  {each.item.number} {mark}{each.item.title}［{_STATES[each.state.value]}］"
        if each.text:
            yield from (f"       {line}" for line in each.text.splitlines())
    yield ""
    yield "期限のわけと出典は「sonae deadline」で見られます。これは法律上の助言ではありません。"


def _today(given: str | None) -> date:
    if given is None:
        return datetime.now(_JST).date()  # noqa: TID251 - the command line is where the clock is read
    return given_day(given, "--today")
