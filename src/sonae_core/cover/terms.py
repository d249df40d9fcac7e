"""The terms of a cover as people write them (``Policy``, ``FlatCover``) and the one form everything calculates with.

A *line* is a kind of cost (``forensics``); a *section* is a group of lines that share a retention and limits; the
*policy* holds sections. Yen and hours are exact decimals. Waiting hours are subtracted, they are no trigger.
Source of the two forms: the command-line contract, docs/reference/cli.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator

from sonae_core.values.errors import InputError
from sonae_core.values.reading import Amount, Identifier, Name, Share, Strict, Yen, wrong

NONE = Decimal(0)
WHOLE = Decimal(1)


@dataclass(frozen=True)
class LineTerms:
    """The terms of one line, per event. ``None`` is no limit; ``share`` is what the insurer bears (0–1)."""

    share: Decimal = WHOLE
    sublimit: Decimal | None = None
    """Yen over all entries of the line in one event."""
    waiting_hours: Decimal = NONE
    """Hours of this line alone that count for nothing (flat form)."""
    max_hours: Decimal | None = None
    """Hours of this line alone that count at most, after waiting (flat form)."""
    per_head: int | None = None
    """Yen per person; limits each entry by itself."""
    needs_consent: bool = False
    """The insurer pays only what it agreed to beforehand."""

    @property
    def has_clock(self) -> bool:
        """Whether hours of this line alone decide what is paid (flat form)."""
        return self.waiting_hours > 0 or self.max_hours is not None


@dataclass(frozen=True)
class SectionTerms:
    """The terms of one section: per event, and (``aggregate_limit``) per policy period."""

    id: str
    lines: Mapping[str, LineTerms]
    """In the order of the policy."""
    waiting_hours: Decimal = NONE
    """Hours used up once per event over the entries of the section, in their order."""
    max_hours: Decimal | None = None
    """Hours that count at most per event, after waiting, over the entries of the section."""
    retention: Decimal = NONE
    limit: Decimal | None = None
    aggregate_limit: Decimal | None = None
    already_paid: Decimal = NONE
    """Yen paid from this section for earlier events of the period."""

    @property
    def has_clock(self) -> bool:
        """Whether hours decide what the section pays."""
        return self.waiting_hours > 0 or self.max_hours is not None


@dataclass(frozen=True)
class Terms:
    """A whole cover in the one form that the ledger, the simulation and the compound solver read."""

    sections: tuple[SectionTerms, ...]
    event_limit: Decimal | None = None
    event_share: Decimal = WHOLE
    """What the insurer bears of an event's payment after the limit (flat form only; 1 in a policy)."""
    aggregate_limit: Decimal | None = None
    already_paid: Decimal = NONE

    def section_of(self, line: str) -> SectionTerms | None:
        """The section that covers ``line``; None when it is not insured."""
        return next((section for section in self.sections if line in section.lines), None)


