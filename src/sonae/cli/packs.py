"""``sonae packs``: check the knowledge packs, show what one id says and where it comes from, write the schemas."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sonae_core.values.errors import InputError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sonae_core.packs.findings import Finding
    from sonae_core.packs.loader import Inspection

SUMMARY = "知識パック（数字とその出典）を調べ、1つの数字の中身と出どころを見せます"
DONE, PROBLEMS = 0, 3
KIND_WORDS = {"problem": "問題", "unused": "使われていないもの", "review": "見直すもの"}
COUNTED = {
    "scenarios": "シナリオ",
    "lines": "費目",
    "questions": "質問",
    "measures": "対策",
    "products": "プランの例",
    "cases": "事例",
}
_SAID_FIRST = ("kind", "kind_title", "id", "title", "file", "used_by", "in_words", "unit_title", "confidence_title")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "action",
        metavar="すること",
        choices=("check", "show", "schema"),
        help="check（全部を調べ、見つけたものをファイルと行で示す）、show ID（1つのidの中身と出どころを見せる）、"
        "schema（書き方の決まりのJSON Schemaを作り直す）",
    )
    parser.add_argument(
        "id",
        metavar="ID",
        nargs="?",
        help="show で見る事実、シナリオ、費目、質問、対策、プラン、事例、法律の決まりのid",
    )
    parser.add_argument("--json", action="store_true", help="JSONで答えます（check と show）")
    parser.add_argument("--root", metavar="フォルダー", help="いま使っているものの代わりに見るフォルダー")
    parser.add_argument("--today", metavar="日付", help="check で、見直しの時期を決める日（書かなければ今日）")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 3 when ``check`` found a problem or something unused."""
    if (args.action == "show") != (args.id is not None):
        if args.id is None:
            raise InputError("ID", "見たいものの id がありません", "例: sonae packs show ransomware")
        raise InputError("ID", f"{args.action} に id は要りません（{args.id[:60]}）", "id を消してください")
    return {"check": _check, "show": _show, "schema": _schema}[args.action](args)


# --- check ----------------------------------------------------------------------------------------------------------


def _check(args: argparse.Namespace) -> int:
    from sonae_core.packs.loader import inspect
    from sonae_core.packs.rules import due_for_review

    inspection = inspect(_root(args.root))
    findings = [*inspection.findings, *due_for_review(inspection.shelf, _day(args.today))]
    bad = any(finding.kind != "review" for finding in findings)
    if args.json:
        from sonae.cli.terminal import print_json

        print_json({**_summary(inspection), "ok": not bad, "findings": [finding.as_json() for finding in findings]})
    else:
        print("\n".join(_report(inspection, findings, bad)))
    return PROBLEMS if bad else DONE


def _root(given: str | None) -> Path:
    from pathlib import Path

    from sonae_core.packs.files import ROOT

    if given is None:
        return ROOT if isinstance(ROOT, Path) else Path(str(ROOT))
    folder = Path(given)
    if not folder.is_dir():
        raise InputError(
            "--root", f"フォルダーがありません（{given[:100]}）", "知識パックのフォルダーを指定してください"
        )
    return folder


def _day(given: str | None) -> date:
    from datetime import datetime, timedelta, timezone

    from sonae.cli.arguments import given_day

    if given is None:
        return datetime.now(timezone(timedelta(hours=9))).date()  # noqa: TID251 - only sonae.cli reads the clock
    return given_day(given, "--today")


def _summary(inspection: Inspection) -> dict[str, Any]:
    from sonae_core.packs.rules import confidence_counts

    shelf = inspection.shelf
    version = shelf.version
    return {
        "version": version.version if version else None,
        "date": version.date.isoformat() if version else None,
        "hash": shelf.digest,
        "facts": len(shelf.of("facts")),
        "confidence": confidence_counts(shelf),
        "counts": {name: len(shelf.of(name)) for name in COUNTED},
    }


