"""What is typed about agencies, members and what is shown to others. How it looks: ``components/field.html``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sonae.accounts.forms import EmailField, PasswordField
from sonae.audit.words import JAPAN
from sonae.outbox import words
from sonae.tenancy.models import Branch
from sonae.tenancy.permissions import ROLE_NAMES, Role
from sonae.web.fields import CHOOSE, Choice, Day, Line, OneOf
from sonae_core.values.errors import InputError

_SLUG = re.compile(r"[a-z](?:[a-z0-9]|-(?!-)){1,38}[a-z0-9]")
RESERVED = frozenset(("admin", "sonae", "api", "static", "www", "gyomu", "unei", "shindan", "account"))


class Mailbox(EmailField):
    """An address that a mail can be sent to."""

    def __init__(self, label: str = "メールアドレス", *, needed: bool = True, hint: str = "") -> None:
        super().__init__(label, "off", required=needed, help_text=hint)

    def clean(self, value: Any) -> str:
        """As it is kept; what cannot stand in a mail is refused here."""
        found: str = super().clean(value)
        try:
            return words.address(str(self.label), found) if found else ""
        except InputError as error:
            raise ValidationError(f"{error.problem}。{error.remedy}。") from None


def choices_of(roles: Sequence[Role]) -> list[tuple[str, str]]:
    """Parts by their names."""
    return [(role.value, ROLE_NAMES[role]) for role in roles]


ABOUT: Mapping[Role, str] = {
    Role.OWNER: "すべてできます。代表者を増やすことと、運営者に助けを頼むことは、代表者だけができます。",
    Role.MANAGER: "お客様のほか、メンバー、見せる設定、代理店の設定、記録を扱います。",
    Role.STAFF: "お客様の登録、診断、提案書、メールを扱います。",
    Role.COORDINATOR: "代理店の外の専門家です。見せると決めたお客様だけを見ます。",
    Role.CLIENT: "お客様の会社の人です。自分の会社だけを見ます。",
}
"""What each part is for, in a sentence; what it may do exactly is ``HOLDS``."""


class Invite(forms.Form):
    """Whom to invite to which part."""

    email = Mailbox(hint="ここに招待のリンクを送ります。")
    role = Choice("役割")

    def __init__(self, *args: Any, roles: Sequence[Role], branches: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        role: Any = self.fields["role"]
        role.choices = choices_of(roles)
        add_branch(self, branches)


class MemberPart(forms.Form):
    """The part and the office of a member."""

    role = Choice("役割")

    def __init__(self, *args: Any, roles: Sequence[Role], branches: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        role: Any = self.fields["role"]
        role.choices = choices_of(roles)
        add_branch(self, branches)


class BranchName(forms.Form):
    """What an office is called."""

    name = Line("拠点名", 80, hint="例: 本店、東支店")


def add_branch(form: forms.Form, branches: Any) -> None:
    """Ask for the office where the agency has any."""
    if branches.exists():
        form.fields["branch"] = OneOf("拠点", branches, "決めていません")


def branches_of(agency_id: Any) -> Any:
    """Offices of the agency."""
    return Branch.objects.filter(agency_id=agency_id).order_by("name")


class Grant(forms.Form):
    """To whom a company is shown: exactly one of a person and an agency; why, how far and until when."""

    email = Mailbox("相手のメールアドレス", needed=False, hint="専門家など、1人に見せるとき。")
    slug = Line(
        "相手の代理店の名前（アドレス）",
        40,
        needed=False,
        hint="別の代理店に見せるとき。相手の代理店に聞いてください。",
    )
    reason = Line("理由", 200, hint="相手にも、記録にも残ります。例: 事故の調査を依頼するため")
    until = Day("いつまで", hint="1年以内。この日の終わりまで見られます。")
    may_edit = forms.BooleanField(label="見るだけでなく、書き加えてもらう", required=False)

    def clean_until(self) -> datetime:
        """The end of that day in Japan."""
        return datetime.combine(self.cleaned_data["until"], time(23, 59), JAPAN)

    def clean(self) -> dict[str, Any]:
        """A person or an agency, not both and not neither."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"email", "slug"} & set(self.errors) and bool(given.get("email")) is bool(given.get("slug")):
            self.add_error("email", "メールアドレスか、代理店の名前の、どちらか1つを入力してください。")
        return given


class Support(forms.Form):
    """Which operator may look at everything, why, and for how long."""

    operator = forms.ModelChoiceField(queryset=None, label="運営者", empty_label=None, error_messages=CHOOSE)
    reason = Line("理由", 200, hint="例: 診断の結果が開けないので、原因を見てもらうため")
    days = Choice("期間", [(str(days), f"{days}日間") for days in (1, 3, 7)], hint="いつでも、すぐに終わらせられます。")

    def __init__(self, *args: Any, operators: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        operator: Any = self.fields["operator"]
        operator.queryset = operators


class NewAgency(forms.Form):
    """An agency, and who will own it."""

    name = Line("代理店の名前", 120)
    slug = Line(
        "アドレスの名前",
        40,
        hint="半角の小文字と数字と「-」。公開ページのアドレス /a/ のあとに付き、あとから変えられません。",
    )
    email = Mailbox("代表者のメールアドレス", hint="ここに招待のリンクを送ります。7日間使えます。")

    def clean_slug(self) -> str:
        """What can stand in an address and is not ours."""
        slug = unicodedata.normalize("NFKC", self.cleaned_data["slug"]).lower()
        if not _SLUG.fullmatch(slug):
            raise ValidationError("3文字から40文字の、半角の小文字で始まる英数字にしてください（例: aozora-hoken）。")
        if slug in RESERVED:
            raise ValidationError("この名前は使えません。別の名前にしてください。")
        return slug


class Place(forms.Form):
    """Where an agency's public pages stand."""

    host = forms.ChoiceField(label="サイトのホスト名", required=False)
    front = forms.BooleanField(label="この設置先の入口（/）に、この代理店のページを出す", required=False)

    def __init__(self, *args: Any, hosts: Iterable[str], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", "なし（/a/ の下だけ）"), *((host, host) for host in sorted(hosts))]
        host: Any = self.fields["host"]
        host.choices = choices


class OwnerAddress(forms.Form):
    """Who will own an agency."""

    email = Mailbox("代表者のメールアドレス")


class Joining(forms.Form):
    """Somebody without an account begins: their name, and a password unless they use a passkey alone."""

    name = Line("お名前", 80, autocomplete="name")
    password = PasswordField("パスワード", "new-password", help_text="12文字以上。貼り付けもできます。", required=False)
