"""What is typed about the people on an agency's public pages."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from sonae.accounts import careers
from sonae.accounts.people_shown import MOST_CAREER, MOST_INTRODUCTION
from sonae.web.clock import today
from sonae.web.fields import Line, Lines


class Shown(forms.Form):
    """One of them."""

    name = Line("名前", 60)
    kana = Line("よみがな", 60, needed=False)
    title = Line("肩書き", 80, needed=False, hint="例: みなと保険事務所 代表")
    qualifications = Line("資格", 200, needed=False, hint="例: 損害保険の資格、情報処理の資格")
    since = Line("この道に入った年月", 20, needed=False, hint="例: 2009年4月。「この道何年」は、見るたびに数えます。")
    introduction = Lines("紹介", MOST_INTRODUCTION, rows=4, hint="2、3文で。お客様に何ができるかを書きます。")
    career = Lines(
        "経歴",
        MOST_CAREER,
        rows=6,
        hint="1行に1つ、年月と、したこと。例: 2009年4月〜2012年3月 保険会社で法人を担当。続くものは「2019年〜」。",
    )

    def clean_since(self) -> str:
        """In one way of writing."""
        text = str(self.cleaned_data["since"])
        try:
            return str(careers.month(text, today())) if text else ""
        except careers.UnreadableError as error:
            raise ValidationError(str(error)) from None

    def clean_career(self) -> str:
        """In order, in one way of writing."""
        try:
            return careers.told(careers.steps(str(self.cleaned_data["career"]), today()))
        except careers.UnreadableError as error:
            raise ValidationError(str(error)) from None
