"""``sonae audit``: whether the log of each agency is what was written."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from sonae_core.values.errors import InputError

if TYPE_CHECKING:
    from uuid import UUID

    from sonae.audit.verify import Verdict

SUMMARY = "操作の記録が、書いたときのままかを確かめます"
DONE, PROBLEMS = 0, 3
OPERATORS_NAME = "運営者の記録"
_HEAD = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})\Z")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "action", metavar="すること", choices=("verify",), help="verify（番号の抜け、書き換え、終わりの欠けを探す）"
    )
    parser.add_argument("--agency", metavar="名前", help="1つの代理店だけ（アドレスに使う名前）")
    parser.add_argument("--operator", action="store_true", help="運営者の記録だけ")
    parser.add_argument(
        "--head",
        metavar="番号:確認番号",
        action="append",
        default=[],
        help="メールで受け取った控えと比べます（何度でも書けます。--agency か --operator と一緒に）",
    )
    parser.add_argument("--json", action="store_true", help="1つのJSONで書きます")
    parser.epilog = "何も変えません。書いたときと違うところがあると3で終わります。"


def run(args: argparse.Namespace) -> int:
    """Follow the chains; 3 when something is not as it was written. InputError for a head or an agency."""
    heads = [_head(text) for text in args.head]
    if args.agency and args.operator:
        raise InputError("--operator", "--agency と一緒には使えません", "どちらかを消してください")
    if heads and not (args.agency or args.operator):
        raise InputError("--head", "どの記録の控えか分かりません", "--agency 名前 か --operator を付けてください")
    from sonae.cli.standing import installation

    with installation():
        found = {name: _verdict(agency_id, heads) for name, agency_id in _chains(args)}
    if args.json:
        _print_json(found)
    else:
        _print(found)
    return DONE if all(verdict.good for verdict in found.values()) else PROBLEMS


def _head(text: str) -> tuple[int, str]:
    found = _HEAD.match(text.strip().lower())
    if found is None:
        raise InputError(
            "--head", f"控えの形ではありません（{text[:40]}）", "メールの「番号:確認番号」をそのまま写してください"
        )
    return int(found[1]), found[2]


def _chains(args: argparse.Namespace) -> list[tuple[str, UUID | None]]:
    from sonae.tenancy.models import Agency

    if args.operator:
        return [(OPERATORS_NAME, None)]
    agencies = Agency.objects.order_by("slug")
    if args.agency:
        found = agencies.filter(slug=args.agency).first()
        if found is None:
            raise InputError(
                "--agency", f"その名前の代理店はありません（{args.agency[:40]}）", "名前を確かめてください"
            )
        return [(found.slug, found.pk)]
    return [*((agency.slug, agency.pk) for agency in agencies), (OPERATORS_NAME, None)]


def _verdict(agency_id: UUID | None, heads: list[tuple[int, str]]) -> Verdict:
    from sonae.audit.verify import verify
    from sonae.tenancy.scope import within

    with within(*([agency_id] if agency_id else [])):
        return verify(agency_id, against=heads)


def _print(found: dict[str, Verdict]) -> None:
    from sonae.cli.arguments import columns

    width = max(map(columns, found))
    for name, verdict in found.items():
        words = "書いたときのままです" if verdict.good else "書いたときと違います"
        print(f"  {name}{' ' * (width - columns(name))}  {verdict.count:,}件  {words}")
        if verdict.good and verdict.count:
            print(f"  {' ' * width}  控え {verdict.count}:{verdict.hash}")
        for problem in verdict.problems:
            print(f"  {' ' * width}  {problem.number}番: {problem.fault.value}")
    wrong = sum(not verdict.good for verdict in found.values())
    if wrong:
        print(f"{wrong}つの記録に、書いたときと違うところがあります。docs/how-to/verify-the-log.md を見てください")


def _print_json(found: dict[str, Verdict]) -> None:
    from sonae.cli.terminal import print_json

    print_json(
        {"good": all(verdict.good for verdict in found.values()), "logs": [_plain(*each) for each in found.items()]}
    )


def _plain(name: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "log": name,
        "good": verdict.good,
        "entries": verdict.count,
        "hash": verdict.hash,
        "problems": [
            {"number": problem.number, "fault": problem.fault.name.lower(), "words": problem.fault.value}
            for problem in verdict.problems
        ],
    }
