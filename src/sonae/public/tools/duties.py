"""知らせる義務と窓口: by what a company is, what it has to tell whom by when. Asked by GET; nothing is stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.public.views import library
from sonae_core.packs.duties import Desk
from sonae_core.packs.facts import Confidence, Dated
from sonae_core.playbook.duties import EVERYBODY, DutyOf, duties_of

FORCES = {
    "law": "法律の義務",
    "rule": "通知や規則の決まり",
    "contract": "契約の約束",
    "advised": "義務ではなく、お勧め",
}
MARKS = {Confidence.UNVERIFIED: "未確認", Confidence.ASSUMED: "仮定"}


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """The types to choose from, the duties of the chosen ones, and the desks."""
    types = [each for name, each in library().company_types.items() if name != EVERYBODY]
    asked = list(dict.fromkeys(request.GET.getlist("type")))
    known = {each.id for each in types}
    unknown = [name for name in asked if name not in known]
    chosen = [name for name in asked if name in known]
    found = duties_of(library(), chosen)
    context = {
        "types": types,
        "chosen": chosen,
        "unknown": unknown,
        "forces": _by_force(found),
        "count": len(found),
        "desks": _desks(found),
    }
    return render(request, "public/tools/duties.html", context, status=422 if unknown else 200)


def _by_force(found: tuple[DutyOf, ...]) -> list[dict[str, Any]]:
    groups = []
    for force, title in FORCES.items():
        rows = [{"of": each, "mark": _mark(each.duty)} for each in found if each.duty.force == force]
        if rows:
            groups.append({"id": force, "title": title, "rows": rows})
    return groups


def _desks(found: tuple[DutyOf, ...]) -> list[dict[str, Any]]:
    """Each desk once: public ones first, then those that stand in one's own papers."""
    desks: dict[str, Desk] = {desk.id: desk for each in found for desk in each.desks}
    ordered = sorted(desks.values(), key=lambda desk: desk.kind != "public")
    return [{"desk": desk, "mark": _mark(desk)} for desk in ordered]


def _mark(statement: Dated) -> str:
    return MARKS.get(statement.confidence, "")
