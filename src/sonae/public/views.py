"""Pages for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.accounts.profile import DRAFT_DAYS
from sonae.accounts.site import house_of
from sonae.assessments.sheet import pack
from sonae.leads.newsletters import OPEN_FOR
from sonae.leads.taking import TAKEN_FOR
from sonae.web.errors import not_found
from sonae_core.packs.facts import Confidence
from sonae_core.packs.library import Library, load_library
from sonae_core.packs.playbooks import PHASES, Step
from sonae_paper.text.labels import CONFIDENCES, WHO

PHASE_TITLES = {
    "hour": "はじめの60分",
    "day": "24時間まで",
    "three_days": "72時間まで",
    "week": "1週間まで",
    "month": "1か月まで",
}
MOST_URGENT = (
    "ransomware",
    "web_intrusion",
    "fraud_mail",
    "missent_mail",
    "lost_media",
    "dos",
    "insider",
    "supplier_outage",
)
KIND_ICONS = {
    "ransomware": "bug",
    "web_intrusion": "key-round",
    "fraud_mail": "mail",
    "missent_mail": "send",
    "lost_media": "usb",
    "dos": "activity",
    "insider": "user-round-x",
    "supplier_outage": "cloud-off",
}
FIRST_DESKS = ("police_9110", "ipa_business", "ppc")
OWN_DESKS = ("insurer", "agency", "vendor")
OPEN_PHASES = ("hour", "day")
"""Later phases are folded, so that a frightened person sees what is next and no more."""
FIRST_STEPS = 3


@lru_cache(maxsize=1)
def library() -> Library:
    """Playbooks, desks and terms, read once a process."""
    return load_library()


def kinds() -> list[dict[str, Any]]:
    """The kinds of incident in the order of urgency."""
    return [{"playbook": library().playbooks[kind], "icon": KIND_ICONS[kind]} for kind in MOST_URGENT]


def shares() -> dict[str, Any]:
    """How many of the figures behind the calculation are assumptions, which a visitor should know first."""
    facts = pack().facts.values()
    assumed = sum(1 for fact in facts if fact.confidence is Confidence.ASSUMED)
    return {"all": len(facts), "assumed": assumed, "version": pack().version, "date": pack().date}


@require_safe
def emergency(request: HttpRequest) -> HttpResponse:
    """One question: what has happened? And whom to call, whatever it is."""
    desks = library().desks
    context = {
        "kinds": kinds(),
        "desks": [desks[name] for name in FIRST_DESKS],
        "own_desks": [desks[name] for name in OWN_DESKS],
    }
    return render(request, "public/emergency.html", context)


@require_safe
def emergency_steps(request: HttpRequest, kind: str) -> HttpResponse:
    """What to do now, phase by phase."""
    playbook = library().playbooks.get(kind)
    if playbook is None:
        return not_found(request)
    first = [step for step in playbook.steps if step.phase == PHASES[0]][:FIRST_STEPS]
    context = {
        "playbook": playbook,
        "urgent": [_step(step) for step in first],
        "phases": _phases([step for step in playbook.steps if step not in first]),
        "desk": library().desks[FIRST_DESKS[0]],
    }
    return render(request, "public/emergency_steps.html", context)


def _phases(steps: Sequence[Step]) -> list[dict[str, Any]]:
    found = []
    for phase in PHASES:
        rows = [_step(step) for step in steps if step.phase == phase]
        if rows:
            title = PHASE_TITLES[phase]
            found.append({"id": phase, "title": title, "steps": rows, "folded": phase not in OPEN_PHASES})
    return found


def _step(step: Step) -> dict[str, Any]:
    desks = library().desks
    return {
        "step": step,
        "who": WHO[step.who],
        "call": [desks[name] for name in step.call],
        "before": desks[step.before_calling].title if step.before_calling else "",
        "confidence": "" if step.confidence is None else CONFIDENCES[step.confidence.value],
    }


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How figures come about, and every fact with its source."""
    facts = pack().facts.values()
    rows = [
        {
            "fact": fact,
            "confidence": CONFIDENCES[fact.confidence.value],
            "assumed": fact.confidence is Confidence.ASSUMED,
        }
        for fact in facts
    ]
    return render(request, "public/method.html", {"rows": rows, "facts": shares(), "texts": pack().texts})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, who sees it."""
    house = house_of(request)
    context = {
        "draft_days": DRAFT_DAYS if house is None else house.draft_days,
        "link_days": TAKEN_FOR.days,
        "confirm_days": OPEN_FOR.days,
    }
    return render(request, "public/privacy.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, and what does not yet."""
    return render(request, "public/accessibility.html")
