"""What is asked for a mail. Nothing about how it looks; what a mail cannot hold is told by ``words`` on its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest

from sonae.audit.record import Record
from sonae.outbox import words
from sonae.outbox.actions import COMPANY, Given
from sonae.outbox.models import Mail
from sonae.outbox.sources import Company
from sonae.outbox.words import Attachment
from sonae.tenancy.actor import Actor
from sonae_core.values.errors import InputError

ELSEWHERE = "other"
"""The choice of an address that is none of the company's contacts."""
_MISSING = {"required": "入力してください。"}
_FIELD_OF = {"宛先": "other", "宛名": "to", "件名": "subject", "本文": "text", "添付ファイル": "files"}
MEDIA: Mapping[str, str] = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
"""What may be attached. What else a browser says of a file is not believed."""


class Letter(forms.Form):
    """A mail to somebody at a company."""

    to = forms.ChoiceField(
        label="宛先", error_messages={"required": "選んでください。", "invalid_choice": "選んでください。"}
    )
    other = forms.CharField(label="ほかの宛先", max_length=words.MOST_ADDRESS, required=False)
    subject = forms.CharField(label="件名", max_length=words.MOST_SUBJECT, error_messages=_MISSING, strip=False)
    text = forms.CharField(
        label="本文", max_length=words.MOST_TEXT, widget=forms.Textarea, error_messages=_MISSING, strip=False
    )

    def __init__(self, *args: Any, company: Company, **more: Any) -> None:
        super().__init__(*args, **more)
        self.company = company
        people = [(str(place), person) for place, person in enumerate(company.people)]
        self.people = dict(people)
        chosen: Any = self.fields["to"]
        chosen.choices = [*((place, person.name) for place, person in people), (ELSEWHERE, "ほかの宛先")]

    def clean(self) -> dict[str, Any]:
        """An address of one's own is needed where it was chosen."""
        found = super().clean() or self.cleaned_data
        if found.get("to") == ELSEWHERE and not found.get("other", "").strip():
            self.add_error("other", "メールアドレスを入力してください。")
        return found

    def given(self, request: HttpRequest, actor: Actor) -> Given | None:
        """The mail that is asked for; None where something must be mended, which the fields then say."""
        if not self.is_valid():
            return None
        found = self.cleaned_data
        person = self.people.get(found["to"])
        asked = Given(
            agency=actor.agency_id,
            to=person.address if person is not None else found["other"],
            to_name=person.name if person is not None else "",
            subject=found["subject"],
            text=found["text"],
            kind="outbox.letter",
            by=actor,
            about=Record(COMPANY, self.company.id, self.company.name, self.company.agency_id),
        )
        return self._checked(asked, request)

    def _checked(self, asked: Given, request: HttpRequest) -> Given | None:
        """Each field by itself, so that everything that must be mended is said at once."""
        checks: list[Callable[[], object]] = [
            lambda: words.address("宛先", asked.to),
            lambda: words.line("件名", asked.subject, words.MOST_SUBJECT),
            lambda: words.body("本文", asked.text),
        ]
        for check in checks:
            try:
                check()
            except InputError as error:
                self._say(error)
        try:
            attachments = words.files("添付ファイル", _files(request))
        except InputError as error:
            self._say(error)
            return None
        return None if self.errors else replace(asked, attachments=attachments)

    def _say(self, error: InputError) -> None:
        name = _FIELD_OF.get(error.path, "text")
        self.add_error(name if name in self.fields else None, f"{error.problem}。{error.remedy}。")


def _files(request: HttpRequest) -> list[Attachment]:
    found = []
    for each in request.FILES.getlist("files"):
        name = str(each.name or "")
        ending = name.rpartition(".")[2].lower()
        if ending not in MEDIA:
            raise InputError(
                "添付ファイル",
                f"送れない種類のファイルです（{name[:40]}）",
                f"{'、'.join(MEDIA)} のどれかにしてください",
            )
        found.append(Attachment(name, each.read(), MEDIA[ending]))
    return found


def as_written(mail: Mail, company: Company) -> dict[str, str]:
    """A draft as the form shows it."""
    place = next((str(n) for n, person in enumerate(company.people) if person.address == mail.to), ELSEWHERE)
    other = mail.to if place == ELSEWHERE else ""
    return {"to": place, "other": other, "subject": mail.subject, "text": mail.text}


class Allowance(forms.Form):
    """An address outside of the agency and its customers."""

    address = forms.CharField(label="メールアドレス", max_length=words.MOST_ADDRESS, error_messages=_MISSING)
    reason = forms.CharField(label="だれの宛先か", max_length=200, error_messages=_MISSING)
