"""What can be done with a draft and its runs; each in one short transaction, the engine's work before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction

from sonae.answers.actions import carry_over, record_answers
from sonae.answers.models import Answer, Source, Subject
from sonae.assessments.links import hashed, results_link
from sonae.assessments.models import KEPT, Draft, Run
from sonae.assessments.sheet import pack, sheet, shown
from sonae.audit.actions import record
from sonae.customers.models import Customer
from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency
from sonae.tenancy.scope import unscoped, within
from sonae_core.assessment.assess import assess
from sonae_paper.text.numbers import about_yen

SEED = 1
MOST_RUNS = 200
VISITOR = "visitor"


class TooManyRunsError(BadRequest):
    """A draft has as many runs as one may keep; where nobody says so more kindly, it is a bad request and no bug."""


class HandedOverError(Exception):
    """The draft belongs to an agency already."""


def start_draft(
    *,
    link: str,
    given: Mapping[str, Any],
    at: datetime,
    begun_with: Agency | None = None,
    kept: timedelta = KEPT,
    came: Mapping[str, str] | None = None,
) -> Draft:
    """A new sheet of nobody, under a link that the caller has just made, with its first answers.

    ``begun_with``: the agency on whose page it begins; ``kept``: how long, as that agency says; ``came``: what brought
    the visit.
    """
    with within(), transaction.atomic():
        subject = Subject.objects.create()
        draft = Draft.objects.create(
            subject=subject,
            link_hash=hashed(link),
            results_hash=hashed(results_link(link)),
            created_at=at,
            expires_at=at + kept,
            begun_with=begun_with,
            came=dict(came or {}),
        )
        record_answers(subject=subject, given=given, at=at, by=VISITOR, source=Source.VISITOR)
    return draft


@transaction.atomic
def start_for(*, company: Customer, by: Actor, at: datetime) -> Draft:
    """A sheet of a company, with what is known of it: earlier answers as they were given, and its industry."""
    subject = Subject.objects.create(agency_id=company.agency_id, company=company)
    draft = Draft.objects.create(subject=subject, agency_id=company.agency_id, created_at=at)
    carry_over(company_id=company.pk, to=subject)
    known = {"industry": company.industry} if company.industry else {}
    record_answers(subject=subject, given=known, at=at, by=str(by.user_id), source=Source.AGENT)
    record(by=by, what="assessments.started", on=company.record, at=at)
    return draft


@transaction.atomic
def hand_over(*, draft: Draft, company: Customer, by: Actor, at: datetime) -> None:
    """A visitor's draft, with its answers and results, becomes a company's, and is kept. HandedOverError if it was."""
    held = Draft.objects.select_for_update().filter(pk=draft.pk, agency__isnull=True).first()
    if held is None:
        raise HandedOverError
    agency = company.agency
    mine = {"subject_id": draft.pk}
    Subject.objects.filter(pk=draft.pk).given_to(agency)
    Subject.objects.filter(pk=draft.pk).update(company=company)
    Draft.objects.filter(**mine).given_to(agency)
    answers = Answer.objects.filter(**mine).given_to(agency)
    runs = Run.objects.filter(draft_id=draft.pk, of__isnull=True).given_to(agency)
    while more := Run.objects.filter(draft_id=draft.pk, of__agency=agency).given_to(agency):
        runs += more  # what varies a result follows it: the database refuses a reference between two owners
    record(
        by=by,
        what="assessments.handed_over",
        on=company.record,
        at=at,
        after={"回答": f"{answers}問", "結果": f"{runs}件"},
    )


@transaction.atomic
def answer(*, draft: Draft, given: Mapping[str, Any], by: Actor | None, at: datetime) -> None:
    """Keep answers: a visitor's, or those that a member of an agency gives for a company."""
    if by is None:
        record_answers(subject=draft.subject, given=given, at=at, by=VISITOR, source=Source.VISITOR)
        return
    before = Answer.objects.filter(subject=draft.pk).newest()
    fresh = record_answers(subject=draft.subject, given=given, at=at, by=str(by.user_id), source=Source.AGENT)
    if fresh:
        told = {sheet()[name].text: shown(sheet()[name], value) for name, value in fresh.items()}
        was = {sheet()[name].text: shown(sheet()[name], before[name]) for name in fresh if name in before}
        record(by=by, what="assessments.answered", on=_company(draft).record, at=at, before=was, after=told)


