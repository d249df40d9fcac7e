"""What people type about a contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sonae.policies.models import MOST_NAME, MOST_NUMBER, Kind, PolicyTerm
from sonae.web.fields import Choice, Day, Line, Lines, Yen

MOST_PREMIUM = 10_000_000_000


class PolicyForm(forms.Form):
    """A contract for one term. ``insurers``: those that the agency handles, offered while typing."""

    kind = Choice("種類", Kind.choices)
    insurer = Line("保険会社", MOST_NAME, list="insurers")
    product = Line("商品名", MOST_NAME, needed=False)
    number = Line(
        "証券番号", MOST_NUMBER, needed=False,
        hint="まだ発行されていないときは空けておきます。同じ番号で更新すると、前の契約とつながります。",
    )  # fmt: skip
    starts_on = Day("始期日")
    ends_on = Day("満期日")
    premium = Yen("保険料（円）", MOST_PREMIUM, hint="契約期間の全部の合計。「36万」のようにも書けます。")
    note = Lines("メモ", 2000, rows=3, hint="代理店の中だけで見ます。")

    def __init__(self, *args: Any, insurers: Iterable[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.insurers = list(insurers)

    def clean_ends_on(self) -> Any:
        """After the first day."""
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data["ends_on"]
        if starts is not None and ends <= starts:
            raise ValidationError("満期日は、始期日より後の日にしてください。")
        return ends

    @staticmethod
    def of(policy: PolicyTerm) -> dict[str, Any]:
        """A contract as the form shows it."""
        return {name: getattr(policy, name) for name in PolicyForm.base_fields} | {"premium": f"{policy.premium:,}"}
