"""The answer to a question about a breach: dates, explanation, sources and how far it can be trusted.

``confidence`` is the weakest grade among the statements that decide the answer (triggers, counting, calendar); news
and practical hints are listed among the sources with their own grade but do not weigh.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sonae_core.law import sentences
from sonae_core.law.breach_report import Deadline, ReportDates, report_dates
from sonae_core.law.calendar import OfficeCalendar, OutOfTableError, japanese_date
from sonae_core.law.question import Question
from sonae_core.law.sentences import iso
from sonae_core.law.triage import Triage, earliest, triage
from sonae_core.packs.facts import Confidence
from sonae_core.packs.law import Law, Notice, Regime, Statement, load_law
from sonae_core.values.errors import InputError

Sources = tuple[dict[str, str | None], ...]

_WEAKNESS = {
    Confidence.VERIFIED: 0,
    Confidence.DERIVED: 1,
    Confidence.UNVERIFIED: 2,
    Confidence.ASSUMED: 3,
}


@dataclass(frozen=True)
class Answer:
    """What a company has to do, and until when; ``dates`` is None when there is no duty to report."""

    regime: Regime
    triage: Triage
    dates: ReportDates | None
    explanation: tuple[str, ...]
    confidence: Confidence
    valid_from: date
    """Since when the rules used have stood unchanged."""
    sources: Sources

    def as_json(self) -> dict[str, Any]:
        """The answer as the command line contract writes it; days are ISO 8601."""
        return {
            "reportable": self.triage.reportable,
            "preliminary": _preliminary(self.dates),
            "final": _final(self.dates),
            "notify_persons": {"duty": "promptly"} if self.triage.reportable else None,
            "explanation": list(self.explanation),
            "rule": self.regime.id,
            "rule_valid_from": iso(self.valid_from),
            "confidence": self.confidence.value,
            "sources": list(self.sources),
            "triggers": [
                {"kind": each.rule.kind, "known": iso(each.known), "article": each.rule.article}
                for each in self.triage.standing
            ],
            "removed": _removed(self.triage),
            "recipient": self.regime.recipient.explanation[0],
        }


def _preliminary(dates: ReportDates | None) -> dict[str, Any] | None:
    if dates is None:
        return None
    first, last = iso(dates.guide_first), iso(dates.guide_last)
    return {"duty": "promptly", "from": first, "to": last, "guide": True, "may_be_final": True}


def _final(dates: ReportDates | None) -> dict[str, Any] | None:
    if dates is None:
        return None
    others = [
        {**_term(each.deadline), "start": iso(each.deadline.start), "reason": sentences.reason(each)}
        for each in dates.alternatives
    ]
    return {**_term(dates.final), "alternatives": others}


def _term(term: Deadline) -> dict[str, Any]:
    return {"due": iso(term.due), "days": term.days, "raw": iso(term.raw)}


def _removed(found: Triage) -> list[dict[str, str]]:
    removed = [
        {"kind": each.rule.kind, "known": iso(each.known), "reason": sentences.too_few_reason(each)}
        for each in found.too_few
    ]
    if found.exemption is not None:
        removed.append({"kind": "all", "reason": found.exemption.title})
    return removed


@dataclass(frozen=True)
class _Case:
    """A question with what was worked out from it."""

    question: Question
    regime: Regime
    triage: Triage
    dates: ReportDates | None
    since: date
    """The first day of knowing: the rules of that day apply."""

    @property
    def future(self) -> Statement | None:
        """The statement that the law will have changed by then."""
        future = self.regime.future
        return future if future is not None and future.stands_on(self.since) else None


@dataclass(frozen=True)
class Adviser:
    """Answers questions by one state of the law; keeps the calendar days and sources it has looked up."""

    law: Law
    calendar: OfficeCalendar
    _sources: dict[str, Sources] = field(default_factory=dict, compare=False, repr=False)

    def answer(self, question: Question, known_path: str = "known") -> Answer:
        """The answer; InputError at ``known_path`` when a deadline lies beyond the table of holidays."""
        regime = self.law.regimes[question.entity]
        found = triage(question, regime)
        dates = self._dates(found, regime, known_path) if found.reportable else None
        case = _Case(question, regime, found, dates, earliest(question.triggers))
        deciding, beside = tuple(self._deciding(case)), tuple(_beside(case))
        return Answer(
            regime=regime,
            triage=found,
            dates=dates,
            explanation=tuple(self._explain(case)),
            confidence=max((each.confidence for each in deciding), key=_WEAKNESS.__getitem__),
            valid_from=_valid_from(found, regime),
            sources=self._cited((*deciding, *beside)),
        )

    def _dates(self, found: Triage, regime: Regime, path: str) -> ReportDates:
        try:
            return report_dates(found.standing, regime, self.calendar)
        except (OutOfTableError, OverflowError):
            raise InputError(
                path,
                f"期限が、祝日の表の終わり（{japanese_date(self.calendar.table.last_day)}）より後になります",
                "知った日を確かめてください",
            ) from None

    def _deciding(self, case: _Case) -> Iterator[Statement]:
        found, regime, dates = case.triage, case.regime, case.dates
        yield from (each.rule for each in (*found.standing, *found.too_few))
        if found.exemption is not None:
            yield found.exemption
        if dates is not None:
            yield from (regime.knowing, regime.preliminary, regime.final)
            if any(term.moved for term in _terms(dates)):
                yield regime.rolling
            yield self.law.closed_days
            if self._computed(dates):
                yield self.law.closed_days.computed
        if case.future is not None:
            yield case.future

    def _computed(self, dates: ReportDates) -> bool:
        return any(self.calendar.is_computed(term.due) for term in _terms(dates))

    def _explain(self, case: _Case) -> Iterator[str]:
        found, regime, dates = case.triage, case.regime, case.dates
        if dates is None:
            yield from sentences.of_no_duty(found, case.question, regime)
        else:
            yield from sentences.of_standing(found, case.question, regime)
            yield from regime.knowing.explanation
            yield from sentences.of_preliminary(dates, regime)
            yield from sentences.of_final(dates, found, regime, self.calendar)
            if self._computed(dates):
                yield from self.law.closed_days.computed.explanation
            yield from (*regime.notify_persons.explanation, *regime.parties.explanation)
        if case.future is not None:
            yield from case.future.explanation
        for notice in _notices(case):
            yield from notice.explanation

    def _cited(self, statements: tuple[Statement, ...]) -> Sources:
        """Each document once for each grade, with all the places in it that were used."""
        key = " ".join(statement.id for statement in statements)
        if key not in self._sources:
            self._sources[key] = _sources(statements)
        return self._sources[key]


def _sources(statements: tuple[Statement, ...]) -> Sources:
    places: dict[tuple[str, str | None, str, str], dict[str, None]] = {}
    for each in statements:
        for source in (each.source, *each.sources) if each.source else ():
            document = (source.title, source.url, iso(each.as_of), each.confidence.value)
            places.setdefault(document, {})[source.locator] = None
    return tuple(
        {"title": title, "url": url, "locator": "、".join(found), "as_of": as_of, "confidence": confidence}
        for (title, url, as_of, confidence), found in places.items()
    )


def _terms(dates: ReportDates) -> tuple[Deadline, ...]:
    return (dates.final, *(each.deadline for each in dates.alternatives))


def _beside(case: _Case) -> Iterator[Statement]:
    found, regime = case.triage, case.regime
    if found.exemption is not None:
        yield found.exemption.proof
    yield from (regime.notify_persons, regime.parties) if found.reportable else (regime.voluntary,)
    yield from _notices(case)


def _notices(case: _Case) -> Iterator[Notice]:
    kinds = {each.rule.kind for each in case.triage.standing}
    for notice in case.regime.notices:
        if notice.stands_on(case.since) and (not notice.kinds or kinds.intersection(notice.kinds)):
            yield notice


def _valid_from(found: Triage, regime: Regime) -> date:
    rules = [each.rule for each in found.standing] or [each.rule for each in found.too_few]
    used = [regime.final, *rules, *([found.exemption] if found.exemption else [])]
    return max(each.valid_from or regime.first_day for each in used)


@lru_cache(maxsize=1)
def adviser() -> Adviser:
    """The adviser by the law as shipped."""
    law = load_law()
    return Adviser(law, OfficeCalendar(law.closed_days))
