"""Diagnoses of companies as lists show them: the newest of each, and how the amount has moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from uuid import UUID

from sonae.answers.models import Answer, Source
from sonae.assessments.models import Draft, Run
from sonae.assessments.sheet import GROUP_TITLES, sheet, shown
from sonae.customers.models import Customer
from sonae.tenancy.actor import Actor
from sonae_paper.text.numbers import about_yen

MOST_RUNS = 12


def newest_of(companies: Iterable[UUID], actor: Actor) -> dict[UUID, Draft]:
    """Company → the draft with its newest result, in one question to the database."""
    drafts = Draft.objects.visible_to(actor).filter(subject__company_id__in=list(companies), last_at__isnull=False)
    return {draft.subject.company_id: draft for draft in drafts.select_related("subject").order_by("last_at")}


def amount(yen: int | None) -> str:
    """「約490万円」; empty where there is none."""
    return "" if yen is None else about_yen(yen)


def moved(before: int | None, after: int | None) -> str:
    """「前回より約30万円減りました」; empty where there is nothing to compare."""
    if before is None or after is None:
        return ""
    less, more = before - after, after - before
    if about_yen(before) == about_yen(after):
        return "前回とほぼ同じです"
    return f"前回より{about_yen(less)}減りました" if less > 0 else f"前回より{about_yen(more)}増えました"


@dataclass(frozen=True)
class Result:
    """One result of a company."""

    run: Run
    amount: str
    moved: str

    @property
    def link(self) -> str:
        """What stands in the address of its pages."""
        return str(self.run.draft_id)


def sheets_of(customer: Customer, actor: Actor) -> list[Draft]:
    """The sheets of a company that the person may see, the newest first.

    Asked first and alone: joined to answers or results, a database without statistics reads all of the agency's.
    """
    return list(Draft.objects.visible_to(actor).filter(subject__company_id=customer.pk).order_by("-created_at"))


def begun_of(sheets: list[Draft]) -> Draft | None:
    """The newest sheet that was begun and has no result yet."""
    return next((each for each in sheets if each.last_at is None), None)


def results_of(sheets: list[UUID]) -> list[Result]:
    """The results to these sheets as they stood, newest first."""
    runs = Run.objects.filter(draft_id__in=sheets, stands=True).defer("result", "inputs")
    found = list(runs.order_by("-at", "-pk")[: MOST_RUNS + 1])
    return [
        Result(run, amount(run.middle), moved(before.middle if before else None, run.middle))
        for run, before in zip_longest(found[:MOST_RUNS], found[1:])
    ]


@dataclass(frozen=True)
class Fact:
    """One thing that is known of a company, or known not to be known."""

    question: str
    answer: str
    open: bool
    source: str
    at: datetime


def facts_of(sheets: list[UUID]) -> list[tuple[str, list[Fact]]]:
    """The newest answer to each question, group by group, each with where it is from and when."""
    rows = Answer.objects.filter(subject_id__in=sheets)
    newest = {row.question: row for row in rows.order_by("at", "pk")}
    groups: dict[str, list[Fact]] = {}
    for name, asked in sheet().items():
        row = newest.get(name)
        if row is not None:
            fact = Fact(asked.text, shown(asked, row.value), row.value is None, Source(row.source).label, row.at)
            groups.setdefault(asked.group, []).append(fact)
    return [(GROUP_TITLES[group], found) for group, found in groups.items()]
