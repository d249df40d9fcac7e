"""What can be done with a draft and its runs; each in one short transaction, the engine's work before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction

from sonae.answers.actions import record_answers
from sonae.answers.models import Source, Subject
from sonae.assessments.links import hashed, results_link
from sonae.assessments.models import KEPT, Draft, Run
from sonae.assessments.sheet import pack
from sonae_core.assessment.assess import assess

SEED = 1
MOST_RUNS = 200
VISITOR = "visitor"


class TooManyRunsError(BadRequest):
    """A draft has as many runs as one may keep; where nobody says so more kindly, it is a bad request and no bug."""


@transaction.atomic
def start_draft(*, link: str, given: Mapping[str, Any], at: datetime) -> Draft:
    """A new sheet under a link that the caller has just made, with its first answers."""
    subject = Subject.objects.create()
    draft = Draft.objects.create(
        subject=subject,
        link_hash=hashed(link),
        results_hash=hashed(results_link(link)),
        created_at=at,
        expires_at=at + KEPT,
    )
    record_answers(subject=subject, given=given, at=at, by=VISITOR, source=Source.VISITOR)
    return draft


@transaction.atomic
def delete_draft(*, draft: Draft) -> None:
    """Answers, runs and the draft itself, at once and for good."""
    draft.subject.delete()


def answer_for(inputs: Mapping[str, Any], as_of: date, *, uncertain: bool) -> dict[str, Any]:
    """What the engine says to a company file. Raises InputError for one that cannot be."""
    return assess(dict(inputs), pack=pack(), seed=SEED, as_of=as_of, uncertain=uncertain).to_json()


@transaction.atomic
def keep_run(
    *, draft: Draft, of: Run | None, inputs: Mapping[str, Any], result: Mapping[str, Any], at: datetime
) -> Run:
    """Store an answer whole, as the next run of the draft."""
    Draft.objects.select_for_update().get(pk=draft.pk)
    last = Run.objects.filter(draft=draft).order_by("-number").values_list("number", flat=True).first() or 0
    if last >= MOST_RUNS:
        raise TooManyRunsError
    return Run.objects.create(
        draft=draft,
        number=last + 1,
        of=of,
        at=at,
        as_of=date.fromisoformat(result["as_of"]),
        schema=result["schema"],
        engine=result["engine"],
        pack_version=result["pack"]["version"],
        pack_hash=result["pack"]["hash"],
        seed=result["seed"],
        inputs=inputs,
        result=result,
    )


def add_band(*, run: Run, at: datetime) -> bool:
    """Work out ranges and stability of a run and add them; False where another has, or the packs have changed."""
    facts = pack()
    if run.pack_hash != facts.hash:
        Run.objects.filter(pk=run.pk, band_at__isnull=True).update(band_at=at)
        return False
    whole = answer_for(run.inputs, run.as_of, uncertain=True)
    return bool(Run.objects.filter(pk=run.pk, band_at__isnull=True).update(result=whole, band_at=at))


def purge(*, now: datetime) -> int:
    """Delete every draft whose time is over, with its answers and runs; how many."""
    subjects = [draft.subject_id for draft in Draft.objects.expired(now)]
    with transaction.atomic():
        Subject.objects.filter(pk__in=subjects).delete()
    return len(subjects)
