"""The pages of the settings: one form each over some fields of the profile."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from sonae.accounts.agency_forms import Mailbox
from sonae.accounts.colours import LEAST, contrast, is_colour, text_on
from sonae.accounts.profile import AUTHORITIES, MOST_TEXT, AgencyProfile, Section
from sonae.tenancy.models import Membership
from sonae.web.fields import Choice, Day, Line, Lines, OneOf

_PHONE = re.compile(r"\+?[0-9()\- ]{9,30}")
_NUMBERS = {"required": "入力してください。", "invalid": "数字で入力してください。"}


class Days(forms.IntegerField):
    """A number of days."""

    def __init__(self, label: str, least: int, most: int, hint: str) -> None:
        told = {
            **_NUMBERS,
            "min_value": f"{least:,}日以上にしてください。",
            "max_value": f"{most:,}日までにしてください。",
        }
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(
            label=label, min_value=least, max_value=most, help_text=hint, error_messages=told, widget=widget
        )
        self.max_length = 5

    def to_python(self, value: Any) -> int | None:
        """全角 digits and 「日」 are understood."""
        text = unicodedata.normalize("NFKC", str(value or "")).strip().removesuffix("日").strip()
        found: int | None = super().to_python(text)
        return found


class OfProfile(forms.Form):
    """A form over fields of the profile. ``version``: which state was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, members: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.begin(members)

    def begin(self, members: Any) -> None:
        """For forms that offer members."""

    def given(self) -> dict[str, Any]:
        """What the form says."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @classmethod
    def initial_of(cls, profile: AgencyProfile, form: forms.Form) -> dict[str, Any]:
        """The profile as the form shows it."""
        found = {name: getattr(profile, name) for name in form.fields}
        if "person" in found:
            found["person"] = profile.person_id
        return found


class Identity(OfProfile):
    """Who the agency is."""

    legal_name = Line("正式な名称", 120, needed=False, hint="登記のとおりに。個人事業なら屋号。公開に要ります。")
    representative = Line("代表者", 80, needed=False)
    address = Line("所在地", 200, needed=False, hint="公開に要ります。")
    phone = Line("電話番号", 30, needed=False, hint="例: 03-0000-0000。公開に要ります。", inputmode="tel")
    email = Mailbox("問い合わせのメールアドレス", needed=False)
    registration = Line("登録番号", 80, needed=False, hint="損害保険代理店の登録番号など、お客様に示すもの。")

    def clean_phone(self) -> str:
        """Nine to fifteen digits."""
        plain = re.sub("[‐‑‒–—―−ー]", "-", unicodedata.normalize("NFKC", self.cleaned_data["phone"]))
        if plain and (not _PHONE.fullmatch(plain) or not 9 <= sum(each.isdigit() for each in plain) <= 15):
            raise ValidationError("電話番号は、市外局番から数字で書いてください（例: 03-0000-0000）。")
        return plain


class Insurers(OfProfile):
    """For whom the agency acts, how, and its rules of soliciting."""

    insurers = Lines("取扱保険会社", 2000, rows=4, hint="1行に1社。公開に要ります。")
    authority = Choice("代理・媒介の別", [("", "選んでください"), *AUTHORITIES], needed=False, hint="公開に要ります。")
    solicitation_policy = Lines("勧誘方針", MOST_TEXT, rows=8, hint="公開している勧誘方針の全文。公開に要ります。")
    complaint_desk = Lines(
        "苦情・相談の窓口", 500, rows=3, hint="代理店の窓口の名前と電話番号、受付時間。公開に要ります。"
    )


class Privacy(OfProfile):
    """What the agency does with personal information."""

    privacy_policy = Lines(
        "個人情報の取り扱い", MOST_TEXT, rows=8, hint="利用目的、第三者への提供、開示の求め方など。公開に要ります。"
    )
    privacy_contact = Line("個人情報の窓口", 200, needed=False, hint="部署か担当者の名前と、連絡先。公開に要ります。")


class Brand(OfProfile):
    """How its pages and papers look."""

    brand_name = Line("表示する名前", 60, needed=False, hint="空なら、正式な名称を使います。")
    brand_colour = Line("色", 20, hint="「#165e83」の形。公開ページと提案書の見出しの帯に使います。")
    brand_sentence = Line("ひとこと", 120, needed=False, hint="診断を始める人に、してほしいことを1文で。")

    def clean_brand_colour(self) -> str:
        """A colour on which text can be read."""
        colour = unicodedata.normalize("NFKC", self.cleaned_data["brand_colour"]).lower()
        colour = colour if colour.startswith("#") else f"#{colour}"
        if not is_colour(colour):
            raise ValidationError("色は「#」と6桁の英数字（0〜9、a〜f）で書いてください（例: #165e83）。")
        ratio = contrast(colour, text_on(colour))
        if ratio < LEAST:
            raise ValidationError(
                f"この色の上では、白い文字も黒い文字も読みにくくなります（明るさの比が{ratio:.1f}、"
                f"{LEAST}以上が要ります）。もう少し濃いか、薄い色にしてください。"
            )
        return colour


class Sender(OfProfile):
    """In whose name mails leave."""

    sender_name = Line("差出人の名前", 80, needed=False, hint="空なら、代理店の名前を使います。")
    reply_to = Mailbox("返信先", needed=False, hint="お客様が返信したときに届くアドレス。")


class Retention(OfProfile):
    """How long things are kept, and who looks after what comes in."""

    draft_days = Days("診断の下書きを残す日数", 1, 365, "お客様が公開ページで始めた診断。1日から365日。")
    lead_days = Days("資料請求を残す日数", 30, 3650, "取引に進まなかった問い合わせ。30日から3,650日。")

    def begin(self, members: Any) -> None:
        """Who of the agency."""
        hint = "公開ページから来たものを、はじめに受け持つ人。"
        self.fields["person"] = OneOf("受け持つ人", members, "決めていません", hint=hint)


class Approval(OfProfile):
    """What insurers have approved."""

    approval_number = Line("募集文書の承認番号", 80, needed=False, hint="保険会社の審査で付いた番号。")
    approval_until = Day("有効期限", needed=False, hint="この日まで、案と保険料の目安を見せます。")

    def clean(self) -> dict[str, Any]:
        """A number needs its day."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("approval_number") and not given.get("approval_until") and "approval_until" not in self.errors:
            self.add_error("approval_until", "承認番号には有効期限が要ります。")
        return given


