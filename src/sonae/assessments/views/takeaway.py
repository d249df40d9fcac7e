"""A result to take away: papers, workbook, tables and the whole answer as JSON."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from sonae.assessments.models import Run
from sonae.assessments.sheet import pack
from sonae.assessments.views.results import of_run, quiet
from sonae.web.clock import now
from sonae.web.costly import BusyError, Costly, TooOftenError
from sonae.web.errors import busy, not_found, too_many
from sonae.web.limits import Limit, address_of

PAPERS: Mapping[str, str] = MappingProxyType(
    {"ketsuron": "結論", "report": "診断報告書", "startbook": "スタートブック", "teian": "提案書"}
)
PROPOSAL = "teian"
"""Plans from beginning to end, so it is not there where plans may not be shown."""
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "zip": "application/zip",
    }
)
MADE = Costly(Limit("take", 40, 600), at_once=1, wait=2.0, kept=12)
"""A paper takes a third of a second of a processor. Each process makes one file at a time, and its other thread goes on
showing pages; whoever presses twice does not wait twice. Four papers and two tables of six results in ten minutes are
fewer than forty."""


@of_run
def paper(request: HttpRequest, token: str, run: Run, name: str) -> HttpResponse:
    """A paper as PDF."""
    if name not in PAPERS or (name == PROPOSAL and quiet(request)):
        return not_found(request)

    def make() -> bytes:
        from sonae_paper.documents import papers

        return papers.paper(name, run.result, pack()).pdf

    return _made(request, run, name, make, f"_{PAPERS[name]}", "pdf")


@of_run
def workbook(request: HttpRequest, token: str, run: Run) -> HttpResponse:
    """The workbook."""

    def make() -> bytes:
        from sonae_paper.sheets import workbook as made

        return made(run.result, pack())

    return _made(request, run, "xlsx", make, "", "xlsx")


@of_run
def tables(request: HttpRequest, token: str, run: Run) -> HttpResponse:
    """The same tables as CSV, in one ZIP."""
    return _made(request, run, "zip", lambda: _zipped(run), "", "zip")


def _zipped(run: Run) -> bytes:
    from sonae_paper.sheets import csv_files

    content = BytesIO()
    day = (run.as_of.year, run.as_of.month, run.as_of.day, 0, 0, 0)
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in csv_files(run.result, pack()).items():
            archive.writestr(zipfile.ZipInfo(f"{name}.csv", day), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _made(
    request: HttpRequest, run: Run, what: str, make: Callable[[], bytes], title: str, ending: str
) -> HttpResponse:
    """A file about a result as it is now; counted for the visitor's address and for the draft, whoever asks."""
    result = hashlib.sha256(json.dumps(run.result).encode()).digest()
    key = (run.pk, what, pack().hash, result)
    try:
        content = MADE.made(key, make, who=(address_of(request), f"draft {run.draft_id}"), at=now())
    except TooOftenError as error:
        return too_many(request, error.seconds)
    except BusyError as error:
        return busy(request, error.seconds)
    return _file(content, f"サイバー試算{title}_{run.as_of:%Y%m%d}.{ending}", _KINDS[ending])


@of_run
def whole(request: HttpRequest, token: str, run: Run) -> HttpResponse:
    """The answer as the engine gave it, with everything it rests on."""
    text = json.dumps(run.result, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return _file(text.encode(), f"サイバー試算_{run.as_of:%Y%m%d}.json", "application/json")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
