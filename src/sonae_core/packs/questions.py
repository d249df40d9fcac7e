"""The questions family: what is asked of a company, why, whom to ask, and what an answer changes.

The short sheet stands inside the full one. A question of the full sheet that names no rates, shares or measure of known
effect changes no yen: it is a checklist question, for the list of things to do and for the guidelines.

An option's factors are relative to each other. The base rate belongs to the average firm, so the engine divides a
factor by its mean over ``prevalence``; unknown is that mean, factor 1, over the whole range of options.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sonae_core.packs.references import FactorRef, FactRef, MeasureRef, ScenarioRef, ShareRef
from sonae_core.packs.shapes import FamilyFile, Frozen
from sonae_core.values.reading import MAX_YEN, Identifier, Strict, Text, wrong

FAMILY = "questions"

YES_PARTIAL_NO = ("yes", "partial", "no")
PERCENT = 100
UNKNOWN = "unknown"


Group = Literal[
    "company",
    "data",
    "connections",
    "defences",
    "access",
    "devices",
    "mail",
    "people",
    "partners",
    "response",
    "management",
]
"""What a question is about. Premium schedules count the answers of ``defences``, all of the short sheet."""
OptionId = Annotated[str, Field(pattern="^([A-T]|[a-z0-9_]{1,64})$")]


class Option(Strict):
    """One answer to choose."""

    id: OptionId
    label: Text


class Exposure(Strict):
    """How the answer changes a scenario's rate: by a factor, to the power of the weight of the path if one is named."""

    scenario: ScenarioRef
    path: Identifier | None = None
    by_option: Frozen[str, FactorRef]


class Question(Strict):
    """One question of a sheet. ``unknown`` is always an answer."""

    id: Identifier
    sheet: Literal["short", "full"]
    """``full``: asked after the short sheet, of those who want to know more."""
    group: Group
    kind: Literal["number", "choice", "yes_partial_no"]
    text: Text
    why: Text
    counts_as_yes: Text
    """What has to be there for a yes; for a choice or a number, how to find the answer."""
    ask: Text
    """Whom to ask, when one does not know."""
    company_field: Literal["industry", "employees", "sales"] | None = None
    """Answered under ``company:``, not under ``answers:``."""
    unit: Text | None = None
    most: Annotated[int, Field(ge=1)] | None = None
    """The largest number that makes sense as an answer."""
    gives: Literal["website_share"] | None = None
    """A percentage that, when answered, replaces the share that the answers to another question suggest."""
    options: tuple[Option, ...] = ()
    prevalence: Frozen[str, ShareRef] = Field(default_factory=dict, validate_default=True)
    rates: tuple[Exposure, ...] = ()
    impairment: Frozen[str, ShareRef] = Field(default_factory=dict, validate_default=True)
    """Which part of a day's earnings is lost while computers stand still."""
    website_share: Frozen[str, ShareRef] = Field(default_factory=dict, validate_default=True)
    """Which part of the sales comes through the web site."""
    measure: MeasureRef | None = None
    """The measure that a yes means is in place."""
    partial: ShareRef | None = None
    """Which part of the measure a 'partly' is worth; needed where the effect of the measure is known."""
    when_unknown: FactRef | None = None
    """The number to take when the answer is unknown."""

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The answers that can be chosen, without ``unknown``."""
        if self.kind == "yes_partial_no":
            return YES_PARTIAL_NO
        return tuple(option.id for option in self.options)

    @model_validator(mode="after")
    def _kind_fits(self) -> Self:
        if (self.kind == "choice") != bool(self.options):
            raise wrong("options は choice の質問だけに要ります", "kind か options を直してください")
        if self.kind == "number" and self.unit is None:
            raise wrong("数の質問に unit がありません", "人、円などの単位を書いてください")
        if (self.kind == "yes_partial_no") != (self.measure is not None):
            raise wrong(
                "yes_partial_no の質問には measure が要り、ほかの質問には書けません", "kind か measure を直してください"
            )
        if self.measure is None and self.partial is not None:
            raise wrong("measure のない質問に partial があります", "partial を消してください")
        if self.kind != "number" and (self.most is not None or self.gives is not None):
            raise wrong("数でない質問に most か gives があります", "kind か、most と gives を直してください")
        if self.gives is not None and self.most != PERCENT:
            raise wrong("gives のある質問の most が100ではありません", "％で聞き、most: 100 と書いてください")
        if len(set(self.option_ids)) < len(self.option_ids) or UNKNOWN in self.option_ids:
            raise wrong("選択肢のidが重なっているか、unknown です", "unknown はいつでも選べるので書きません")
        return self

    @model_validator(mode="after")
    def _every_option_is_told(self) -> Self:
        told: list[tuple[str, Mapping[str, str]]] = [(name, getattr(self, name)) for name in _BY_OPTION]
        told += [(f"rates[{index}].by_option", each.by_option) for index, each in enumerate(self.rates)]
        for name, mapping in told:
            if mapping and set(mapping) != set(self.option_ids):
                raise wrong(
                    f"{name} の選択肢が質問のものと違います",
                    f"すべてを1回ずつ書いてください: {'、'.join(self.option_ids)}",
                )
        if any(mapping for _, mapping in told[1:]) and not self.prevalence:
            raise wrong(
                "prevalence がありません", "わからないと答えた会社のため、選択肢ごとの会社の割合を書いてください"
            )
        return self


_BY_OPTION = ("prevalence", "impairment", "website_share")


class Figure(Strict):
    """A figure of one company that takes the place of ours: money, and what stands on its certificate of insurance.

    Asked after the sheets; whoever does not know leaves it out, and nothing is assumed in its place.
    """

    id: Literal[
        "operating_profit",
        "continuing_costs",
        "cash",
        "budget",
        "policy_limit",
        "policy_retention",
        "policy_waiting_hours",
    ]
    """What the calculation does with it is code, so there are no others."""
    text: Text
    why: Text
    hint: Text
    """Where to find it, and how to write it."""
    ask: Text
    """Whom to ask, when one does not know."""
    unit: Literal["円", "時間"]
    negative: bool = False
    """Whether it can be below 0: a loss."""
    most: Annotated[int, Field(ge=1)] = MAX_YEN
    """The largest number that makes sense."""


class QuestionFile(FamilyFile):
    """One file of the family: questions in the order in which they are asked, and figures."""

    questions: tuple[Question, ...] = ()
    figures: tuple[Figure, ...] = ()
