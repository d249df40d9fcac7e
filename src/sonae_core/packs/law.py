"""The law family: dated rules on reporting a breach, and the days on which public offices are closed.

Every number (days, persons) and every sentence that explains a rule lives in ``sonae_knowledge/law``; this module
only says their shape and reads them once. ``sonae_core.law`` calculates with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from sonae_core.packs.facts import Dated, Day
from sonae_core.packs.files import ROOT, family_documents, places
from sonae_core.values.errors import InputError
from sonae_core.values.reading import Identifier, Strict, Text, read, whole, wrong

FAMILY = "law"


def _count(value: Any) -> int:
    return whole(value, low=1, high=100_000)


Count = Annotated[int, BeforeValidator(_count), Field(json_schema_extra={"type": "integer", "minimum": 1})]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
_HOLIDAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) [^ 、]+"
HolidayLine = Annotated[str, Field(pattern=f"^{_HOLIDAY}(、{_HOLIDAY})*$")]


class Statement(Dated):
    """One statement of law: where it stands, and what it means in our own words (Japanese sentences)."""

    id: Identifier
    title: Text
    article: Text | None = None
    explanation: Annotated[tuple[Text, ...], Field(min_length=1)]

    def stands_on(self, day: date) -> bool:
        """Whether the statement is in force on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Trigger(Statement):
    """A situation that must be reported, whoever noticed it."""

    kind: Identifier
    malicious: bool = False
    """Done, or perhaps done, with a wrongful purpose: the longer term of the final report applies."""
    more_than: Count | None = None
    """Applies only above this number of persons."""


class Exemption(Statement):
    """A reason why nothing has leaked in the sense of the law, and what has to be shown for it."""

    kind: Identifier
    proof: Statement


class Preliminary(Statement):
    """The prompt report; ``guide_first_day``–``guide_last_day`` are the days of the guide value, knowing = day 1."""

    guide_first_day: Count
    guide_last_day: Count


class Final(Statement):
    """The full report; terms in days, the day of knowing is day 1."""

    days: Count
    days_malicious: Count


class ReportItem(Strict):
    """One of the items of the report, what to write in it, and whether the persons concerned are told too."""

    number: Count
    title: Text
    fill: Text
    to_persons: bool


class ReportItems(Statement):
    """All items of the report."""

    items: tuple[ReportItem, ...]


class Notice(Statement):
    """News that belongs beside an answer but does not change it; ``kinds`` limits it to some triggers."""

    kinds: tuple[Identifier, ...] = ()


