"""A visitor's question and its answer for everybody: in words that tell nothing of who asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from sonae.audit.actions import record
from sonae.leads.asked import Question
from sonae.leads.keys import new_number
from sonae.leads.models import Request
from sonae.outbox import sources
from sonae.tenancy.actor import Actor
from sonae_core.values.folding import digits_of, folded

FIELDS = ("title", "text", "answer")
LEAST_NAME = 2
"""A name of fewer letters is found in ordinary words."""
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_PHONE = re.compile(r"(?<![0-9])0[0-9]{1,4}-?[0-9]{1,4}-?[0-9]{3,4}(?![0-9])")


class ConflictError(Exception):
    """Somebody else has changed it since it was opened; ``current`` is as it is now."""

    def __init__(self, current: Question) -> None:
        super().__init__(current.pk)
        self.current = current


class TellsError(Exception):
    """What is to be published tells who asked, or names somebody; ``words`` says how."""

    def __init__(self, words: list[str]) -> None:
        super().__init__("、".join(words))
        self.words = words


@transaction.atomic
def prepare(*, request: Request, at: datetime) -> Question:
    """The question of a request, to be answered: once, however often it is asked for."""
    found: Question | None = Question.objects.filter(request_id=request.pk).first()
    if found is None:
        found = Question(
            agency_id=request.agency_id,
            request=request,
            title="",
            text=request.message[:2000],
            created_at=at,
            updated_at=at,
        )
        found.save(force_insert=True)
    return found


@transaction.atomic
def save(*, question: Question | None, given: Mapping[str, str], version: int, by: Actor, at: datetime) -> Question:
    """Write the answer, or the question anew; a published one changes for everybody. ConflictError, TellsError."""
    if question is None:
        held = Question(agency_id=by.agency_id, created_at=at, version=0)
    else:
        held = Question.objects.select_for_update().get(pk=question.pk)
        if held.version != version:
            raise ConflictError(held)
    before = {name: getattr(held, name) for name in FIELDS}
    for name in FIELDS:
        setattr(held, name, given[name])
    if held.published_at is not None:
        _refuse(held)
    held.answered_at, held.answered_by_id = held.answered_at or at, held.answered_by_id or by.user_id
    held.updated_at, held.version = at, held.version + 1
    held.save(force_insert=question is None)
    record(by=by, what="leads.question_answered", on=held.record, at=at, before=before, after=dict(given))
    return held


@transaction.atomic
def publish(*, question: Question, by: Actor, at: datetime) -> Question:
    """Let everybody read it. TellsError where it tells who asked."""
    held: Question = Question.objects.select_for_update().get(pk=question.pk)
    if held.published_at is not None:
        return held
    _refuse(held)
    held.slug = held.slug or f"q-{new_number().lower()}"
    held.published_at, held.updated_at, held.version = at, at, held.version + 1
    held.save()
    record(by=by, what="leads.question_published", on=held.record, at=at)
    return held


@transaction.atomic
def withdraw(*, question: Question, by: Actor, at: datetime) -> None:
    """Nobody reads it any more; its address is kept for it."""
    held: Question = Question.objects.select_for_update().get(pk=question.pk)
    if held.published_at is None:
        return
    held.published_at, held.updated_at, held.version = None, at, held.version + 1
    held.save()
    record(by=by, what="leads.question_withdrawn", on=held.record, at=at)


def _refuse(question: Question) -> None:
    if found := list(tells(question)):
        raise TellsError(found)


def tells(question: Question) -> Iterator[str]:
    """What in it must not be published, one sentence each; nothing where all is well."""
    if not question.title.strip() or not question.answer.strip():
        yield "見出しか回答が空です。両方を書いてください。"
    text = unicodedata.normalize("NFKC", f"{question.title}\n{question.text}\n{question.answer}")
    if found := _MAIL.search(text):
        yield f"メールアドレスがあります（{found[0]}）。消してください。"
    if found := _PHONE.search(text):
        yield f"電話番号らしい数字があります（{found[0]}）。消してください。"
    yield from _names(question, folded_whole(text), digits_of(text))


def folded_whole(text: str) -> str:
    """The key of a text of any length; pieces overlap, so that no name is cut through."""
    return "\n".join(folded(text[start : start + 400]) for start in range(0, len(text), 280))


def _names(question: Question, key: str, digits: str) -> Iterator[str]:
    asked = question.request
    if asked is not None:
        theirs = (
            ("会社名", asked.company),
            ("お名前", asked.name),
            ("フリガナ", asked.kana),
            ("部署", asked.department),
        )
        for title, value in theirs:
            if len(name := folded(value)) >= LEAST_NAME and name in key:
                yield f"質問した方の{title}（{value}）があります。消してください。"
        if len(asked.corporate_number) == 13 and asked.corporate_number in digits:
            yield "質問した方の法人番号があります。消してください。"
    but = asked.customer_id if asked is not None else None
    for name in sources.names(question.agency_id, but):
        if len(found := folded(name)) > LEAST_NAME and found in key:
            yield f"お客様の名前（{name}）があります。消してください。"