class FlatCover(Strict):
    """The flat form of ``cover`` in ``losses``: one section of all lines that are not ``uncovered``.

    Yen may have decimals. Hours are per line. A missing or null limit is no limit.
    """

    waiting_hours: dict[Identifier, Amount] = Field(default_factory=dict)
    max_hours: dict[Identifier, Amount | None] = Field(default_factory=dict)
    shares: dict[Identifier, Share] = Field(default_factory=dict)
    sublimits: dict[Identifier, Amount | None] = Field(default_factory=dict)
    uncovered: tuple[Identifier, ...] = ()
    retention: Amount = NONE
    limit: Amount | None = None
    share: Share = WHOLE
    aggregate_limit: Amount | None = None

    def check_lines(self, known_lines: Collection[str], *, under: str = "cover") -> None:
        """InputError when a term names a line that no scenario has."""
        for name in ("waiting_hours", "max_hours", "shares", "sublimits", "uncovered"):
            for line in getattr(self, name):
                if line not in known_lines:
                    raise InputError(f"{under}.{name}.{line}", *_no_such_line(line, known_lines))

    def check_for_simulation(
        self, interruption_lines: Collection[str], all_lines: Collection[str], *, under: str = "cover"
    ) -> None:
        """InputError when a term names an unknown line, or hours a line that is not an interruption."""
        self.check_lines(all_lines, under=under)
        for name in ("waiting_hours", "max_hours"):
            for line in getattr(self, name):
                if line not in interruption_lines:
                    raise InputError(f"{under}.{name}.{line}", *_no_hours(line))

    def terms(self, lines: Iterable[str]) -> Terms:
        """The one form, for events made of ``lines``."""
        uncovered = frozenset(self.uncovered)
        covered = {line: self._line(line) for line in lines if line not in uncovered}
        section = SectionTerms("event", covered, retention=self.retention, limit=self.limit)
        return Terms((section,), event_share=self.share, aggregate_limit=self.aggregate_limit)

    def _line(self, line: str) -> LineTerms:
        return LineTerms(
            share=self.shares.get(line, WHOLE),
            sublimit=self.sublimits.get(line),
            waiting_hours=self.waiting_hours.get(line, NONE),
            max_hours=self.max_hours.get(line),
        )