class Regime(Strict):
    """The reporting rules for one kind of reporter (``entity``)."""

    id: Identifier
    entity: Identifier
    title: Text
    law: Text
    first_day: Day
    """Days of knowing before this are not answered."""
    recipient: Statement
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1)]
    exemptions: tuple[Exemption, ...]
    knowing: Statement
    preliminary: Preliminary
    final: Final
    rolling: Statement
    notify_persons: Statement
    items: ReportItems
    voluntary: Statement
    parties: Statement
    notices: tuple[Notice, ...] = ()
    future: Statement | None = None
    """From its ``valid_from`` on the rules are expected to have changed: answers are assumptions."""

    @model_validator(mode="after")
    def _triggers_follow_each_other(self) -> Self:
        until: dict[str, date | None] = {}
        for trigger in sorted(self.triggers, key=lambda each: each.valid_from or date.min):
            start = trigger.valid_from or date.min
            if trigger.kind in until:
                before = until[trigger.kind]
                if before is None or (start - before).days != 1:
                    raise wrong(
                        f"要件 {trigger.kind} の期間が続いていません（{trigger.id}）",
                        "前の版の valid_to の翌日を次の版の valid_from にしてください",
                    )
            elif start > self.first_day:
                raise wrong(f"要件 {trigger.kind} が first_day にありません", "valid_from を直してください")
            until[trigger.kind] = trigger.valid_to
        return self

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Trigger, ...]]:
        return {kind: tuple(each for each in self.triggers if each.kind == kind) for kind in self.kinds}

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of triggers, in the order of the file, each once."""
        return tuple(dict.fromkeys(trigger.kind for trigger in self.triggers))

    def trigger(self, kind: str, day: date) -> Trigger:
        """The trigger as it stands on ``day``; KeyError when the kind is unknown or not in force then."""
        for trigger in self._versions[kind]:
            if trigger.stands_on(day):
                return trigger
        raise KeyError(kind)

    def exemption(self, kind: str) -> Exemption:
        """The exemption of that kind; KeyError when there is none."""
        for exemption in self.exemptions:
            if exemption.kind == kind:
                return exemption
        raise KeyError(kind)

    def statements(self) -> Iterator[Statement]:
        """Every statement of the regime."""
        yield from self.triggers
        for exemption in self.exemptions:
            yield exemption
            yield exemption.proof
        yield from (self.recipient, self.knowing, self.preliminary, self.final, self.rolling)
        yield from (self.notify_persons, self.items, self.voluntary, self.parties, *self.notices)
        if self.future is not None:
            yield self.future


class ClosedDays(Statement):
    """Days on which public offices are closed besides Saturdays and Sundays."""

    year_end: tuple[MonthDay, ...]
    holidays: Mapping[str, HolidayLine]
    """National holidays by year: ``01-01 元日、01-12 成人の日、…``."""
    official_until: Day
    """Holidays are officially published up to this day; later ones are computed."""
    last_day: Day
    """The table ends here."""
    computed: Statement
    """What is said about days after ``official_until``."""

    @model_validator(mode="after")
    def _no_year_is_missing(self) -> Self:
        first = self.valid_from.year if self.valid_from else self.last_day.year
        years = [str(year) for year in range(first, self.last_day.year + 1)]
        if list(self.holidays) != years:
            raise wrong(
                "祝日の表の年がそろっていません", f"{years[0]}年から{years[-1]}年までを1年ずつ、順に書いてください"
            )
        return self

    def holidays_of(self, year: int) -> dict[date, str]:
        """The national holidays of a year of the table and their names; KeyError for another year."""
        entries = (entry.split(" ", 1) for entry in self.holidays[str(year)].split("、"))
        return {date.fromisoformat(f"{year}-{day}"): name for day, name in entries}


class LawFile(Strict):
    """One file of the family."""

    title: Text
    regimes: tuple[Regime, ...] = ()
    closed_days: ClosedDays | None = None


@dataclass(frozen=True)
class Law:
    """The whole family, checked."""

    regimes: Mapping[str, Regime]
    """By ``entity``."""
    closed_days: ClosedDays
    statements: Mapping[str, Statement]
    """By id, all of them."""
    files: Mapping[str, str]
    """Id → file and line in which the statement or rule begins."""

    @property
    def shown(self) -> Mapping[str, Statement | Regime]:
        """What can be looked up by id: statements, and the rules that answers name (``rule``)."""
        return {**self.statements, **{regime.id: regime for regime in self.regimes.values()}}


@lru_cache(maxsize=4)
def load_law(root: Traversable = ROOT) -> Law:
    """Read, check and keep the law family; InputError names what a maintainer has to mend."""
    documents = family_documents(FAMILY, root)
    files = tuple(read(LawFile, document) for document in documents)
    closed = [file.closed_days for file in files if file.closed_days is not None]
    if len(closed) != 1:
        raise InputError(FAMILY, f"closed_days が{len(closed)}つあります", "1つのファイルにだけ書いてください")
    regimes: dict[str, Regime] = {}
    statements: dict[str, Statement] = {closed[0].id: closed[0], closed[0].computed.id: closed[0].computed}
    for regime in (regime for file in files for regime in file.regimes):
        if regime.entity in regimes:
            raise InputError(FAMILY, f"entity {regime.entity} が2回あります", "どちらかを消してください")
        regimes[regime.entity] = regime
        for statement in regime.statements():
            if statement.id in statements:
                raise InputError(FAMILY, f"id {statement.id} が2回あります", "どちらかの名前を変えてください")
            statements[statement.id] = statement
    return Law(MappingProxyType(regimes), closed[0], MappingProxyType(statements), MappingProxyType(places(documents)))
