"""What people type about a company and the people there, read kindly: full-width, spaced, with or without dashes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q

from sonae.accounts.agency_forms import plain_lines, seen_only
from sonae.customers.industries import industries
from sonae.customers.models import MOST_NAME, Contact, Customer
from sonae.tenancy.models import Branch, Membership
from sonae_core.values.corporate_number import CorporateNumberError, corporate_number
from sonae_core.values.folding import digits_of

_KANA = re.compile(r"[ぁ-ゖァ-ヺー・゛゜\s0-9A-Za-z&.\-’']*")
_PHONE = re.compile(r"\+?[0-9()\- ]{9,30}")
_MISSING = {"required": "入力してください。"}


class Line(forms.CharField):
    """One line of text: gaps as one space, letters that cannot be seen left out."""

    def __init__(self, label: str, most: int, *, needed: bool = False, hint: str = "", **attrs: str) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
        super().__init__(
            label=label, max_length=most, required=needed, help_text=hint, widget=widget, error_messages=_MISSING
        )

    def to_python(self, value: Any) -> str:
        """As it is kept."""
        return super().to_python(seen_only(str(value or "")))


class Chosen(forms.ModelChoiceField):
    """A row of the agency, or nothing."""

    def __init__(self, label: str, rows: Any, empty: str) -> None:
        words = {"invalid_choice": "一覧から選んでください。"}
        super().__init__(label=label, queryset=rows, required=False, empty_label=empty, error_messages=words)

    def label_from_instance(self, obj: Any) -> str:
        """A person's name, an office's name."""
        return obj.user.name if isinstance(obj, Membership) else str(obj)


def _phone(text: str) -> str:
    plain = re.sub("[‐‑‒–—―−ー]", "-", unicodedata.normalize("NFKC", text))
    if plain and (not _PHONE.fullmatch(plain) or not 9 <= len(digits_of(plain)) <= 15):
        raise ValidationError("電話番号は、市外局番から数字で書いてください（例: 03-0000-0000）。")
    return plain


def _kana(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if not _KANA.fullmatch(plain):
        raise ValidationError("ふりがなは、ひらがなかカタカナで書いてください。")
    return plain


class CustomerForm(forms.Form):
    """A company."""

    name = Line("会社名", MOST_NAME, needed=True, hint="登記のとおりに。「(株)」でもかまいません。")
    kana = Line("ふりがな", MOST_NAME, hint="並べるときと、探すときに使います。")
    corporate_number = Line("法人番号", 30, hint="13桁。個人事業主にはありません。", inputmode="numeric")
    industry = forms.ChoiceField(label="業種", required=False, error_messages={"invalid_choice": "選んでください。"})
    postcode = Line("郵便番号", 12, hint="全角でも、「-」があってもかまいません。", inputmode="numeric")
    address = Line("住所", 200)
    phone = Line("電話番号", 30, inputmode="tel")
    website = Line("ホームページ", 200, inputmode="url")
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
        self.fields["person"] = Chosen("担当", people, "決めていません")
        if branches.exists():
            self.fields["branch"] = Chosen("拠点", branches, "決めていません")
        self.fields["note"] = note

    def clean_kana(self) -> str:
        """Hiragana or katakana."""
        return _kana(self.cleaned_data["kana"])

    def clean_corporate_number(self) -> str:
        """Thirteen digits whose first checks the others."""
        text = self.cleaned_data["corporate_number"]
        try:
            return corporate_number(text) if text else ""
        except CorporateNumberError as error:
            raise ValidationError(str(error)) from None

    def clean_postcode(self) -> str:
        """Seven digits."""
        text = unicodedata.normalize("NFKC", self.cleaned_data["postcode"]).removeprefix("〒")
        digits = digits_of(text)
        if text and (len(digits) != 7 or re.sub(r"[\s0-9‐‑‒–—―−ー-]", "", text)):
            raise ValidationError("郵便番号は7桁の数字です（例: 000-0000）。")
        return digits

    def clean_phone(self) -> str:
        """Nine to fifteen digits."""
        return _phone(self.cleaned_data["phone"])

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

    name = Line("お名前", 80, needed=True)
    kana = Line("ふりがな", 80)
    role = Line("役割", 80, hint="「社長」「経理」「事故のときの2番目」など。")
    email = forms.EmailField(
        label="メールアドレス", max_length=254, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "メールアドレスの形になっていません（例: hanako@example.jp）。"},
    )  # fmt: skip
    phone = Line("電話番号", 30, inputmode="tel")
    main = forms.BooleanField(label="はじめに連絡する人", required=False)

    def clean_kana(self) -> str:
        """Hiragana or katakana."""
        return _kana(self.cleaned_data["kana"])

    def clean_phone(self) -> str:
        """Nine to fifteen digits."""
        return _phone(self.cleaned_data["phone"])

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


def errors_of(form: forms.Form) -> Sequence[dict[str, Any]]:
    """For the summary above a form: field and what to mend."""
    found = ((name, text) for name, texts in form.errors.items() if name in form.fields for text in texts)
    return [{"field": form[name], "error": text} for name, text in found]
