"""COMPANY.yaml: what ``assess`` is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictBool

from sonae_core.cover.terms import Policy
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.answers import AnswerSheet, read_answers
from sonae_core.profile.company import Company
from sonae_core.values.document import Document
from sonae_core.values.errors import InputError
from sonae_core.values.reading import Finite, Identifier, Strict, Text, Yen, read


class BudgetSpec(Strict):
    """Yen for measures: in the first year (one-off and yearly), and per year. Missing: no bound."""

    first_year: Yen | None = None
    yearly: Yen | None = None
    includes_premium: StrictBool = False


def _budget(value: Any) -> Any:
    """A number alone is the budget of the first year."""
    return value if value is None or isinstance(value, (Mapping, BudgetSpec)) else {"first_year": value}


class CompanyFile(Strict):
    """The whole file."""

    company: Company
    answers: dict[Text, Any] = Field(default_factory=dict)
    """Question id → answer; ``unknown`` or missing is allowed."""
    policy: Policy | None = None
    budget: Annotated[BudgetSpec | None, BeforeValidator(_budget)] = None
    cash: Yen | None = None
    """What the company can pay from its own means."""
    assumptions: dict[Identifier, Finite] | None = None
    """Fact id → the company's own value, in the fact's unit, of something that the packs only assume."""


@dataclass(frozen=True)
class Case:
    """A company file held against the packs."""

    file: CompanyFile
    sheet: AnswerSheet


def read_case(given: Document | Mapping[str, Any] | CompanyFile, pack: Pack) -> Case:
    """Raises InputError naming field and remedy; unknown answers are no error."""
    file = given if isinstance(given, CompanyFile) else read(CompanyFile, given)
    name = f"{given.name}: " if isinstance(given, Document) else ""
    if file.policy is not None:
        _check_lines(file.policy, pack, f"{name}policy")
    return Case(file, read_answers(file.answers, pack.questions, f"{name}answers"))


def lines_not_modelled(policy: Policy | None, pack: Pack) -> tuple[str, ...]:
    """Lines of the policy that no event of the model has: it pays nothing for them here."""
    sections = () if policy is None else policy.sections
    return tuple(line for section in sections for line in section.lines if line not in pack.lines)


def _check_lines(policy: Policy, pack: Pack, under: str) -> None:
    for index, section in enumerate(policy.sections):
        for line in section.lines:
            timed = section.waiting_hours or section.max_hours is not None
            if timed and line in pack.lines and line != "interruption":
                raise InputError(
                    f"{under}.sections[{index}].waiting_hours",
                    f"費目「{line}」には時間がありません",
                    "時間の条件は interruption だけの補償に書いてください",
                )
