"""Pages of whoever runs the installation: agencies as counts, never a customer; health; and helping where asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sonae.accounts.actions import agencies, grants
from sonae.accounts.agency_forms import NewAgency, OwnerAddress, Place
from sonae.accounts.invitations import Invitation
from sonae.accounts.refusals import DeclinedError
from sonae.accounts.stepup import fresh_sign_in
from sonae.accounts.views.members import links_of
from sonae.assessments.models import Draft
from sonae.customers.models import Customer
from sonae.outbox.models import Mail
from sonae.outbox.querysets import UNSENT
from sonae.tenancy.doors import for_operator, signed_in
from sonae.tenancy.models import Agency, Membership
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from sonae.web.clock import now
from sonae.web.errors import not_found
from sonae.web.fields import errors_of
from sonae.web.once import once
from sonae.web.origin import nonce_of

WRONG_NAME = "アドレスの名前が違います。閉じるには、そのまま入力してください。"


@dataclass(frozen=True)
class Standing:
    """An agency as whoever runs the installation sees it."""

    agency: Agency
    members: int
    customers: int
    diagnoses: int
    waiting: int
    owned: bool
    """Whether somebody who can sign in owns it."""


def standings() -> list[Standing]:
    """Every agency by its name; five questions to the database however many there are."""
    staff = Q(ended_at__isnull=True)
    with unscoped("the operator sees how much each agency has, and of nothing what it says"):
        members = _counted(Membership.objects.filter(staff).exclude(role=Role.CLIENT))
        customers = _counted(Customer.objects.kept())
        diagnoses = _counted(Draft.objects.filter(agency__isnull=False))
        waiting = _counted(Mail.objects.filter(state__in=UNSENT))
        owned = _counted(Membership.objects.filter(staff, role=Role.OWNER, user__is_active=True))
    return [
        Standing(
            each,
            members.get(each.pk, 0),
            customers.get(each.pk, 0),
            diagnoses.get(each.pk, 0),
            waiting.get(each.pk, 0),
            each.pk in owned,
        )
        for each in Agency.objects.order_by("name", "slug")
    ]


def _counted(rows: Any) -> dict[UUID, int]:
    return dict(rows.order_by().values("agency").annotate(many=Count("pk")).values_list("agency", "many"))


@for_operator
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All agencies, and who has asked for help."""
    with unscoped("which agencies have asked this operator for help"):
        asked = list(grants.support_for(request.session.user, now()))
    return render(request, "operator/agencies.html", {"rows": standings(), "asked": asked})


@for_operator
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """What the doctor would say, and when the last backup was made."""
    looks = list(import_string(settings.HEALTH)(timezone.localtime(now())))
    return render(request, "operator/health.html", {"looks": looks, "bad": sum(not look.good for look in looks)})


@for_operator
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an agency and mail its owner a link."""
    form = NewAgency(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _new_page(request, form, 422 if form.errors else 200)
    said = form.cleaned_data

    def act() -> str:
        at, by = now(), request.actor
        agency = agencies.make(name=said["name"], slug=said["slug"], by=by, at=at)
        agencies.invite_owner(agency=agency, email=said["email"], by=by, address=links_of(request), at=at)
        return f"{reverse('operator_agency', args=[agency.slug])}?sent=1"

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), act))
    except DeclinedError as error:
        form.add_error(error.field or None, error.words)
        return _new_page(request, form, 422)


def _new_page(request: HttpRequest, form: NewAgency, status: int) -> HttpResponse:
    return render(request, "operator/new.html", {"form": form, "errors": errors_of(form)}, status=status)


# --- one agency -------------------------------------------------------------------------------------------------------


def of_agency(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about the agency of an address."""

    def found(request: HttpRequest, slug: str) -> HttpResponse:
        agency = Agency.objects.filter(slug=slug).first()
        return not_found(request) if agency is None else view(request, agency)

    return found


@for_operator
@require_safe
@of_agency
def agency(request: HttpRequest, whose: Agency) -> HttpResponse:
    """How it stands; inviting an owner, closing, opening."""
    return _agency_page(request, whose)