class Section(Strict):
    """One section of a policy, in whole yen; shares are exact, hours may have decimals."""

    id: Identifier
    lines: tuple[Identifier, ...] = Field(min_length=1, json_schema_extra={"uniqueItems": True})
    waiting_hours: Amount = NONE
    max_hours: Amount | None = None
    shares: dict[Identifier, Share] = Field(default_factory=dict)
    per_head: dict[Identifier, Yen] = Field(default_factory=dict)
    sublimits: dict[Identifier, Yen | None] = Field(default_factory=dict)
    needs_consent: tuple[Identifier, ...] = ()
    retention: Yen = 0
    limit: Yen | None = None
    aggregate_limit: Yen | None = None

    @field_validator("lines", mode="after")
    @classmethod
    def _each_line_once(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        seen: set[str] = set()
        for line in lines:
            if line in seen:
                raise wrong(f"費目「{line}」が2回あります", "どちらかを消してください")
            seen.add(line)
        return lines

    @field_validator("shares", "per_head", "sublimits", "needs_consent", mode="after")
    @classmethod
    def _names_own_lines(cls, value: Any, info: ValidationInfo) -> Any:
        if "lines" in info.data:
            lines = dict.fromkeys(info.data["lines"])
            for line in value:
                if line not in lines:
                    raise wrong(*_not_in_section(line, lines))
        return value

    def terms(self, already_paid: int) -> SectionTerms:
        """The one form; ``already_paid`` in yen for earlier events of the period."""
        return SectionTerms(
            id=self.id,
            lines={line: self._line(line) for line in self.lines},
            waiting_hours=self.waiting_hours,
            max_hours=self.max_hours,
            retention=Decimal(self.retention),
            limit=_limit(self.limit),
            aggregate_limit=_limit(self.aggregate_limit),
            already_paid=Decimal(already_paid),
        )

    def _line(self, line: str) -> LineTerms:
        return LineTerms(
            share=self.shares.get(line, WHOLE),
            sublimit=_limit(self.sublimits.get(line)),
            per_head=self.per_head.get(line),
            needs_consent=line in self.needs_consent,
        )


class AlreadyPaid(Strict):
    """Yen paid for earlier events of the same policy period: from the whole policy, and from each section."""

    policy: Yen = 0
    sections: dict[Identifier, Yen] = Field(default_factory=dict)


class Policy(Strict):
    """A policy as in POLICY.yaml. ``aggregate_limit`` is of the policy period, ``event_limit`` of one event."""

    product: Name = ""
    aggregate_limit: Yen | None = None
    event_limit: Yen | None = None
    sections: tuple[Section, ...] = Field(min_length=1)
    already_paid: AlreadyPaid = AlreadyPaid()

    @field_validator("sections", mode="after")
    @classmethod
    def _ids_and_lines_are_unique(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        owners: dict[str, str] = {}
        seen: set[str] = set()
        for section in sections:
            if section.id in seen:
                raise wrong(f"同じid「{section.id}」の補償が2つあります", "別のidにしてください")
            seen.add(section.id)
            for line in section.lines:
                if line in owners:
                    raise wrong(
                        f"費目「{line}」が2つの補償（{owners[line]}、{section.id}）にあります",
                        "費目は1つの補償だけに入れてください",
                    )
                owners[line] = section.id
        return sections

    @field_validator("already_paid", mode="after")
    @classmethod
    def _names_own_sections(cls, already_paid: AlreadyPaid, info: ValidationInfo) -> AlreadyPaid:
        if "sections" in info.data:
            ids = dict.fromkeys(section.id for section in info.data["sections"])
            for name in already_paid.sections:
                if name not in ids:
                    raise wrong(
                        f"この契約にない補償のidです（{name}）",
                        "次のどれかにしてください: " + "、".join(list(ids)[:20]),
                    )
        return already_paid

    def check_for_simulation(
        self, interruption_lines: Collection[str], all_lines: Collection[str], *, under: str = "cover"
    ) -> None:
        """InputError for terms that events without heads, history or hours cannot answer.

        Lines that no scenario has are allowed.
        """
        for index, section in enumerate(self.sections):
            where = f"{under}.sections[{index}]"
            if section.per_head:
                raise InputError(f"{where}.per_head", "人数がわからないため計算できません", "per_head を消してください")
            if section.waiting_hours or section.max_hours is not None:
                name = "waiting_hours" if section.waiting_hours else "max_hours"
                for line in section.lines:
                    if line in all_lines and line not in interruption_lines:
                        raise InputError(f"{where}.{name}", *_no_hours(line))
        if self.already_paid.policy or any(self.already_paid.sections.values()):
            raise InputError(
                f"{under}.already_paid", "1年のはじめから計算するため使えません", "already_paid を消してください"
            )

    def terms(self) -> Terms:
        """The one form."""
        paid = self.already_paid
        return Terms(
            sections=tuple(section.terms(paid.sections.get(section.id, 0)) for section in self.sections),
            event_limit=_limit(self.event_limit),
            aggregate_limit=_limit(self.aggregate_limit),
            already_paid=Decimal(paid.policy),
        )


def _form(value: Any) -> str:
    is_policy = isinstance(value, Policy) or (isinstance(value, Mapping) and "sections" in value)
    return "tagged-union[policy]" if is_policy else "tagged-union[flat]"


Cover = Annotated[
    Annotated[FlatCover, Tag("tagged-union[flat]")] | Annotated[Policy, Tag("tagged-union[policy]")],
    Discriminator(_form),
]
"""Either form, told apart by ``sections``; a field type for pydantic models."""


def cover_terms(cover: FlatCover | Policy, lines: Iterable[str]) -> Terms:
    """The one form of either; ``lines`` are those of all scenarios."""
    return cover.terms() if isinstance(cover, Policy) else cover.terms(lines)


def _limit(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _no_such_line(line: str, known: Collection[str]) -> tuple[str, str]:
    return f"どのscenarioにもない費目です（{line}）", "次のどれかにしてください: " + "、".join(list(known)[:20])


def _not_in_section(line: str, lines: Collection[str]) -> tuple[str, str]:
    return (
        f"この補償の lines にない費目です（{line}）",
        "lines に足すか、次のどれかにしてください: " + "、".join(list(lines)[:20]),
    )


def _no_hours(line: str) -> tuple[str, str]:
    return (
        f"費目「{line}」は休業（interruption）ではなく、時間がありません",
        "時間の条件を消すか、費目を interruption にしてください",
    )
