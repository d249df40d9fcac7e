"""``sonae assess COMPANY``: the main job, from a company's facts to yen."""

from __future__ import annotations

import argparse
import difflib
import sys
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from sonae.cli.arguments import given_day, given_whole
from sonae.cli.terminal import patience, print_json, read_file, write_whole
from sonae_core.values.errors import InputError

if TYPE_CHECKING:
    from sonae_core.packs.snapshot import Pack

SUMMARY = "会社の情報と回答から、事故の費用・頻度・保険・優先する対策を計算します"

# The names of sonae_paper.documents.papers, here without importing it.
PAPERS = {"report": "診断報告書", "ketsuron": "1枚の結論（稟議用）", "startbook": "スタートブック", "teian": "提案書"}

_JST = timezone(timedelta(hours=9))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "company", metavar="COMPANY", nargs="?", help="会社のファイル（YAMLまたはJSON。「-」は標準入力）"
    )
    parser.add_argument("--json", action="store_true", help="結果をJSONで出します")
    parser.add_argument("--seed", metavar="整数", default="1", help="乱数の種（既定: 1）")
    parser.add_argument("--today", metavar="日付", help="算定日（既定: この機械の今日）")
    parser.add_argument("--pdf", metavar="ファイル", help="書類をPDFで書き出します（ふつうは診断報告書）")
    parser.add_argument("--paper", metavar="書類", help=f"書き出す書類（既定: report）。{_papers()}")
    parser.add_argument("--html", metavar="ファイル", help="結果を1枚のHTMLで書き出します（図と表。通信しません）")
    parser.add_argument("--xlsx", metavar="ファイル", help="対策、質問と回答、費用の内訳をExcelで書き出します")
    parser.add_argument("--example", action="store_true", help="説明つきの会社ファイルの例を出します")
    parser.add_argument("--schema", action="store_true", help="会社ファイルのJSON Schemaを出します")


def run(args: argparse.Namespace) -> int:
    """Prints an example, the schema, or the assessment."""
    from sonae_core.packs.loader import load

    if args.example:
        from sonae_core.assessment.example import example

        print(example(load()), end="")
        return 0
    if args.schema:
        from sonae_core.assessment.company_schema import company_schema

        print_json(company_schema(load()))
        return 0
    if args.company is None:
        raise InputError(
            "COMPANY", "会社のファイルがありません", "「sonae assess --example > company.yaml」で例を作れます"
        )
    return _assess(args)


def _assess(args: argparse.Namespace) -> int:
    paper = _paper(args)
    wanted = _other_files(args)
    document = read_file(args.company)
    seed, today = given_whole(args.seed, "--seed", 0, 2**64 - 1), _today(args.today)
    with patience("計算しています…"):
        from sonae_core.assessment.assess import assess
        from sonae_core.packs.loader import load

        pack = load()
        answer = assess(document, pack=pack, seed=seed, as_of=today).to_json()
    if paper is not None:
        _set(paper, answer, pack, args.pdf)
    for kind, path in wanted.items():
        write_whole(path, _made(kind, answer, pack))
    if args.json:
        print_json(answer)
    elif paper is None and not wanted:
        _print_text(answer, pack)
    return 0


def _paper(args: argparse.Namespace) -> str | None:
    """Which paper is wanted, if any; looked at before the calculation."""
    if args.pdf is None:
        if args.paper is not None:
            raise InputError("--paper", "書き出す先がありません", "「--pdf ファイル」もいっしょに書いてください")
        return None
    if args.pdf == "":
        raise InputError("--pdf", "ファイルの名前がありません", "「--pdf report.pdf」のように書いてください")
    name = str(args.paper or "report")
    if name not in PAPERS:
        near = difflib.get_close_matches(name, PAPERS, n=1)
        remedy = f"「{near[0]}」のことですか。" if near else ""
        raise InputError("--paper", f"そのような書類はありません（{name[:40]}）", f"{remedy}{_papers()}")
    return name


def _other_files(args: argparse.Namespace) -> dict[str, str]:
    """The page and the workbook that are wanted, with their places; looked at before the calculation."""
    wanted = {kind: path for kind, path in (("html", args.html), ("xlsx", args.xlsx)) if path is not None}
    for kind, path in wanted.items():
        if path == "":
            raise InputError(
                f"--{kind}", "ファイルの名前がありません", f"「--{kind} result.{kind}」のように書いてください"
            )
    places = [path for path in (args.pdf, *wanted.values()) if path is not None]
    if len(set(places)) < len(places):
        raise InputError("--pdf・--html・--xlsx", "同じファイルの名前が2つあります", "別の名前にしてください")
    return wanted


def _made(kind: str, answer: dict[str, Any], pack: Pack) -> bytes:
    if kind == "xlsx":
        from sonae_paper.sheets import workbook

        return workbook(answer, pack)
    from sonae_paper.pages import result

    return result(answer, pack).encode("utf-8")


def _papers() -> str:
    return "、".join(f"{name} = {title}" for name, title in PAPERS.items())


def _set(paper: str, answer: dict[str, Any], pack: Pack, path: str) -> None:
    """Set the paper and put it at the path; what could not be printed is said on standard error."""
    with patience("書類を作っています…"):
        from sonae_paper.documents import papers

        made = papers.paper(paper, answer, pack)
    write_whole(path, made.pdf)
    for warning in made.warnings:
        print(f"注意: {warning}", file=sys.stderr)


def _print_text(answer: dict[str, Any], pack: Pack) -> None:
    from sonae_paper.text.assessment import assessment_text

    titles = {name: measure.title for name, measure in pack.measures.items()}
    titles |= {name: question.text for name, question in pack.questions.items()}
    print(assessment_text(answer, titles))


def _today(text: str | None) -> date:
    if text is None:
        return datetime.now(_JST).date()  # noqa: TID251 - the command line is where the clock is read
    return given_day(text, "--today")
