"""``sonae admin``: what only whoever runs the server can do for accounts. Everything it does is logged loudly."""

from __future__ import annotations

import argparse
import json
import logging
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sonae_core.values.errors import InputError

SUMMARY = "最初の運営者を決め、入れなくなった人を助けます"
BY = "console"
"""Who acts, in the log."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "action",
        metavar="すること",
        choices=("operator", "reset"),
        help="operator（運営者を作り、はじめるリンクを表示する）、reset（確認方法をすべて外し、やり直すリンクを表示する）",
    )
    parser.add_argument("address", metavar="メールアドレス", help="その人のアドレス")
    parser.add_argument("--name", default="", metavar="名前", help="運営者の名前（operator のとき。既定: 運営者）")
    parser.epilog = (
        "リンクは30分のあいだ、1回だけ使えます。本人だけに渡してください。"
        "reset は、記録に残し、本人と代理店の代表者にメールで知らせます。ふだんは代理店の管理者が復旧できます。"
    )


def run(args: argparse.Namespace) -> int:
    """Do it and print the link. InputError for an address that cannot be used."""
    from sonae.cli.standing import installation

    with installation():
        at = datetime.now(ZoneInfo("Asia/Tokyo"))  # noqa: TID251 (a command reads the clock)
        secret = _operator(args, at) if args.action == "operator" else _reset(args, at)
        from sonae.accounts.places import path_of_link

        print("次のリンクを、30分以内に、本人のブラウザーで開いてください。1回だけ使えます。")
        print(f"  {_site()}{path_of_link().format(secret)}")
    return 0


def _operator(args: argparse.Namespace, at: datetime) -> str:
    from sonae.accounts.actions import recovery

    email = _address(args.address)
    try:
        secret = recovery.make_operator(email=email, name=" ".join(args.name.split())[:80] or "運営者", by=BY, at=at)
    except ValueError:
        raise InputError(
            args.address[:60],
            "代理店の人としてもう使われています",
            "運営者はお客様の情報を見ない役なので、別のアドレスにしてください",
        ) from None
    _warn("an operator was made, or given a new link, on the server", email)
    return secret


def _reset(args: argparse.Namespace, at: datetime) -> str:
    from sonae.accounts.actions import recovery
    from sonae.accounts.models import User

    user = User.objects.filter(email=_address(args.address), is_active=True).first()
    if user is None:
        raise InputError(args.address[:60], "そのアドレスで使える人はいません", "つづりを確かめてください")
    secret = recovery.reset_by_console(user=user, by=BY, at=at)
    _warn("all factors of an account were taken away on the server", user.email)
    return secret


def _address(text: str) -> str:
    from sonae.accounts.forms import Reset

    form = Reset({"email": text})
    if not form.is_valid():
        raise InputError(text[:60], "メールアドレスの形になっていません", "例: hanako@example.jp")
    return str(form.cleaned_data["email"])


def _warn(event: str, email: str) -> None:
    """A line that stands out in the log of the installation; it names nobody but by number."""
    from sonae.accounts.models import User

    who = str(User.objects.values_list("pk", flat=True).get(email=email))
    logging.getLogger("sonae.accounts").warning(event, extra={"fields": {"account": who}})


def _site() -> str:
    """The address that browsers use: the site's own, or that of the server that runs here."""
    from django.conf import settings

    from sonae.config.environment import data_folder
    from sonae.config.processes import LOCK

    if settings.HTTPS:
        return f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
    with suppress(OSError, ValueError, KeyError):
        served = str(json.loads((Path(data_folder()) / LOCK).read_text(encoding="utf-8"))["address"])
        return served.rstrip("/").replace("//127.0.0.1", "//localhost")  # passkeys want a name
    return "http://localhost:8000"
