"""The parts people have in an agency, and what each may do. This table is the rule; doors and tests read it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """A part in an agency."""

    OWNER = "owner"
    MANAGER = "manager"
    STAFF = "staff"
    COORDINATOR = "coordinator"
    CLIENT = "client"


ROLE_NAMES: Mapping[Role, str] = MappingProxyType(
    {
        Role.OWNER: "代表者",
        Role.MANAGER: "管理者",
        Role.STAFF: "担当者",
        Role.COORDINATOR: "事故対応の専門家",
        Role.CLIENT: "お客様",
    }
)
ROLE_CHOICES = tuple((role.value, name) for role, name in ROLE_NAMES.items())


PERMISSIONS: Mapping[str, str] = MappingProxyType(
    {
        "desk.see": "業務の画面を見る",
        "customers.see": "お客様を見る",
        "customers.edit": "お客様を登録・変更する",
        "customers.delete": "お客様を削除・復元する",
        "customers.export": "お客様の一覧を書き出す",
        "policies.edit": "契約を登録・変更する",
        "assessments.run": "診断を行う",
        "proposals.make": "提案書を作る",
        "leads.see": "資料請求と質問を見る",
        "leads.work": "資料請求と質問に答える",
        "leads.export": "資料請求の一覧を書き出す・消去する",
        "mail.send": "メールを送る・止める",
        "grants.give": "ほかの人に見せる・やめる",
        "audit.see": "記録を見る",
        "members.manage": "メンバーを招く・外す",
        "agency.settings": "代理店の設定を変える",
    }
)
"""Each permission as people read it."""

_STAFF = frozenset(
    (
        "desk.see",
        "customers.see",
        "customers.edit",
        "customers.delete",
        "policies.edit",
        "assessments.run",
        "proposals.make",
        "leads.see",
        "leads.work",
        "mail.send",
    )
)
_MANAGER = _STAFF | {
    *("customers.export", "leads.export", "grants.give", "audit.see", "members.manage", "agency.settings")
}

HOLDS: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.OWNER: frozenset(PERMISSIONS),
        Role.MANAGER: _MANAGER,
        Role.STAFF: _STAFF,
        Role.COORDINATOR: frozenset(("desk.see", "customers.see", "customers.edit")),
        Role.CLIENT: frozenset(("customers.see",)),
    }
)
"""What each part may do. Which records it may do it to is another matter (``visible_to``, ``may_change``)."""

WHOLE_AGENCY = frozenset((Role.OWNER, Role.MANAGER, Role.STAFF))
"""Parts that see every record of the own agency; the others see the company they belong to, or what was granted."""