def _agency_page(
    request: HttpRequest,
    whose: Agency,
    *,
    form: OwnerAddress | None = None,
    place_form: Place | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    with within(whose.pk):
        waits = Invitation.objects.filter(agency=whose, role=Role.OWNER, accepted_at=None, revoked_at=None).first()
    standing = {"host": whose.host or "", "front": whose.front}
    context = {
        "standing": next(each for each in standings() if each.agency.pk == whose.pk),
        "form": form or OwnerAddress(),
        "place": place_form or Place(initial=standing, hosts=settings.AGENCY_HOSTS),
        "placed": "placed" in request.GET,
        "errors": errors_of(form or place_form) if form or place_form else [],
        "waits": waits,
        "over": waits is not None and waits.ended(now()) is not None,
        "sent": "sent" in request.GET,
        "wrong": wrong,
    }
    return render(request, "operator/agency.html", context, status=status)


@for_operator
@require_POST
@of_agency
def invite(request: HttpRequest, whose: Agency) -> HttpResponse:
    """Mail somebody a link by which they become the owner of an agency that has none."""
    form = OwnerAddress(request.POST)
    if not form.is_valid():
        return _agency_page(request, whose, form=form, status=422)

    def act() -> str:
        email = form.cleaned_data["email"]
        agencies.invite_owner(agency=whose, email=email, by=request.actor, address=links_of(request), at=now())
        return f"{reverse('operator_agency', args=[whose.slug])}?sent=1"

    try:
        return HttpResponseRedirect(once(nonce_of(request), now(), act))
    except DeclinedError as error:
        form.add_error("email", error.words)
        return _agency_page(request, whose, form=form, status=422)


@for_operator
@require_POST
@of_agency
def place(request: HttpRequest, whose: Agency) -> HttpResponse:
    """A host name of its own, and whether its pages stand at the root."""
    form = Place(request.POST, hosts=settings.AGENCY_HOSTS)
    if not form.is_valid():
        return _agency_page(request, whose, place_form=form, status=422)
    try:
        agencies.place(agency=whose, **form.cleaned_data, by=request.actor, at=now())
    except DeclinedError as error:
        form.add_error("host", error.words)
        return _agency_page(request, whose, place_form=form, status=422)
    return HttpResponseRedirect(f"{reverse('operator_agency', args=[whose.slug])}?placed=1")


@for_operator
@fresh_sign_in
@require_POST
@of_agency
def close(request: HttpRequest, whose: Agency) -> HttpResponse:
    """Nobody of it signs in any more. Its name is typed, so that no slip closes the wrong one."""
    if request.POST.get("confirm", "").strip() != whose.slug:
        return _agency_page(request, whose, wrong=WRONG_NAME, status=422)
    agencies.close(agency=whose, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("operator_agency", args=[whose.slug]))


@for_operator
@require_POST
@of_agency
def reopen(request: HttpRequest, whose: Agency) -> HttpResponse:
    """Let its people in again."""
    agencies.reopen(agency=whose, by=request.actor, at=now())
    return HttpResponseRedirect(reverse("operator_agency", args=[whose.slug]))


# --- helping ----------------------------------------------------------------------------------------------------------


@for_operator
@fresh_sign_in
@require_POST
def help_agency(request: HttpRequest, grant: UUID) -> HttpResponse:
    """Look at what an owner has granted; from here on the operator acts in that agency, and can only look."""
    at, user = now(), request.session.user
    with unscoped("which agency has asked this operator for help"):
        found = grants.support_for(user, at).filter(pk=grant).first()
    if found is None:
        return not_found(request)
    with within(found.agency_id):
        grants.begin_support(session=request.session, grant=found, at=at)
    return HttpResponseRedirect(str(settings.DESK_HOME))


@signed_in
@require_POST
def stop_helping(request: HttpRequest) -> HttpResponse:
    """Back to being the operator."""
    session: Any = request.session
    if session.user.is_operator:
        grants.leave_support(session=session)
    return HttpResponseRedirect(str(settings.OPERATOR_HOME if session.user.is_operator else settings.DESK_HOME))
