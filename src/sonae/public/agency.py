"""Who stands behind the site: the agency, and what it must say of itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.accounts.profile import AgencyProfile, Authority
from sonae.accounts.site import house_of
from sonae.public.people import introduced, met
from sonae.web.clock import today
from sonae.web.errors import not_found

AUTHORITY = {
    Authority.AGENT: "当代理店は、引受保険会社の代理人として、保険契約を結びます。",
    Authority.BROKER: "当代理店は、保険契約を取り次ぎます（媒介）。契約は、引受保険会社が承諾したときに成り立ちます。",
    Authority.BOTH: "保険会社や商品により、代理人として契約を結ぶ場合（代理）と、取り次ぐ場合（媒介）があります。",
}


def is_numbered(house: AgencyProfile) -> bool:
    """Whether its material carries an approval number that holds today."""
    return bool(house.approval_number) and house.approval_until is not None and today() <= house.approval_until


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Not found where the site is nobody's."""
    house = house_of(request)
    if house is None:
        return not_found(request)
    context = {
        "authority": AUTHORITY[Authority(house.authority)],
        "numbered": is_numbered(house),
        "people": met(introduced(house), today()),
    }
    return render(request, "public/agency.html", context)
