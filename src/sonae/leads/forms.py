"""The form of a visitor, in one of three kinds, and the form of the newsletter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sonae.customers.industries import industries
from sonae.leads.consents import wording
from sonae.leads.intents import INTENTS
from sonae.leads.models import Asks, Purpose
from sonae.outbox import words
from sonae.web.fields import Choice, CorporateNumber, Kana, Line, Lines, Phone, Postcode
from sonae_core.values.errors import InputError

START_BOOK = "startbook"
MOST_MESSAGE = 4000
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


class Email(Line):
    """A mail address to which the product can write: of any width, with a domain in any script."""

    def __init__(self, *, needed: bool, hint: str = "") -> None:
        super().__init__("メールアドレス", 254, needed=needed, hint=hint, autocomplete="email", inputmode="email")

    def clean(self, value: Any) -> str:
        """As it is written to."""
        text = unicodedata.normalize("NFKC", super().clean(value)).replace(" ", "")
        if not text:
            return ""
        local, _, domain = text.rpartition("@")
        if '"' in local:
            raise ValidationError('引用符（"）の入ったアドレスには送れません。別のアドレスを書いてください。')
        try:
            return words.address(self.label, f"{local}@{domain.encode('idna').decode()}" if local else text)
        except (InputError, UnicodeError):
            raise ValidationError("メールアドレスとして読めません。name@example.jp の形で書いてください。") from None


class Katakana(Kana):
    """How a name is read, in katakana."""

    def clean(self, value: Any) -> str:
        """Hiragana become katakana."""
        return super().clean(value).translate(_TO_KATAKANA)


class Several(forms.MultipleChoiceField):
    """Some of a few, as a list of boxes."""


class Agreed(forms.BooleanField):
    """A box beside words; ``label`` is what the box is called where it is spoken of."""

    def __init__(self, label: str, words_shown: str, *, needed: bool) -> None:
        told = {"required": "内容を確かめて、チェックを入れてください。"}
        super().__init__(label=label, help_text=words_shown, required=needed, error_messages=told)


class RequestForm(forms.Form):
    """What a visitor of an agency's site writes. ``kind`` decides which fields must be filled in, at most six."""

    def __init__(self, *args: Any, kind: Asks, house_name: str, documents: Sequence[tuple[str, str]], **more: Any):
        super().__init__(*args, **more)
        self.kind = kind
        asks_call = kind is Asks.CALL
        add = self.fields
        if kind is Asks.DOCUMENTS:
            none = {"required": "資料を1つ以上選んでください。", "invalid_choice": "一覧から選んでください。"}
            add["documents"] = Several(label="資料", choices=documents, error_messages=none)
        trade = "個人事業の方は、屋号かお名前を書いてください。"
        add["company"] = Line("会社名", 120, needed=kind is Asks.DOCUMENTS, hint=trade, autocomplete="organization")
        add["name"] = Line("お名前", 80, autocomplete="name")
        add["kana"] = Katakana("フリガナ", 80, needed=False)
        if asks_call:
            add["phone"] = Phone(needed=True, autocomplete="tel")
            add["call_times"] = Line(
                "電話を受けやすい時間", 120, needed=False, hint="例: 平日の午後、火曜の10時から12時"
            )
        add["email"] = Email(needed=not asks_call)
        add["message"] = Lines(_MESSAGE[kind], MOST_MESSAGE, rows=5, needed=kind is Asks.QUESTION)
        add["department"] = Line("部署", 80, needed=False, autocomplete="organization-title")
        if not asks_call:
            add["phone"] = Phone(autocomplete="tel")
        add["postcode"] = Postcode(autocomplete="postal-code")
        add["address"] = Line("住所", 200, needed=False, autocomplete="address-line1")
        add["corporate_number"] = CorporateNumber()
        add["industry"] = Choice("業種", [("", "選ばない"), *industries().items()], needed=False)
        for name, asked in INTENTS.items():
            add[name] = Choice(asked.text, [("", "選ばない"), *asked.options.items()], needed=False)
        add["handling"] = Agreed("個人情報の取り扱いへの同意", wording(Purpose.HANDLING, house_name), needed=True)
        add["advertising"] = Agreed("ご案内メールの受け取り", wording(Purpose.ADVERTISING, house_name), needed=False)

    @property
    def main(self) -> list[Any]:
        """Fields that stand open."""
        return [self[name] for name in self.fields if name not in (*_APART, *self._folds)]

    @property
    def folded(self) -> list[Any]:
        """Fields that nobody need look at."""
        return [self[name] for name in self._folds]

    @property
    def is_unfolded(self) -> bool:
        """Whether the folded part must stand open: something was typed there, or has to be changed."""
        return any(field.errors or field.value() for field in self.folded)

    @property
    def _folds(self) -> list[str]:
        return [name for name in FOLDED if not (self.kind is Asks.CALL and name == "phone")]


_APART = ("documents", "handling", "advertising")
_MESSAGE = {Asks.DOCUMENTS: "ご要望", Asks.QUESTION: "ご質問", Asks.CALL: "ご相談の内容"}
FOLDED = ("department", "phone", "postcode", "address", "corporate_number", "industry", *INTENTS)


class NewsForm(forms.Form):
    """An address for the newsletter."""

    def __init__(self, *args: Any, house_name: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["email"] = Email(needed=True)
        self.fields["advertising"] = Agreed(
            "ご案内メールの受け取り", wording(Purpose.ADVERTISING, house_name), needed=True
        )
