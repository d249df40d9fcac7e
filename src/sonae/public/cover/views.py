"""The page of what insurance pays: asked by GET, so that an answer can be kept, sent and printed; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.accounts.profile import plans_allowed
from sonae.accounts.site import house_of
from sonae.public.cover import explorer, helping
from sonae.public.views import MOST_URGENT, library
from sonae.web.clock import today
from sonae.web.facts import facts

FIRST_KIND = MOST_URGENT[0]
MOST_STEPS = 4
"""Of the company itself in each phase; all of them stand in the playbook."""
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Asked:
    """One list of the form: what was chosen, and what is wrong with it."""

    id: str
    text: str
    value: str
    error: str = ""

    @property
    def asked(self) -> Asked:
        """As the summary of errors reads it."""
        return self


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """The costs of one kind of event, and one of them in particular where it was asked for."""
    kind = _asked(request, "jiko", "何が起きたか", facts().scenarios, FIRST_KIND)
    line = _asked(request, "himoku", "請求の費目", facts().lines, "")
    plan = _asked(request, "plan", "保険", facts().products if shows_plans(request) else {}, "")
    errors = [each for each in (kind, line, plan) if each.error]
    chosen = kind.value if not kind.error else FIRST_KIND
    context = {
        **_lists(request, kind, line, plan),
        "errors": errors,
        **_answer(chosen, line if not errors else None, plan.value if not plan.error else ""),
    }
    return render(request, "public/cover.html", context, status=UNPROCESSABLE if errors else 200)


def shows_plans(request: HttpRequest) -> bool:
    """Whether invented plans may be shown: not on the site of an agency whose approval does not hold today."""
    house = house_of(request)
    return house is None or plans_allowed(house, today())


def _asked(request: HttpRequest, name: str, text: str, known: Any, otherwise: str) -> Asked:
    typed = request.GET.get(name, "")
    if not typed:
        return Asked(name, text, otherwise)
    return Asked(name, text, typed) if typed in known else Asked(name, text, "", "一覧から選んでください。")


def _lists(request: HttpRequest, kind: Asked, line: Asked, plan: Asked) -> dict[str, Any]:
    return {
        "kind": kind,
        "line": line,
        "plan": plan,
        "all_kinds": [facts().scenarios[name] for name in MOST_URGENT],
        "all_lines": facts().lines.values(),
        "all_plans": explorer.plans() if shows_plans(request) else (),
    }


def _answer(kind: str, line: Asked | None, plan: str) -> dict[str, Any]:
    columns = explorer.columns(MOST_URGENT, plan)
    return {
        "chosen": facts().scenarios[kind],
        "chosen_plan": facts().products.get(plan),
        "one": explorer.row(line.value, kind, plan) if line is not None and line.value else None,
        "rows": explorer.rows(kind, plan),
        "absent": explorer.absent(kind),
        "columns": columns,
        "table": list(zip(*(column.cells for column in columns), strict=True)),
        "cover_kinds": explorer.kinds(),
        "exclusions": explorer.exclusions(),
        "hours": helping.hours(kind, MOST_STEPS),
        "contracts": helping.contracts(),
        "helper_grounds": helping.grounds(),
        "playbook": library().playbook(kind),
    }
