"""What happened to an account is written into the log of its agencies, and mailed to its owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.utils import timezone

from sonae.accounts.actions.sessions import parts_of
from sonae.accounts.people import User
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.outbox.actions import send
from sonae.tenancy.actor import Actor, Operator
from sonae.tenancy.models import Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within

By = Actor | Operator | str

NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "accounts.new_browser": "はじめてのブラウザーからサインインがありました",
        "accounts.password_changed": "パスワードが変わりました",
        "accounts.passkey_added": "パスキーが追加されました",
        "accounts.passkey_removed": "パスキーが外されました",
        "accounts.app_added": "確認コードのアプリが登録されました",
        "accounts.app_removed": "確認コードのアプリが外されました",
        "accounts.codes_made": "予備のコードが作り直されました",
        "accounts.recovery_started": "管理者が、サインインの復旧を始めました",
        "accounts.recovered": "復旧のリンクから、サインインをやり直しました",
        "accounts.reset_by_console": "サーバーの管理者が、確認方法をすべて外しました",
    }
)
"""What is mailed to whom it concerns: code of the log → subject."""
_TEXT = """{name} 様

{subject}。

日時: {at}
{more}
{advice}

このメールは、アカウントを守るために自動でお送りしています。
"""
_OWN = """心当たりがないときは、すぐにパスワードを変えて、ほかのサインインを終わらせてください。
入れないときは、代理店の管理者に「サインインの復旧」を頼んでください。"""
_ADMIN = "代表者の方にお知らせしています。本人からの頼みであることを、電話や対面で確かめてください。"


def acting_as(part: Membership, user: User) -> Actor:
    """Somebody in one part of theirs, without what others have granted."""
    return Actor(user.pk, user.name, part.pk, part.agency_id, Role(part.role), part.company_id)


def note(
    *, user: User, what: str, at: datetime, by: By | None = None, parts: Iterable[Membership] | None = None
) -> None:
    """An entry in the log of each agency in which they have a part, and of the operator's where they are one.

    ``by``: who did it, if not they themselves. ``parts``: only the agencies of these.
    """
    for part in parts_of(user) if parts is None else parts:
        with within(part.agency_id):
            on = Record("accounts.user", user.pk, user.name, part.agency_id)
            record(by=by or acting_as(part, user), what=what, on=on, at=at)
    if user.is_operator:
        with within():
            on = Record("accounts.user", user.pk, user.name)
            record(by=by or Operator(user.pk, user.name), what=what, on=on, at=at)


def mail(*, user: User, what: str, at: datetime, more: str = "", of: User | None = None) -> None:
    """Tell the owner of the account; or somebody who answers for it, ``of`` whom it is."""
    subject = NOTICES[what] + (f"（{of.name}さん）" if of else "")
    advice = _ADMIN if of else _OWN
    text = _TEXT.format(
        name=user.name, subject=subject, at=_in_words(at), more=f"{more}\n" if more else "", advice=advice
    )
    to = {"to": user.email, "to_name": user.name}
    send(agency=None, **to, subject=subject, text=text, kind="accounts.notice", by="system", at=at)


def _in_words(at: datetime) -> str:
    here = timezone.localtime(at)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"


def tell(*, user: User, what: str, at: datetime, by: By | None = None, more: str = "") -> None:
    """Both, in the transaction of what happened."""
    note(user=user, what=what, at=at, by=by)
    mail(user=user, what=what, at=at, more=more)
