"""The register of what an agency gives free: to whom, when, worth how much, and that anybody could have had it.

Insurance Business Act, art. 300 (1) no. 5 forbids special benefits for taking out insurance; the rule stands in the
packs (``solicitation``). What is given by the product is noted in the transaction that gives it; the rest by hand.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.customers.models import Customer
from sonae.leads.keys import address_key
from sonae.leads.models import Request
from sonae.leads.offers import Benefit, Gift
from sonae.tenancy.actor import Actor
from sonae_core.packs.library import load_library
from sonae_core.packs.solicitation import GiftValue, SalesRule
from sonae_core.values.folding import folded
from sonae_paper.sheets.cells import Cell, Table, columns, text, yen

TERMS = "無料です。契約の有無にかかわらず、どなたでも受け取れます。"
"""What the offer says publicly; kept with each line, as it was said then."""
RULE = "special_benefit"
DIAGNOSIS = "画面での診断"
"""As the register calls what a visitor made on the site and let the agency have."""
MANY = 5
"""Times in a year from which on the register points a recipient out: somebody should look."""


def rule() -> SalesRule:
    """Why the register is kept."""
    return load_library().sales_rules[RULE]


def values() -> list[GiftValue]:
    """What things given free are taken to be worth."""
    return list(load_library().gift_values.values())


def value_of(kind: Gift) -> int:
    """Yen; nothing for what has no value in the packs."""
    found = load_library().gift_values.get(kind.value)
    return round(found.yen) if found is not None else 0


def given_to(*, request: Request, kind: Gift, title: str, at: datetime) -> Benefit:
    """Note that the product gave something to whoever asked; once for each thing. In the caller's transaction."""
    found: Benefit | None = Benefit.objects.filter(request_id=request.pk, kind=kind.value, title=title[:120]).first()
    if found is not None:
        return found
    return _noted(
        Benefit(
            agency_id=request.agency_id,
            kind=kind.value,
            title=title[:120],
            yen=value_of(kind),
            at=at,
            request=request,
            customer=request.customer,
            recipient=request.company or request.name,
            recipient_key=key_of(request.company or request.email or request.phone),
            terms=TERMS,
        )
    )


def given_to_customer(*, customer: Customer, kind: Gift, title: str, by: Actor, at: datetime) -> Benefit:
    """Note that somebody of the agency gave something to a customer. In the caller's transaction."""
    return _noted(
        Benefit(
            agency_id=customer.agency_id,
            kind=kind.value,
            title=title[:120],
            yen=value_of(kind),
            at=at,
            customer=customer,
            recipient=customer.name,
            recipient_key=key_of(customer.name),
            terms=TERMS,
            by_id=by.user_id,
        )
    )


def _noted(benefit: Benefit) -> Benefit:
    benefit.save(force_insert=True)
    return benefit


@transaction.atomic
def note(*, given: dict[str, Any], by: Actor, at: datetime) -> Benefit:
    """Write a line by hand; its entry in the log says who."""
    benefit = Benefit(
        agency_id=by.agency_id, terms=TERMS, recipient_key=key_of(given["recipient"]), by_id=by.user_id, **given
    )
    customer = Customer.objects.kept().filter(agency_id=by.agency_id, name_key=folded(given["recipient"])).first()
    benefit.customer = customer if folded(given["recipient"]) else None
    benefit.save(force_insert=True)
    told = {"種類": benefit.get_kind_display(), "金額の目安": benefit.yen, "相手": benefit.recipient}
    record(by=by, what="leads.benefit_noted", on=benefit.record, at=at, after=told)
    return benefit


def key_of(name: str) -> str:
    """By which what one recipient was given is added up, without keeping the name."""
    return address_key(folded(name) or name)


@dataclass
class Sum:
    """What one recipient was given in a year."""

    recipient: str
    yen: int = 0
    times: int = 0
    kinds: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def many(self) -> bool:
        """Whether somebody should look."""
        return self.times >= MANY


def own(actor: Actor) -> Any:
    """Lines of the actor's agency."""
    return Benefit.objects.visible_to(actor).filter(agency_id=actor.agency_id)


def of_year(rows: Any, year: int) -> Any:
    """Lines of a calendar year of Japan, the newest first."""
    here = timezone.get_default_timezone()
    start, end = (datetime(each, 1, 1, tzinfo=here) for each in (year, year + 1))
    return rows.filter(at__gte=start, at__lt=end).order_by("-at", "pk")


def sums(rows: Any) -> list[Sum]:
    """By recipient, the greatest first."""
    found: dict[str, Sum] = {}
    for key, name, kind, worth in rows.order_by("at").values_list("recipient_key", "recipient", "kind", "yen"):
        each = found.setdefault(key, Sum(name))
        each.recipient = name or each.recipient
        each.yen, each.times = each.yen + worth, each.times + 1
        each.kinds[kind] += 1
    return sorted(found.values(), key=lambda one: (-one.yen, -one.times, one.recipient))


_HEADS = columns(
    ("渡した日", 12), ("種類", 14), ("内容", 40), ("金額の目安", 12), ("相手", 30), ("受付番号", 12), ("お客様", 30),
    ("どなたにも", 12), ("条件", 50), ("書いた人", 16), ("メモ", 40),
)  # fmt: skip


def table(rows: Any) -> Table:
    """The register as a file."""
    every = rows.select_related("request", "customer", "by")
    return Table("無料で渡したもの", "無料で渡したもの", "", _HEADS, tuple(_row(each) for each in every))


def _row(benefit: Benefit) -> tuple[Cell, ...]:
    return (
        text(f"{timezone.localtime(benefit.at):%Y-%m-%d}"),
        text(benefit.get_kind_display()),
        text(benefit.title),
        yen(benefit.yen),
        text(benefit.recipient or "（消去済み）"),
        text(benefit.request.number if benefit.request else ""),
        text(benefit.customer.name if benefit.customer else ""),
        text("はい" if benefit.for_everybody else "いいえ"),
        text(benefit.terms),
        text(benefit.by.name if benefit.by else "自動"),
        text(benefit.note),
    )


@transaction.atomic
def exported(*, by: Actor, at: datetime, count: int, agency_name: str) -> None:
    """Note that the register left the house."""
    whose = Record("tenancy.agency", by.agency_id, agency_name, by.agency_id)
    record(by=by, what="leads.benefits_exported", on=whose, at=at, note=f"{count:,}件")
