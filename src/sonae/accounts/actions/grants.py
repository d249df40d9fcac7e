"""Letting somebody outside see one company, for a reason and until a day; support by the operator; and ending both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from sonae.accounts.actions import inviting
from sonae.accounts.actions.inviting import Address, Part, Shown, moment
from sonae.accounts.actions.sessions import parts_of
from sonae.accounts.invitations import Invitation
from sonae.accounts.models import Session
from sonae.accounts.people import User
from sonae.accounts.refusals import DeclinedError
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.outbox.actions import send
from sonae.outbox.sources import Company
from sonae.tenancy.actor import Actor, Operator
from sonae.tenancy.models import Agency, Grant, Membership
from sonae.tenancy.permissions import WHOLE_AGENCY, Role

GIVE = "grants.give"
MOST = timedelta(days=366)
MOST_SUPPORT = timedelta(days=7)
COMPANY = "customers.customer"
ALREADY = (
    "この相手には、もう見せています。期間や範囲を変えるときは、いまの設定を終わらせてから、もう一度設定してください。"
)
_TEXT = """{by}さん（{agency}）が、お客様の情報を1社分、あなたに見せる設定をしました。

できること: {may}
期限: {until}まで
理由: {reason}

サインインして、「共有されたお客様」を開いてください。
{link}
"""


@dataclass(frozen=True)
class Terms:
    """What is allowed, why, and until when."""

    reason: str
    until: datetime
    may_edit: bool = False


@transaction.atomic
def give_person(
    *, company: Company, email: str, terms: Terms, by: Actor, address: Address, here: str, at: datetime
) -> Grant | Invitation:
    """Show a company to the person of an address. Whoever cannot sign in yet is invited as a coordinator, and sees it
    from the moment they accept. ``here``: the address that the mail names. DeclinedError."""
    _check(company, terms, by, at)
    user = User.objects.filter(email=email).first()
    if user is not None and user.is_operator:
        raise DeclinedError("運営者には、ここからは見せられません。「運営者に助けてもらう」を使ってください。", "email")
    if user is not None:
        _not_inside(company, user)
    if user is None or not (user.is_active and parts_of(user)):
        return _invite(company, email, terms, by, address, at)
    grant = _kept(company, terms, by, at, to_user=user)
    _tell(grant, user, terms, by, here, at)
    return grant


@transaction.atomic
def give_agency(*, company: Company, slug: str, terms: Terms, by: Actor, at: datetime) -> Grant:
    """Show a company to the staff of another agency. DeclinedError."""
    _check(company, terms, by, at)
    agency = Agency.objects.filter(slug=slug, closed_at=None).exclude(pk=by.agency_id).first()
    if agency is None:
        raise DeclinedError("この名前の代理店は見つかりません。相手に確かめてください。", "slug")
    return _kept(company, terms, by, at, to_agency=agency)


def _check(company: Company, terms: Terms, by: Actor, at: datetime) -> None:
    if not by.may(GIVE) or company.agency_id != by.agency_id:
        raise DeclinedError("このお客様を、ほかの人に見せることはできません。")
    if terms.until <= at:
        raise DeclinedError("おわりの日は、きょうより後にしてください。", "until")
    if terms.until - at > MOST:
        raise DeclinedError("おわりの日は、1年以内にしてください。続けるときは、そのとき設定し直せます。", "until")


def _not_inside(company: Company, user: User) -> None:
    part = Membership.objects.filter(agency_id=company.agency_id, user=user, ended_at=None).first()
    if part is None:
        return
    if Role(part.role) in WHOLE_AGENCY:
        raise DeclinedError("この人は代理店のメンバーなので、もう見られます。", "email")
    if part.role == Role.CLIENT:
        raise DeclinedError("この人は、お客様としてサインインしている人です。ほかの会社は見せられません。", "email")


def _invite(company: Company, email: str, terms: Terms, by: Actor, address: Address, at: datetime) -> Invitation:
    agency = Agency.objects.get(pk=by.agency_id)
    shown = Shown(company.id, terms.may_edit, terms.reason, terms.until)
    return inviting.invite(
        agency=agency, email=email, part=Part(Role.COORDINATOR), by=by, address=address, at=at, shown=shown
    )


def _kept(company: Company, terms: Terms, by: Actor, at: datetime, **to: Any) -> Grant:
    same = Grant.objects.filter(agency_id=by.agency_id, record_id=company.id, **to)
    if same.filter(ended_at=None, ends_at__gt=at).exists():
        raise DeclinedError(ALREADY)
    grant = Grant(
        agency_id=by.agency_id,
        record_id=company.id,
        may_edit=terms.may_edit,
        reason=terms.reason,
        starts_at=at,
        ends_at=terms.until,
        given_by_id=by.user_id,
        given_at=at,
        **to,
    )
    grant.save(force_insert=True)
    told = {"お客様": company.name, "期限": terms.until.isoformat(), "理由": terms.reason}
    record(by=by, what="accounts.grant_given", on=record_of(grant), at=at, after=told)
    return grant


def _tell(grant: Grant, user: User, terms: Terms, by: Actor, here: str, at: datetime) -> None:
    """The mail names no customer: it goes to another house."""
    agency = Agency.objects.get(pk=by.agency_id).name
    may = "見る・書き加える" if terms.may_edit else "見るだけ"
    words = {"by": by.name, "agency": agency, "may": may, "reason": terms.reason, "link": here}
    text = _TEXT.format(**words, until=moment(terms.until))
    send(
        agency=by.agency_id,
        to=user.email,
        to_name=user.name,
        subject="お客様の情報が共有されました",
        text=text,
        kind="accounts.grant",
        by=by,
        at=at,
        about=record_of(grant),
        company=grant.record_id,
    )


@transaction.atomic
def end(*, grant: Grant, by: Actor, at: datetime) -> bool:
    """Stop showing, from the next request on; whether it was still shown. DeclinedError for a grant of others."""
    if grant.agency_id != by.agency_id or not by.may(GIVE):
        raise DeclinedError("この設定を終わらせることはできません。")
    live = Grant.objects.filter(pk=grant.pk, ended_at=None, ends_at__gt=at)
    if not live.update(ended_at=at, ended_by_id=by.user_id):
        return False
    record(by=by, what="accounts.grant_ended", on=record_of(grant), at=at)
    return True


def receiver(grant: Grant) -> str:
    """To whom it is shown, in words."""
    if grant.to_agency is not None:
        return f"「{grant.to_agency.name}」の人"
    return f"{grant.to_user.name}さん" if grant.to_user is not None else ""


def record_of(grant: Grant) -> Record:
    """As the log names it; of a company's grant erased with the company."""
    under = None if grant.record_id is None else Record(COMPANY, grant.record_id, agency_id=grant.agency_id)
    return Record("tenancy.grant", grant.pk, receiver(grant), grant.agency_id, under)


