"""What somebody types for the contact card. Nothing is needed and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from sonae.accounts.profile import AgencyProfile
from sonae.web.fields import Line, Phone
from sonae_paper.documents.contact_card import (
    MOST_COMPANY,
    MOST_NAME,
    MOST_NUMBER,
    MOST_POLICY,
    MOST_ROLE,
    Contact,
    Given,
)

PEOPLE = (1, 2, 3)
ROLES = ("社長", "パソコンの担当", "夜と休みの日")


class Number(Phone):
    """A telephone number that has room on the card."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.max_length = MOST_NUMBER

    def clean(self, value: Any) -> str:
        """As it is printed."""
        plain = super().clean(value)
        if len(plain) > MOST_NUMBER:
            raise forms.ValidationError(f"電話番号は{MOST_NUMBER}文字までで書いてください。")
        return plain


class CardForm(forms.Form):
    """The card: whom to call, in the order in which one calls."""

    company = Line("会社名", MOST_COMPANY, needed=False, autocomplete="organization")
    agency_name = Line("代理店の名前", MOST_NAME, needed=False)
    agency_phone = Number("代理店の電話番号")
    insurer_name = Line("保険会社と窓口の名前", MOST_NAME, needed=False)
    insurer_phone = Number("事故受付の電話番号")
    policy_number = Line("証券番号", MOST_POLICY, needed=False, hint="証券や契約内容のお知らせに書いてあります。")
    vendor_name = Line("保守会社の名前", MOST_NAME, needed=False)
    vendor_phone = Number("保守会社の電話番号")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in PEOPLE:
            self.fields[f"role_{number}"] = Line(f"{number}人目の役割", MOST_ROLE, needed=False)
            self.fields[f"name_{number}"] = Line(f"{number}人目のお名前", MOST_NAME, needed=False)
            self.fields[f"phone_{number}"] = Number(f"{number}人目の電話番号")

    def groups(self) -> Iterator[dict[str, Any]]:
        """The fields as the page shows them, a heading over each group."""
        yield {"title": "会社", "fields": [self["company"]]}
        yield {"title": "保険代理店", "fields": [self["agency_name"], self["agency_phone"]]}
        yield {
            "title": "保険会社の事故受付",
            "fields": [self["insurer_name"], self["insurer_phone"], self["policy_number"]],
        }
        yield {"title": "パソコンやサーバーの保守会社", "fields": [self["vendor_name"], self["vendor_phone"]]}
        for number in PEOPLE:
            names = (f"role_{number}", f"name_{number}", f"phone_{number}")
            yield {"title": f"社内の人 {number}人目", "fields": [self[name] for name in names]}

    def given(self) -> Given:
        """What is printed, of a form that holds."""
        said = self.cleaned_data
        return Given(
            company=said["company"],
            agency=Contact(Given.agency.label, said["agency_name"], said["agency_phone"]),
            insurer=Contact(Given.insurer.label, said["insurer_name"], said["insurer_phone"]),
            policy_number=said["policy_number"],
            vendor=Contact(Given.vendor.label, said["vendor_name"], said["vendor_phone"]),
            people=tuple(
                Contact(said[f"role_{n}"] or "社内の担当", said[f"name_{n}"], said[f"phone_{n}"], person=True)
                for n in PEOPLE
            ),
        )


def begun(house: AgencyProfile | None) -> dict[str, str]:
    """What stands in the form at first: the agency whose site it is, and the usual roles."""
    roles = {f"role_{number}": role for number, role in zip(PEOPLE, ROLES, strict=True)}
    if house is None:
        return roles
    return {**roles, "agency_name": house.shown_name[:MOST_NAME], "agency_phone": house.phone[:MOST_NUMBER]}
