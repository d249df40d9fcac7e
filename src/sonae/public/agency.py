"""The pages of an agency for everybody: who it is, what it must say, and the start of a diagnosis with it."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from sonae.accounts import profile
from sonae.accounts.profile import AgencyProfile, Authority
from sonae.assessments.views import wizard
from sonae.tenancy.models import Agency
from sonae.tenancy.scope import within
from sonae.web.clock import today
from sonae.web.errors import not_found

AUTHORITY = {
    Authority.AGENT: "当代理店は、引受保険会社の代理人として、保険契約を結びます。",
    Authority.BROKER: "当代理店は、保険契約を取り次ぎます（媒介）。契約は、引受保険会社が承諾したときに成り立ちます。",
    Authority.BOTH: "保険会社や商品により、代理人として契約を結ぶ場合（代理）と、取り次ぐ場合（媒介）があります。",
}


def public(slug: str) -> AgencyProfile | None:
    """What an open agency says of itself, where everybody may read it."""
    agency = Agency.objects.filter(slug=slug, closed_at=None).first()
    if agency is None:
        return None
    with within(agency.pk):
        said = profile.of(agency.pk)
    return said if profile.is_public(said) else None


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Not found while the agency has not published."""
    said = public(slug)
    if said is None:
        return not_found(request)
    numbered = bool(said.approval_number) and said.approval_until is not None and today() <= said.approval_until
    context = {"house": said, "authority": AUTHORITY[Authority(said.authority)], "numbered": numbered}
    return render(request, "public/agency.html", context)


@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft begun with the agency: its results honour what the agency may show."""
    said = public(slug)
    if said is None:
        return not_found(request)
    return wizard.begin(request, begun_with=said.agency, kept=timedelta(days=said.draft_days))
