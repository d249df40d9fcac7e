"""Fields that forms of all rooms share: typed lines read kindly, a choice, a row, a day. How they look is
``components/field.html``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from pydantic_core import PydanticCustomError

from sonae_core.values.corporate_number import CorporateNumberError, corporate_number
from sonae_core.values.folding import digits_of
from sonae_core.values.reading import in_sentences
from sonae_core.values.spoken import MOST_LETTERS, spoken_whole
from sonae_paper.text.names import one_line

MISSING = {"required": "入力してください。"}
CHOOSE = {"required": "選んでください。", "invalid_choice": "一覧から選んでください。"}
_UNSEEN = ("Cc", "Cf", "Co", "Cs")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・゛゜\s0-9A-Za-z&.\-’']*")
_PHONE = re.compile(r"\+?[0-9()\- ]{9,30}")
_DASHES = "‐‑‒–—―−ー"
_POSTCODE_DIGITS = 7
_PHONE_DIGITS = range(9, 16)


def plain_lines(text: str) -> str:
    """Lines that end in one way, without letters that cannot be seen."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in kept if each in "\n\t" or unicodedata.category(each) not in _UNSEEN).strip()


class Line(forms.CharField):
    """One line of text: gaps as one space, letters that cannot be seen left out."""

    def __init__(self, label: str, most: int, *, needed: bool = True, hint: str = "", **attrs: str) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
        super().__init__(
            label=label, max_length=most, required=needed, help_text=hint, widget=widget, error_messages=MISSING
        )

    def to_python(self, value: Any) -> str:
        """As it is kept."""
        return super().to_python(one_line(str(value or "")))


class Lines(forms.CharField):
    """Several lines of text."""

    def __init__(self, label: str, most: int, *, rows: int = 6, needed: bool = False, hint: str = "") -> None:
        widget = forms.Textarea(attrs={"rows": str(rows)})
        super().__init__(
            label=label, max_length=most, required=needed, help_text=hint, widget=widget, error_messages=MISSING
        )

    def to_python(self, value: Any) -> str:
        """As it is kept."""
        return super().to_python(plain_lines(str(value or "")))


class Kana(Line):
    """How a name is read: hiragana or katakana of any width."""

    def clean(self, value: Any) -> str:
        """With letters of one width."""
        plain = unicodedata.normalize("NFKC", super().clean(value))
        if not _KANA.fullmatch(plain):
            raise ValidationError("ふりがなは、ひらがなかカタカナで書いてください。")
        return plain


class Phone(Line):
    """A telephone number of nine to fifteen digits, with dashes and brackets as one likes."""

    def __init__(self, label: str = "電話番号", *, needed: bool = False, hint: str = "", **attrs: str) -> None:
        super().__init__(label, 30, needed=needed, hint=hint, inputmode="tel", **attrs)

    def clean(self, value: Any) -> str:
        """With dashes of one kind."""
        plain = re.sub(f"[{_DASHES}]", "-", unicodedata.normalize("NFKC", super().clean(value)))
        if plain and (not _PHONE.fullmatch(plain) or len(digits_of(plain)) not in _PHONE_DIGITS):
            raise ValidationError("電話番号は、市外局番から数字で書いてください（例: 03-0000-0000）。")
        return plain


class Postcode(Line):
    """Seven digits, of any width, with or without 「〒」 and a dash."""

    def __init__(self, label: str = "郵便番号", *, needed: bool = False, **attrs: str) -> None:
        hint = "全角でも、「-」があってもかまいません。"
        super().__init__(label, 12, needed=needed, hint=hint, inputmode="numeric", **attrs)

    def clean(self, value: Any) -> str:
        """The digits alone."""
        text = unicodedata.normalize("NFKC", super().clean(value)).removeprefix("〒")
        digits = digits_of(text)
        if text and (len(digits) != _POSTCODE_DIGITS or re.sub(rf"[\s0-9{_DASHES}-]", "", text)):
            raise ValidationError("郵便番号は7桁の数字です（例: 000-0000）。")
        return digits


class CorporateNumber(Line):
    """A company's number: thirteen digits whose first checks the others."""

    def __init__(self, *, needed: bool = False, hint: str = "13桁。個人事業主にはありません。") -> None:
        super().__init__("法人番号", 30, needed=needed, hint=hint, inputmode="numeric")

    def clean(self, value: Any) -> str:
        """The digits alone."""
        text = super().clean(value)
        try:
            return corporate_number(text) if text else ""
        except CorporateNumberError as error:
            raise ValidationError(str(error)) from None


class Yen(Line):
    """Whole yen from zero, as people write them: 「５，０００円」, 「36万」."""

    def __init__(self, label: str, most: int, *, hint: str = "") -> None:
        super().__init__(label, MOST_LETTERS, hint=hint)
        self.most = most

    def clean(self, value: Any) -> int:
        """The number alone."""
        try:
            return spoken_whole(super().clean(value), 0, self.most, "円")
        except PydanticCustomError as error:
            raise ValidationError(in_sentences(error)) from None


class Day(forms.DateField):
    """A day, from a browser's calendar or typed."""

    def __init__(self, label: str, *, needed: bool = True, hint: str = "") -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"autocomplete": "off"})
        widget.input_type = "date"
        told = {**MISSING, "invalid": "日付として読めません（例: 2027-03-31）。"}
        super().__init__(label=label, required=needed, help_text=hint, widget=widget, error_messages=told)


class Choice(forms.ChoiceField):
    """One of a few."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]] = (), *, hint: str = "", needed: bool = True):
        super().__init__(label=label, choices=list(choices), help_text=hint, required=needed, error_messages=CHOOSE)


class OneOf(forms.ModelChoiceField):
    """A row, or nothing."""

    def __init__(self, label: str, rows: Any, empty: str, *, needed: bool = False, hint: str = "") -> None:
        super().__init__(
            label=label, queryset=rows, required=needed, empty_label=empty, error_messages=CHOOSE, help_text=hint
        )

    def label_from_instance(self, obj: Any) -> str:
        """A person's name, an office's name."""
        return obj.user.name if hasattr(obj, "user") else str(obj)


def errors_of(form: forms.Form) -> list[dict[str, Any]]:
    """For the summary above a form: each field, and each thing to mend in it."""
    found = ((name, text) for name, texts in form.errors.items() if name in form.fields for text in texts)
    return [{"field": form[name], "error": text} for name, text in found]
