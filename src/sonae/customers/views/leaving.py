"""The list of companies as a file, for whoever may take it out of the house."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sonae.accounts.stepup import fresh_sign_in
from sonae.customers import actions
from sonae.customers.industries import industries
from sonae.customers.listing import Wanted, found
from sonae.customers.models import Contact, Customer
from sonae.customers.querysets import capped
from sonae.customers.views.opening import actor_of
from sonae.tenancy.doors import needs
from sonae.tenancy.models import Agency
from sonae.web.clock import now, today
from sonae_paper.sheets.cells import FORMULA_STARTS
from sonae_paper.sheets.plain import CODES, encoded

HEADS = (
    "会社名", "ふりがな", "法人番号", "業種", "郵便番号", "住所", "電話番号", "ホームページ", "担当", "拠点", "メモ",
    "連絡先", "連絡先のふりがな", "連絡先の役割", "連絡先のメールアドレス", "連絡先の電話番号", "登録日", "変更日",
)  # fmt: skip


@needs("customers.export")
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """Say what would leave; the button makes the file, and the log says who took it."""
    actor = actor_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    wanted = Wanted.back(asked.get("list", ""))
    rows = found(wanted, actor)
    code = request.POST.get("code", "")
    if request.method != "POST" or code not in CODES:
        context = {"wanted": wanted, "codes": CODES.items(), "count": capped(rows), "wrong": request.method == "POST"}
        return render(request, "customers/export.html", context, status=422 if context["wrong"] else 200)
    given = list(rows.select_related("person__user", "branch"))
    content = _file(given, code)
    name = Agency.objects.values_list("name", flat=True).get(pk=actor.agency_id)
    actions.exported(by=actor, at=now(), count=len(given), agency_name=name)
    response = HttpResponse(content, content_type=f"text/csv; charset={'shift_jis' if code == 'cp932' else 'utf-8'}")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'お客様_{today():%Y%m%d}.csv')}"
    return response


def _file(given: list[Customer], code: str) -> bytes:
    people = Contact.objects.filter(main=True, customer__in=[row.pk for row in given]) if len(given) < 500 else None
    if people is None:  # more names than a database takes in one question: all of those that are there
        people = Contact.objects.filter(main=True)
    first = {row.customer_id: row for row in people}
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows(_safe(_row(customer, first.get(customer.pk))) for customer in given)
    return encoded(out.getvalue(), code)


def _row(customer: Customer, contact: Contact | None) -> Iterator[Any]:
    yield from (customer.name, customer.kana, customer.corporate_number)
    yield industries().get(customer.industry, customer.industry)
    yield f"{customer.postcode[:3]}-{customer.postcode[3:]}" if customer.postcode else ""
    yield from (customer.address, customer.phone, customer.website)
    yield customer.person.user.name if customer.person else ""
    yield customer.branch.name if customer.branch else ""
    yield customer.note
    yield from (getattr(contact, name, "") for name in ("name", "kana", "role", "email", "phone"))
    yield from (f"{moment:%Y-%m-%d}" for moment in (customer.created_at, customer.updated_at))


def _safe(row: Iterable[str]) -> list[str]:
    """No cell begins what a spreadsheet would calculate."""
    return [f"'{text}" if text.startswith(FORMULA_STARTS) else text for text in row]