# --- support ----------------------------------------------------------------------------------------------------------


def operators() -> list[User]:
    """Whom an owner can ask for help."""
    return list(User.objects.filter(is_operator=True, is_active=True).order_by("name"))


@transaction.atomic
def ask_support(*, operator: User, reason: str, days: int, by: Actor, at: datetime) -> Grant:
    """An owner lets the operator look at everything, and change nothing, for some days. DeclinedError."""
    if by.role is not Role.OWNER:
        raise DeclinedError("運営者に見せられるのは、代表者だけです。")
    if not timedelta(0) < timedelta(days=days) <= MOST_SUPPORT:
        raise DeclinedError("期間は1日から7日までにしてください。", "days")
    if not (operator.is_operator and operator.is_active):
        raise DeclinedError("運営者を選んでください。", "operator")
    live = Grant.objects.filter(agency_id=by.agency_id, to_user=operator, record_id=None, ended_at=None)
    if live.filter(ends_at__gt=at).exists():
        raise DeclinedError(ALREADY)
    grant = Grant(
        agency_id=by.agency_id,
        to_user=operator,
        reason=reason,
        starts_at=at,
        ends_at=at + timedelta(days=days),
        given_by_id=by.user_id,
        given_at=at,
    )
    grant.save(force_insert=True)
    told = {"期限": grant.ends_at.isoformat(), "理由": reason}
    record(by=by, what="accounts.support_given", on=record_of(grant), at=at, after=told)
    return grant


def support_for(user: User, at: datetime) -> Any:
    """The live grants by which an operator may help; asked where all agencies are there."""
    mine = Q(to_user=user, record_id=None, starts_at__lte=at, ends_at__gt=at, ended_at=None)
    return Grant.objects.filter(mine, agency__closed_at=None).select_related("agency", "given_by").order_by("ends_at")


@transaction.atomic
def begin_support(*, session: Session, grant: Grant, at: datetime) -> None:
    """The operator acts with what an owner has granted, until they leave or it ends. Inside the agency's scope."""
    session.grant = grant
    session.save(update_fields=["grant"])
    by = Operator(session.user_id, session.user.name)
    record(by=by, what="accounts.support_begun", on=record_of(grant), at=at)


def leave_support(*, session: Session) -> None:
    """Back to being the operator."""
    session.grant = None
    session.save(update_fields=["grant"])
