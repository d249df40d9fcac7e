"""The forms of signing in and of one's own account. Nothing about how they look: that is ``accounts/field.html``."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from sonae.accounts.ceremony import Answer
from sonae.accounts.people import User

MOST_PASSWORD = 128
_MISSING = {"required": "入力してください。"}


def normal(password: str) -> str:
    """The same word however a keyboard wrote it: 全角 and half-width letters are one."""
    return unicodedata.normalize("NFKC", password)


class PasswordField(forms.CharField):
    """A password: never shown again, never cut, pasted or typed."""

    def __init__(self, label: str, autocomplete: str, **more: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        more = {"label": label, "widget": widget, "strip": False, "error_messages": _MISSING, **more}
        super().__init__(max_length=MOST_PASSWORD, **more)

    def to_python(self, value: Any) -> str:
        """As it is compared and kept."""
        return normal(super().to_python(value))


class EmailField(forms.EmailField):
    """An address, in small letters as it is kept."""

    def __init__(self, label: str = "メールアドレス", autocomplete: str = "username", **more: Any) -> None:
        words = {
            "required": "入力してください。",
            "invalid": "メールアドレスの形になっていません（例: hanako@example.jp）。",
        }
        widget = forms.EmailInput(attrs={"autocomplete": autocomplete})
        super().__init__(label=label, max_length=254, widget=widget, error_messages=words, **more)

    def to_python(self, value: Any) -> str:
        """全角 letters of a Japanese keyboard mean the same address."""
        return unicodedata.normalize("NFKC", super().to_python(value)).lower()


class SignIn(forms.Form):
    """Address and password."""

    email = EmailField()
    password = PasswordField("パスワード", "current-password")


class Code(forms.Form):
    """A code of six digits from an app, or a backup code."""

    code = forms.CharField(
        label="確認コード",
        max_length=40,
        error_messages=_MISSING,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
        help_text="アプリに出ている6桁の数字です。控えておいた予備のコードも使えます。",
    )


class Reset(forms.Form):
    """Whom to mail a link."""

    email = EmailField()


class NewPassword(forms.Form):
    """A password of one's own choice."""

    password = PasswordField(
        "新しいパスワード",
        "new-password",
        help_text="12文字以上。ありふれた言葉のままでなければ、文字の種類に決まりはありません。貼り付けもできます。",
    )

    def __init__(self, user: User, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.user = user

    def clean_password(self) -> str:
        """Long enough, not among the common ones, not one's own name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class Password(forms.Form):
    """The password one has."""

    password = PasswordField("パスワード", "current-password")


class Credential(forms.Form):
    """What a browser answers with a passkey, and what was signed when the page was shown."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput())
    state = forms.CharField(max_length=2_000, widget=forms.HiddenInput())

    def given(self) -> Answer:
        """Both as they came; whether they mean anything, ``ceremony`` says."""
        return Answer(str(self.data.get("credential", "")), str(self.data.get("state", "")))


class NewApp(forms.Form):
    """The first code of an app that has just read the picture."""

    code = forms.CharField(
        label="アプリに出た6桁の数字",
        max_length=20,
        error_messages=_MISSING,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
