"""A result to take away: papers, workbook, tables and the whole answer as JSON."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from sonae.assessments.models import Run
from sonae.assessments.sheet import pack
from sonae.assessments.views.results import of_run
from sonae.web.errors import not_found

PAPERS: Mapping[str, str] = MappingProxyType(
    {"ketsuron": "結論", "report": "診断報告書", "startbook": "スタートブック", "teian": "提案書"}
)
_KEPT = 12
"""Papers kept in memory: whoever presses twice does not wait twice."""


@of_run
def paper(request: HttpRequest, token: str, run: Run, name: str) -> HttpResponse:
    """A paper as PDF."""
    if name not in PAPERS:
        return not_found(request)
    content = _paper(run.pk, run.band_at is None, pack().hash, name, json.dumps(run.result))
    return _file(content, f"サイバー試算_{PAPERS[name]}_{run.as_of:%Y%m%d}.pdf", "application/pdf")


@lru_cache(maxsize=_KEPT)
def _paper(run: int, waiting: bool, facts: str, name: str, result: str) -> bytes:
    from sonae_paper.documents import papers

    return papers.paper(name, json.loads(result), pack()).pdf


@of_run
def workbook(request: HttpRequest, token: str, run: Run) -> HttpResponse:
    """The workbook."""
    from sonae_paper.sheets import workbook as made

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(made(run.result, pack()), f"サイバー試算_{run.as_of:%Y%m%d}.xlsx", kind)


@of_run
def tables(request: HttpRequest, token: str, run: Run) -> HttpResponse:
    """The same tables as CSV, in one ZIP."""
    from sonae_paper.sheets import csv_files

    content = BytesIO()
    day = (run.as_of.year, run.as_of.month, run.as_of.day, 0, 0, 0)
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in csv_files(run.result, pack()).items():
            archive.writestr(zipfile.ZipInfo(f"{name}.csv", day), text, zipfile.ZIP_DEFLATED)
    return _file(content.getvalue(), f"サイバー試算_{run.as_of:%Y%m%d}.zip", "application/zip")


@of_run
def whole(request: HttpRequest, token: str, run: Run) -> HttpResponse:
    """The answer as the engine gave it, with everything it rests on."""
    text = json.dumps(run.result, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return _file(text.encode(), f"サイバー試算_{run.as_of:%Y%m%d}.json", "application/json")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