FORMS: Mapping[Section, tuple[str, str, type[OfProfile]]] = {
    Section.IDENTITY: ("代理店の情報", "お客様に示す名称と連絡先です。", Identity),
    Section.INSURERS: (
        "保険会社と勧誘方針",
        "だれのために、どの立場で募集するかと、苦情の窓口です。お客様に示す決まりがあります。",
        Insurers,
    ),
    Section.PRIVACY: ("個人情報の取り扱い", "公開ページの下に出ます。", Privacy),
    Section.BRAND: ("見た目", "公開ページと提案書に使う名前と色です。", Brand),
    Section.SENDER: ("差出人", "備えから出るメールの差出人です。", Sender),
    Section.RETENTION: (
        "残す期間と受け持ち",
        "公開ページから来たものを、いつまで残し、だれが受け持つかです。",
        Retention,
    ),
    Section.APPROVAL: (
        "募集文書の承認",
        "公開の結果に、保険の案と保険料の目安を見せるための設定です。番号がないあいだは、どちらも出しません。",
        Approval,
    ),
}
"""Each page: its title, what it is for, and its form."""


def members_of(agency_id: Any, also: Any = None) -> Any:
    """Members who can look after something; ``also`` one who does although their part has ended."""
    here = Q(ended_at__isnull=True, role__in=("owner", "manager", "staff")) | Q(pk=also)
    return Membership.objects.filter(here, agency_id=agency_id).select_related("user").order_by("user__name", "pk")
