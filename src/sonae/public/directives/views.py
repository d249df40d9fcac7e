"""重要10項目の自己点検: ten choices that stand in the address alone, and where the company stands in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.public.tools.asking import UNKNOWN, Field
from sonae.web.facts import facts
from sonae_core.assessment.self_check import BEST, GUIDELINE, LEVELS, SelfCheck, Step, directives, self_check
from sonae_core.packs.guidelines import TopicGroup
from sonae_core.packs.words import GRADES
from sonae_paper.charts.radar import Axis, radar
from sonae_paper.text import self_check as words
from sonae_paper.text.labels import UNKNOWN as UNKNOWN_WORD

WIDE, NARROW = 640, 284
CHOICES = [*((str(level), words.LEVEL_WORDS[level]) for level in LEVELS), (UNKNOWN, UNKNOWN_WORD)]
WRONG = "選べない答えです。下から1つ選んでください。"


def _name(number: int) -> str:
    return f"d{number}"


def _fields(request: HttpRequest) -> list[tuple[Field, TopicGroup]]:
    """One for each directive, with what was chosen; what cannot be chosen is told and left open."""
    found = []
    for number, group in directives(facts()).items():
        field = Field(_name(number), group.title, request.GET.get(_name(number), ""), options=CHOICES)
        if field.typed and field.typed not in dict(CHOICES):
            field.typed, field.error = "", WRONG
        found.append((field, group))
    return found


def _levels(fields: list[tuple[Field, TopicGroup]]) -> dict[int, int | None]:
    chosen = {number: field.typed for number, (field, _) in enumerate(fields, start=1) if field.typed}
    return {number: None if typed == UNKNOWN else int(typed) for number, typed in chosen.items()}


@require_safe
def self_check_page(request: HttpRequest) -> HttpResponse:
    """The ten questions; above them, once something was chosen, where the company stands and three steps."""
    fields = _fields(request)
    levels = _levels(fields)
    errors = [field for field, _ in fields if field.error]
    group = fields[0][1]
    context: dict[str, Any] = {
        "fields": fields,
        "errors": errors,
        "guideline": facts().guidelines[GUIDELINE],
        "source": {"fact": group, "grade": GRADES[group.confidence]},
        "meanings": [(words.LEVEL_WORDS[level], words.LEVEL_MEANINGS[level]) for level in LEVELS],
    }
    if levels:
        context |= _result(self_check(facts(), levels))
    return render(request, "public/directives/check.html", context, status=422 if errors else 200)


def _result(found: SelfCheck) -> dict[str, Any]:
    axes = [Axis(group.title, _level_of(found, number)) for number, group in directives(facts()).items()]
    wide, narrow = (
        radar(axes, title="10項目の段階", prefix=f"ten-{width}", most=float(BEST), width=width)
        for width in (WIDE, NARROW)
    )
    rows = [(each.number, each.group.title, words.level_words(each.level), _pips(each.level)) for each in found.judged]
    return {
        "found": found,
        "summary": words.summary(found),
        "wide": wide,
        "narrow": narrow,
        "rows": rows,
        "steps": [_step(step) for step in found.steps],
        "asks": [_step(step) for step in found.asks],
        "nothing": words.nothing_next(found),
    }


def _level_of(found: SelfCheck, number: int) -> float | None:
    level = next((each.level for each in found.judged if each.number == number), None)
    return None if level is None else float(level)


def _pips(level: int | None) -> list[bool] | None:
    """A stitch a level, sewn or not; None where nobody knows."""
    return None if level is None else [at <= level for at in LEVELS]


def _step(step: Step) -> dict[str, Any]:
    return {
        "number": step.judged.number,
        "title": step.judged.group.title,
        "heading": words.heading(step),
        "doing": words.doing(step),
        "is_ask": step.question is not None,
    }
