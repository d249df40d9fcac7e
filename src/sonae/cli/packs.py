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
    from sonae_core.packs.law import Law
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
    "published": "公表された事例",
    "series": "年ごとの数字",
    "rankings": "順位",
    "awards": "賠償の例",
    "playbooks": "手順",
    "desks": "窓口",
    "duties": "義務",
    "terms": "言葉",
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
        help="show で見る事実、シナリオ、費目、質問、対策、プラン、事例、統計、手順、窓口、義務、言葉、法律のid",
    )
    parser.add_argument("--json", action="store_true", help="JSONで答えます（check と show）")
    parser.add_argument("--root", metavar="フォルダー", help="いま使っているものの代わりに見るフォルダー")
    parser.add_argument("--today", metavar="日付", help="check で、見直しの時期を決める日（書かなければ今日）")
    parser.add_argument("--strict", action="store_true", help="check で、見直しの時期が来たものも問題として数えます")


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
    from sonae_core.packs.reviews import due_for_review, next_by_file

    root, today = _root(args.root), _day(args.today)
    inspection, law = inspect(root), _law_or_none(root)
    findings = [*inspection.findings, *due_for_review(inspection.shelf, today, law)]
    bad = any(args.strict or finding.kind != "review" for finding in findings)
    coming = {file: day for file, day in next_by_file(inspection.shelf, law).items() if day > today}
    if args.json:
        from sonae.cli.terminal import print_json

        said = {
            "ok": not bad,
            "findings": [finding.as_json() for finding in findings],
            "next_reviews": [{"file": file, "due": day.isoformat()} for file, day in coming.items()],
        }
        print_json({**_summary(inspection), **said})
    else:
        print("\n".join(_report(inspection, findings, bad, coming)))
    return PROBLEMS if bad else DONE


def _law_or_none(root: Path) -> Law | None:
    """The law family; None when it cannot be read, which ``inspect`` has told already."""
    from sonae_core.packs.law import load_law

    try:
        return load_law.__wrapped__(root)  # not the cached one: the files may just have been mended
    except (InputError, OSError):
        return None


def _coming(coming: Mapping[str, date]) -> Iterator[str]:
    if coming:
        first = "、".join(f"{file}（{day}）" for file, day in list(coming.items())[:3])
        yield f"次に見直すもの: {first}"


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


def _report(inspection: Inspection, findings: list[Finding], bad: bool, coming: Mapping[str, date]) -> Iterator[str]:
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
    yield from _coming(coming)
    if not bad:
        yield "問題はありません。"


def _place(finding: Finding) -> str:
    line = f":{finding.line}" if finding.line else ""
    return f"{finding.file}{line} {finding.where}".rstrip()


# --- show -----------------------------------------------------------------------------------------------------------


def _show(args: argparse.Namespace) -> int:
    from sonae_core.packs.describe import all_ids, describe
    from sonae_core.packs.findings import sound
    from sonae_core.packs.law import load_law
    from sonae_core.packs.loader import inspect
    from sonae_core.packs.shelf import near

    root = _root(args.root)
    inspection = inspect(root)
    sound(inspection.findings)
    pack, library, law = inspection.pack, inspection.library, load_law(root)
    assert pack is not None  # noqa: S101 - there are no problems
    found = list(describe(args.id, pack, law, library))
    if not found:
        known = all_ids(pack, law, library)
        raise InputError("packs show", f"{args.id[:60]} という id はありません", near(args.id, known))
    if args.json:
        from sonae.cli.terminal import print_json

        print_json({"id": args.id, "pack": {"version": pack.version, "hash": pack.hash}, "found": found})
    else:
        print("\n\n".join("\n".join(_text(each)) for each in found))
    return DONE


def _text(each: Mapping[str, Any]) -> Iterator[str]:
    title = each.get("title") or each.get("text") or each.get("term") or each["id"]
    yield f"{each['kind_title']}: {title}（{each['id']}）"
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
    from sonae_core.packs.words import FIELDS, VALUES

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
    elif isinstance(value, list) and any(str(inner).endswith("。") for inner in value):
        yield f"{indent}{label}:"
        yield from (f"{indent}  ・{inner}" for inner in value)
    elif isinstance(value, list):
        yield f"{indent}{label}: {'、'.join(map(str, value))}"
    else:
        yield f"{indent}{label}: {VALUES.get(name, {}).get(value) or _word(value)}"


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
