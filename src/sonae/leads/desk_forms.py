"""What the desk of requests asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sonae.leads.offers import GIFT_NAMES
from sonae.leads.replies import problems, unfilled
from sonae.web.fields import Choice, Day, Line, Lines, OneOf, Yen

OUTCOMES = (("reached", "話せました"), ("missed", "つながりませんでした"))
MOST_REPLY = 20_000
MOST_YEN = 10_000_000
"""What is given free and costs more is no small courtesy, but a slip of the pen."""


class Version(forms.IntegerField):
    """Which state of a row was opened; hidden."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)


class AssignForm(forms.Form):
    """Who has it."""

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"] = OneOf("担当", people, "決めていません")


class CallForm(forms.Form):
    """How a call went."""

    outcome = Choice("結果", OUTCOMES)
    note = Lines("話した内容", 1000, rows=3, hint="次にすることも書いておくと、引き継げます。")


class CloseForm(forms.Form):
    """Why it ends without an answer."""

    why = Line("終了の理由", 200, hint="「同じ会社から2通届いた」など。")


class EraseForm(forms.Form):
    """Why everything personal goes; that it is meant."""

    why = Line("消去の理由", 200, hint="「ご本人から消去の依頼」など。お名前は書かないでください。記録に残ります。")
    sure = forms.BooleanField(
        label="元に戻せないことを確かめました", error_messages={"required": "確かめて、印を付けてください。"}
    )


class ReplyForm(forms.Form):
    """The words of a reply."""

    subject = Line("件名", 200)
    text = Lines("本文", MOST_REPLY, rows=14, needed=True)

    def clean_text(self) -> str:
        """No place of a template is left unfilled."""
        text: str = self.cleaned_data["text"]
        if left := unfilled(text):
            raise ValidationError(f"「{left[0]}」が残っています。名前に書き換えてください。")
        return text


def _sound(text: str) -> str:
    """The words of a template; ValidationError for places that nobody can fill."""
    if found := list(problems(text)):
        raise ValidationError(found)
    return text


class TemplateForm(forms.Form):
    """A template of a reply."""

    name = Line("名前", 80, hint="選ぶときに見る名前です。お客様には見えません。")
    subject = Line("件名", 200)
    text = Lines("本文", MOST_REPLY, rows=14, needed=True)
    version = Version()

    def clean_subject(self) -> str:
        """Its places are known."""
        return _sound(self.cleaned_data["subject"])

    def clean_text(self) -> str:
        """Its places are known."""
        return _sound(self.cleaned_data["text"])


class DocumentForm(forms.Form):
    """What is said of a document; its file comes beside it."""

    title = Line("題名", 120, hint="資料請求のページに出ます。")
    description = Line("内容", 300, needed=False, hint="だれの、どんな困りごとに役立つかを、1文か2文で。")
    place = forms.IntegerField(
        label="順番", min_value=0, max_value=999, initial=0, help_text="小さいものから並びます。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3"}),
        error_messages={"required": "0から999の数字を入力してください。", "invalid": "数字で入力してください。"},
    )  # fmt: skip
    approval_number = Line(
        "募集文書の承認番号", 80, needed=False, hint="保険の内容に触れる資料には、保険会社の承認番号が要ります。"
    )
    approval_until = Day("承認の有効期限", needed=False, hint="この日を過ぎると、自動で出なくなります。")
    version = Version()

    def clean(self) -> dict[str, Any]:
        """A number holds until a day."""
        given = super().clean() or self.cleaned_data
        if given.get("approval_number") and not given.get("approval_until") and "approval_until" not in self.errors:
            self.add_error("approval_until", "承認番号には、有効期限を入力してください。")
        return given


class AnswerForm(forms.Form):
    """A question in words that tell nothing of who asked, and its answer."""

    title = Line("質問（公開するときの見出し）", 120)
    text = Lines(
        "質問の内容", 2000, rows=4, hint="会社名、お名前、連絡先、その会社とわかることを除いて書き直してください。"
    )
    answer = Lines("回答", 4000, rows=10, needed=True)
    version = Version()


class BenefitForm(forms.Form):
    """Something given free, noted by hand."""

    kind = Choice("種類", GIFT_NAMES.items())
    title = Line("内容", 120, hint="「復旧手順の相談（60分）」など。")
    yen = Yen("金額の目安（円）", MOST_YEN, hint="同じものを有料で受けたときの値段。ないときは0。")
    recipient = Line("相手の会社名", 120)
    day = Day("渡した日")
    note = Line("メモ", 300, needed=False)
    same = forms.BooleanField(
        label="契約の有無にかかわらず、どなたにも同じ条件で出しているものです",
        error_messages={"required": "どなたにも出しているものだけを渡せます。確かめて、印を付けてください。"},
    )
