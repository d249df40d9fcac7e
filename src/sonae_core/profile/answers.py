"""The answers of a company, held against the questions of the packs. What nobody knows is allowed, and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from sonae_core.packs.questions import UNKNOWN, YES_PARTIAL_NO, Question
from sonae_core.values.errors import InputError
from sonae_core.values.reading import shown, told, whole

MOST = 1_000_000_000


@dataclass(frozen=True)
class AnswerSheet:
    """Known answers by question, and the questions that were left open, in the order of the sheet."""

    values: Mapping[str, str | int]
    unknown: tuple[str, ...]
    """Left open: answered ``unknown``, or of the short sheet and not answered at all."""
    not_asked: tuple[str, ...] = ()
    """Of the full sheet and not answered: as open as the others for the range, but nobody was asked yet."""

    @property
    def open(self) -> tuple[str, ...]:
        """Every question without a known answer."""
        return (*self.unknown, *self.not_asked)

    def choice(self, question: str) -> str | None:
        """The chosen option, None when it is not known."""
        value = self.values.get(question)
        return None if value is None else str(value)


def read_answers(given: Mapping[str, Any], questions: Mapping[str, Question], under: str = "answers") -> AnswerSheet:
    """The sheet. Raises InputError for a question that is not asked or an answer that cannot be."""
    asked = {name: question for name, question in questions.items() if question.company_field is None}
    for name in given:
        if name not in asked:
            raise _not_asked(name, questions, asked, under)
    values: dict[str, str | int] = {}
    for name, question in asked.items():
        answer = _answer(question, given.get(name), f"{under}.{name}")
        if answer is not None:
            values[name] = answer
    not_asked = tuple(name for name, each in asked.items() if each.sheet == "full" and name not in given)
    unknown = tuple(name for name in asked if name not in values and name not in not_asked)
    return AnswerSheet(values, unknown, not_asked)


def _not_asked(name: str, questions: Mapping[str, Question], asked: Mapping[str, Question], under: str) -> InputError:
    if name in questions:
        field = questions[name].company_field
        return InputError(f"{under}.{name}", "会社の基本情報です", f"answers ではなく company.{field} に書いてください")
    near = get_close_matches(str(name), list(asked), 1)
    hint = f"「{near[0]}」のことですか。" if near else ""
    return InputError(f"{under}.{name}", "この質問はありません", hint + "使える質問: " + "、".join(asked))


def _answer(question: Question, value: Any, path: str) -> str | int | None:
    if value is None or value == UNKNOWN:
        return None
    if question.kind == "number":
        try:
            return whole(value, 0, question.most or MOST, question.unit or "数")
        except PydanticCustomError as error:
            problem, remedy = told(error)
            raise InputError(path, problem, remedy + "。わからなければ unknown と書けます") from None
    if isinstance(value, bool) and question.option_ids == YES_PARTIAL_NO:
        value = "yes" if value else "no"
    if not isinstance(value, str) or value not in question.option_ids:
        options = "、".join((*question.option_ids, UNKNOWN))
        raise InputError(path, f"選べない答えです（{shown(value)}）", f"次のどれかにしてください: {options}")
    return value