def _report(inspection: Inspection, findings: list[Finding], bad: bool) -> Iterator[str]:
    from sonae_core.packs.facts import Confidence
    from sonae_core.packs.words import GRADES

    summary = _summary(inspection)
    yield f"知識パック {summary['version'] or '（版なし）'}（{summary['date'] or '日付なし'}）"
    yield f"  ハッシュ {summary['hash']}"
    grades = "、".join(f"{GRADES[Confidence(grade)]} {count}" for grade, count in summary["confidence"].items())
    yield f"  事実 {summary['facts']}件（{grades}）"
    yield "  " + "、".join(f"{COUNTED[name]} {count}" for name, count in summary["counts"].items())
    for kind, word in KIND_WORDS.items():
        found = [finding for finding in findings if finding.kind == kind]
        if found:
            yield f"{word} {len(found)}件"
            yield from (f"  {_place(finding)}: {finding.problem}。{finding.remedy}" for finding in found)
    if not bad:
        yield "問題はありません。"


def _place(finding: Finding) -> str:
    line = f":{finding.line}" if finding.line else ""
    return f"{finding.file}{line} {finding.where}".rstrip()


# --- show -----------------------------------------------------------------------------------------------------------


def _show(args: argparse.Namespace) -> int:
    from sonae_core.packs import load
    from sonae_core.packs.describe import all_ids, describe
    from sonae_core.packs.law import load_law
    from sonae_core.packs.shelf import near

    root = _root(args.root)
    pack, law = load(root), load_law(root)
    found = list(describe(args.id, pack, law))
    if not found:
        raise InputError("packs show", f"{args.id[:60]} という id はありません", near(args.id, all_ids(pack, law)))
    if args.json:
        from sonae.cli.terminal import print_json

        print_json({"id": args.id, "pack": {"version": pack.version, "hash": pack.hash}, "found": found})
    else:
        print("\n\n".join("\n".join(_text(each)) for each in found))
    return DONE


def _text(each: Mapping[str, Any]) -> Iterator[str]:
    yield f"{each['kind_title']}: {each.get('title') or each.get('text') or each['id']}（{each['id']}）"
    if "in_words" in each:
        yield f"  {each['in_words']}"
    elif "confidence_title" in each:
        yield f"  {each['confidence_title']}"
    for name, value in each.items():
        if name not in (*_SAID_FIRST, "value", "low", "high", "unit", "confidence"):
            yield from _field(name, value, 1)
    if each["file"]:
        yield f"  書いてある場所: {each['file']}"
    if each["used_by"]:
        yield "  使われる場所:"
        yield from (f"    {place}" for place in each["used_by"])


def _field(name: str, value: Any, depth: int) -> Iterator[str]:
    from sonae_core.packs.words import FIELDS

    indent, label = "  " * depth, FIELDS.get(name, name)
    if isinstance(value, Mapping) and "fact" in value:
        yield f"{indent}{label}: {value['fact']} = {value['in_words']}"
    elif isinstance(value, Mapping):
        yield f"{indent}{label}:"
        for key, inner in value.items():
            yield from _field(key, inner, depth + 1)
    elif isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        for index, inner in enumerate(value, start=1):
            yield from _field(f"{label} {index}", inner, depth)
    elif isinstance(value, list):
        yield f"{indent}{label}: {'、'.join(map(str, value))}"
    else:
        yield f"{indent}{label}: {_word(value)}"


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return f"{value:,}" if isinstance(value, int) else str(value)


# --- schema ---------------------------------------------------------------------------------------------------------


def _schema(args: argparse.Namespace) -> int:
    from sonae.cli.terminal import write_whole
    from sonae_core.packs.schema import schemas

    folder = _root(args.root) / "schema"
    folder.mkdir(exist_ok=True)
    for name, content in schemas():
        write_whole(str(folder / name), content.encode())
        print(folder / name)
    return DONE
