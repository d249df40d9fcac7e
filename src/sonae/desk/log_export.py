"""The log as a file: only after showing anew who one is, and itself an entry of the log."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from sonae.accounts.stepup import fresh_sign_in
from sonae.audit import logbook, reading
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.audit.words import JAPAN
from sonae.tenancy.doors import needs
from sonae.web.clock import now
from sonae_paper.sheets.cells import Cell, Table, columns, count, text
from sonae_paper.sheets.plain import csv_file

MOST_ROWS = 20_000
"""The newest; older ones by narrowing the dates."""


@needs("audit.see")
@fresh_sign_in
@require_POST
@transaction.atomic
def export(request: HttpRequest) -> HttpResponse:
    """The entries that the page's conditions choose, as a CSV file that spreadsheets of Japan open."""
    asked = logbook.understood(QueryDict(request.POST.get("asked", "")[:500]))
    entries = logbook.chosen(logbook.own(request.actor), asked)
    lines = reading.lines(reading.with_keys(entries)[:MOST_ROWS])
    moment, agency_id = now(), request.actor.agency_id
    note = f"{len(lines):,}件（{asked.words() or 'すべて'}）"
    record(by=request.actor, what="audit.exported", on=Record("tenancy.agency", agency_id), at=moment, note=note)
    response = HttpResponse(csv_file(_table(lines)), content_type="text/csv; charset=utf-8")
    name = f"kiroku-{moment.astimezone(JAPAN):%Y%m%d-%H%M}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _table(lines: Iterable[reading.Line]) -> Table:
    heads = columns(("番号", 8), ("日時", 18), ("内容", 60), ("変わったところ", 60), ("メモ", 30), ("対象の種類", 16))
    return Table("記録", "記録", "", heads, tuple(map(_row, lines)))


def _row(line: reading.Line) -> tuple[Cell, ...]:
    changes = "／".join(f"{change.field}: {change.before} → {change.after}" for change in line.changes)
    return (
        count(line.number),
        text(f"{line.at.astimezone(JAPAN):%Y-%m-%d %H:%M:%S}"),
        text(line.sentence),
        text(changes),
        text(line.note),
        text(line.kind_name),
    )
