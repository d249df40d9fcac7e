"""What people type about a company and the people there, read kindly: full-width, spaced, with or without dashes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q

from sonae.customers.industries import industries
from sonae.customers.models import MOST_NAME, Contact, Customer
from sonae.tenancy.models import Branch, Membership
from sonae.web.fields import CorporateNumber, Kana, Line, OneOf, Phone, Postcode, plain_lines


class CustomerForm(forms.Form):
    """A company."""

    name = Line("会社名", MOST_NAME, hint="登記のとおりに。「(株)」でもかまいません。")
    kana = Kana("ふりがな", MOST_NAME, needed=False, hint="並べるときと、探すときに使います。")
    corporate_number = CorporateNumber()
    industry = forms.ChoiceField(label="業種", required=False, error_messages={"invalid_choice": "選んでください。"})
    postcode = Postcode()
    address = Line("住所", 200, needed=False)
    phone = Phone()
    website = Line("ホームページ", 200, needed=False, inputmode="url")
    note = forms.CharField(
        label="メモ", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="代理店の中だけで見ます。",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, people: Any, branches: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choice: Any = self.fields["industry"]
        choice.choices = [("", "選んでください"), *industries().items()]
        note = self.fields.pop("note")
        self.fields["person"] = OneOf("担当", people, "決めていません")
        if branches.exists():
            self.fields["branch"] = OneOf("拠点", branches, "決めていません")
        self.fields["note"] = note

    def clean_website(self) -> str:
        """An address of the web, with its scheme."""
        text = self.cleaned_data["website"]
        if not text:
            return ""
        text = text if "://" in text else f"https://{text}"
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            raise ValidationError("ホームページのアドレスとして読めません（例: https://example.jp）。") from None
        return text

    def clean_note(self) -> str:
        """Lines end as they are kept."""
        return plain_lines(str(self.cleaned_data["note"]))

    def given(self) -> dict[str, Any]:
        """What the form says of the company."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def initial(customer: Customer) -> dict[str, Any]:
    """A company as its form shows it."""
    shown = {name: getattr(customer, name) for name in CustomerForm.base_fields if name != "version"}
    code = customer.postcode
    return {
        **shown,
        "postcode": f"{code[:3]}-{code[3:]}" if code else "",
        "person": customer.person_id,
        "branch": customer.branch_id,
        "version": customer.version,
    }


class ContactForm(forms.Form):
    """Somebody at a company."""

    name = Line("お名前", 80)
    kana = Kana("ふりがな", 80, needed=False)
    role = Line("役割", 80, needed=False, hint="「社長」「経理」「事故のときの2番目」など。")
    email = forms.EmailField(
        label="メールアドレス", max_length=254, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "メールアドレスの形になっていません（例: hanako@example.jp）。"},
    )  # fmt: skip
    phone = Phone()
    main = forms.BooleanField(label="はじめに連絡する人", required=False)

    @staticmethod
    def of(contact: Contact) -> dict[str, Any]:
        """Somebody as the form shows them."""
        return {name: getattr(contact, name) for name in ContactForm.base_fields}


def people_of(agency_id: Any, also: Any = None) -> Any:
    """Members who can look after a company; ``also`` one who does although their part has ended."""
    here = Q(ended_at__isnull=True) | Q(pk=also)
    staff = Membership.objects.filter(here, agency_id=agency_id).exclude(role="client")
    return staff.select_related("user").order_by("user__name", "pk")


def branches_of(agency_id: Any) -> Any:
    """Offices of the agency."""
    return Branch.objects.filter(agency_id=agency_id).order_by("name")
