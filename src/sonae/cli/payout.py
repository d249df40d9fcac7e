"""``sonae payout``: what one policy pays on the costs of one event, entry by entry, and why not more."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sonae_core.cover.payout import EntryPayment, PayoutResult

SUMMARY = "1つの事故の費用に、契約からいくら支払われるかを計算します"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("policy", metavar="POLICY.yaml", help="契約の条件")
    parser.add_argument("ledger", metavar="LEDGER.yaml", help="1つの事故でかかった費用（かかった順）")
    parser.add_argument("--json", action="store_true", help="JSONで答えます")


def run(args: argparse.Namespace) -> int:
    """Print the payout of one event; InputError for a file that cannot be read or understood."""
    from sonae.cli.terminal import print_json, read_file
    from sonae_core.cover.ledger import Ledger
    from sonae_core.cover.payout import payout
    from sonae_core.cover.terms import Policy
    from sonae_core.values.reading import read

    policy = read(Policy, read_file(args.policy))
    document = read_file(args.ledger)
    result = payout(policy, read(Ledger, document), document)
    if args.json:
        print_json(result.to_json())
    else:
        print("\n".join(text(result)))
    return 0


def text(result: PayoutResult) -> Iterator[str]:
    """The payout for people: the sum first, then each entry with what is not paid and why."""
    yield f"この契約から支払われる額は {result.paid:,}円です。"
    yield f"かかった費用 {result.gross:,}円のうち、{result.retained:,}円は自社の負担です。"
    for section in result.sections:
        yield ""
        if not section.entries:
            yield f"補償「{section.id}」: この事故の費用はありません。"
            continue
        yield (
            f"補償「{section.id}」: 費用 {section.gross:,}円、支払い {section.paid:,}円、"
            f"自社の負担 {section.retained:,}円"
        )
        yield from _table(section.entries)
    if result.uncovered:
        yield ""
        gross = sum(entry.gross for entry in result.uncovered)
        yield f"補償の対象でない費用: {gross:,}円（支払い 0円）"
        yield from _table(result.uncovered)
    yield ""
    yield "書かれた条件どおりに計算した額です。実際に支払われるかどうかは、約款と保険会社の確認で決まります。"


def _table(entries: tuple[EntryPayment, ...]) -> Iterator[str]:
    """One line an entry, numbers in columns; below it the sentences about what is not paid."""
    number = max(len(str(entry.index + 1)) for entry in entries)
    name = max(len(entry.line) for entry in entries)
    gross = max(len(f"{entry.gross:,}") for entry in entries)
    paid = max(len(f"{entry.paid:,}") for entry in entries)
    for entry in entries:
        yield (
            f"  {entry.index + 1:>{number}}件目  {entry.line:<{name}}  費用 {entry.gross:>{gross},}円"
            f"  支払い {entry.paid:>{paid},}円"
        )
        for reason in entry.reasons:
            yield f"  {'':>{number}}        {reason.text}"
