"""``sonae losses SPEC``: the actuary's door to the loss model."""

from __future__ import annotations

import argparse

from sonae.cli.arguments import given_whole
from sonae.cli.terminal import patience, print_json, read_file

MOST_YEARS = 2_000_000_000
SUMMARY = "事故の頻度と規模から、1年の損害・支払保険金・自己負担の分布を計算します"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("spec", metavar="SPEC", help="計算する内容（YAMLまたはJSON。「-」は標準入力）")
    parser.add_argument(
        "--solver", choices=("compound", "simulate"), default="compound", help="解き方（既定: compound）"
    )
    parser.add_argument("--years", metavar="整数", help="シミュレーションの年数（既定: 1,000,000。simulate だけ）")
    parser.add_argument("--seed", metavar="整数", default="1", help="乱数の種（既定: 1）")
    parser.add_argument("--json", action="store_true", help="結果をJSONで出します")


def run(args: argparse.Namespace) -> int:
    """Reads the file, solves, prints."""
    document = read_file(args.spec)
    from sonae_core.quant.losses import losses

    years = None if args.years is None else given_whole(args.years, "--years", 1, MOST_YEARS)
    seed = given_whole(args.seed, "--seed", 0, 2**64 - 1)
    with patience("計算しています…"):
        answer = losses(document, solver=args.solver, years=years, seed=seed)
    if args.json:
        print_json(answer)
    else:
        from sonae.cli.losses_text import losses_text

        print(losses_text(answer))
    return 0