def _company(draft: Draft) -> Customer:
    company = draft.subject.company
    if company is None:
        raise ValueError("a draft of nobody has no company")
    return company


@transaction.atomic
def delete_draft(*, draft: Draft, by: Actor | None = None, at: datetime | None = None) -> None:
    """Answers, runs and the draft itself, at once and for good. ``by`` and ``at`` for one of an agency."""
    if by is not None and at is not None:
        record(by=by, what="assessments.deleted", on=_company(draft).record, at=at)
    draft.subject.delete()


def answer_for(inputs: Mapping[str, Any], as_of: date, *, uncertain: bool) -> dict[str, Any]:
    """What the engine says to a company file. Raises InputError for one that cannot be."""
    return assess(dict(inputs), pack=pack(), seed=SEED, as_of=as_of, uncertain=uncertain).to_json()


@transaction.atomic
def keep_run(
    *,
    draft: Draft,
    of: Run | None,
    inputs: Mapping[str, Any],
    result: Mapping[str, Any],
    at: datetime,
    by: Actor | None = None,
) -> Run:
    """Store an answer whole, as the next run of the draft. ``by``: the member who asked, where an agency did.

    Draft.DoesNotExist where it was deleted or handed over since it was read.
    """
    Draft.objects.select_for_update().get(pk=draft.pk, agency_id=draft.agency_id)
    last = Run.objects.filter(draft=draft).order_by("-number").values_list("number", flat=True).first() or 0
    if last >= MOST_RUNS:
        raise TooManyRunsError
    if by is not None:
        told = {"損害の見込み": about_yen(result["event"]["median"])}
        record(by=by, what="assessments.run", on=_company(draft).record, at=at, after=told)
    middle = round(result["event"]["median"])
    stands = of is None or of.inputs == inputs
    if stands:
        Draft.objects.filter(pk=draft.pk).update(
            last_number=last + 1, last_at=at, last_middle=middle, last_open=len(result["unknown"])
        )
    return Run.objects.create(
        draft=draft,
        agency_id=draft.agency_id,
        number=last + 1,
        of=of,
        at=at,
        stands=stands,
        middle=middle,
        inputs=inputs,
        result=result,
        **_basis(result),
    )


def _basis(result: Mapping[str, Any]) -> dict[str, Any]:
    """Of a result, what is asked for without opening it."""
    return {
        "as_of": date.fromisoformat(result["as_of"]),
        "schema": result["schema"],
        "engine": result["engine"],
        "pack_version": result["pack"]["version"],
        "pack_hash": result["pack"]["hash"],
        "seed": result["seed"],
    }


def add_band(*, run: Run, at: datetime) -> bool:
    """Work out ranges and stability of a run and add them; False where another has, or the packs have changed."""
    facts = pack()
    whole = None if run.pack_hash != facts.hash else answer_for(run.inputs, run.as_of, uncertain=True)
    with unscoped("ranges of a result, whoseever it is"):
        waiting = Run.objects.filter(pk=run.pk, band_at__isnull=True)
        if whole is None:
            waiting.update(band_at=at)
            return False
        return bool(waiting.update(result=whole, band_at=at))


def purge(*, now: datetime) -> int:
    """Delete every draft of a visitor whose time is over, with its answers and runs; how many."""
    with within(), transaction.atomic():
        subjects = list(Draft.objects.expired(now).values_list("pk", flat=True))
        Subject.objects.filter(pk__in=subjects, agency__isnull=True).delete()
    return len(subjects)
