"""Every kind of mail that can leave, and what the gate and the screens make of it. A kind not named cannot be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Recipients(StrEnum):
    """Whom a kind may go to."""

    ANYBODY = "anybody"
    """Whoever has the address: invitations and sign-in, where the recipient may belong nowhere yet."""
    PEOPLE = "people"
    """People who sign in: the agency's own, or for mails of no agency anybody with an account."""
    ASKERS = "askers"
    """The agency's own people, and whoever has asked it something on its site."""
    CONTACTS = "contacts"
    """The agency's own people, the contacts of the company it is about, and whom a grant or an allowance names."""


@dataclass(frozen=True)
class Kind:
    """``title``: as the list of mails calls it. ``secret``: the text opens a door, so no screen shows it and it is
    forgotten once it was sent. ``written``: a person wrote it, so it waits for some minutes and can be undone."""

    title: str
    recipients: Recipients
    secret: bool = False
    written: bool = False


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "outbox.letter": Kind("お客様へのメール", Recipients.CONTACTS, written=True),
        "leads.reply": Kind("資料請求への返信", Recipients.ASKERS, written=True),
        "accounts.invitation": Kind("招待", Recipients.ANYBODY, secret=True),
        "accounts.reset": Kind("パスワードの再設定", Recipients.ANYBODY, secret=True),
        "accounts.recovery": Kind("サインインの復旧", Recipients.ANYBODY, secret=True),
        "accounts.confirm": Kind("アドレスの確認", Recipients.ANYBODY, secret=True),
        "accounts.notice": Kind("アカウントのお知らせ", Recipients.ANYBODY),
        "accounts.grant": Kind("お客様の共有のお知らせ", Recipients.ANYBODY),
        "accounts.grant_ends": Kind("お客様の共有の期限", Recipients.PEOPLE),
        "leads.received": Kind("受付のお知らせ", Recipients.ANYBODY, secret=True),
        "leads.arrived": Kind("資料請求が届いたお知らせ", Recipients.ANYBODY),
        "leads.news_confirm": Kind("ご案内の受け取りの確認", Recipients.ANYBODY, secret=True),
        "leads.news_begun": Kind("ご案内の受け取りの開始", Recipients.ANYBODY, secret=True),
        "audit.head": Kind("記録の控え", Recipients.PEOPLE),
    }
)
"""By code. Each room adds its kinds here."""


def kind(code: str) -> Kind:
    """ValueError for a code that nobody has decided about."""
    found = KINDS.get(code)
    if found is None:
        raise ValueError(f"no such kind of mail: {code}")
    return found
