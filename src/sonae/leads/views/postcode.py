"""The address of a postcode, for the form that is being filled in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from sonae.leads.postcodes import address_for
from sonae.web.access import for_everybody


@for_everybody
@require_safe
def postcode(request: HttpRequest) -> HttpResponse:
    """``{"address": …}``, empty where the postcode is none or no single place has it."""
    return JsonResponse({"address": address_for(request.GET.get("code", ""))})
