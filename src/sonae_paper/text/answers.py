"""What a company answered, in the words of the question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae_core.packs.questions import Question
from sonae_paper.text.labels import UNKNOWN, YES_NO
from sonae_paper.text.names import one_line
from sonae_paper.text.numbers import spoken_yen


def given_to(question: Question, inputs: Mapping[str, Any]) -> Any:
    """The raw answer in the ``inputs`` of an assessment; None where it is unknown or was not answered."""
    if question.company_field is not None:
        return inputs["company"].get(question.company_field)
    value = (inputs.get("answers") or {}).get(question.id)
    return None if value == "unknown" else value


def answered(question: Question, inputs: Mapping[str, Any]) -> str:
    """「はい」, the label of the option, 「8,000人」, 「1億8,000万円」, or 「わからない」."""
    value = given_to(question, inputs)
    if value is None:
        return UNKNOWN
    if question.kind == "number":
        return spoken_yen(value) if question.unit == "円" else f"{value:,}{question.unit}"
    if question.kind == "yes_partial_no":
        return YES_NO.get(value, one_line(str(value)))
    return next((option.label for option in question.options if option.id == value), one_line(str(value)))
