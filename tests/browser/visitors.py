"""On a running site: an agency's open pages with a document, and the secret links that a request there led to."""

from __future__ import annotations

from pathlib import Path

from tests.browser.server import made

_MAKE = """
import django; django.setup()
import json
from django.test import Client
from django.utils import timezone
from sonae.leads.models import Document
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency, make_person
from tests.factories.offices import Desk, published
from tests.product.badinputs.visitors import links_of_a_visitor

at = timezone.now()
owner = Desk(Client(), make_agency("なぎさ保険事務所（架空）", "nagisa-shiryo"), person=make_person("架空 なお子"))
published(owner)
with within(owner.agency.pk):
    Document.objects.create(
        agency=owner.agency, title="サイバー保険のあらまし（見本）", file_name="aramashi.pdf", content=b"%PDF-1.4",
        description="補償の範囲と、支払われない場合をまとめた資料です。", size=1234567, sha256="0" * 64,
        created_at=at, updated_at=at, published_at=at, approval_number="見本-2026-001",
    )
print(json.dumps(links_of_a_visitor(owner.agency)))
"""


def make_visitor(folder: Path) -> dict[str, str]:
    """The links, by the name of the page."""
    return made(folder, _MAKE)
