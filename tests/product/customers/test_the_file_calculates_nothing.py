"""The file of companies that an agency takes away: words stay words in every spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.urls import reverse

from tests.badinputs.corpus import FORMULAS
from tests.factories.customers import make_customer
from tests.product.customers.conftest import at_the_desk

pytestmark = pytest.mark.django_db
STARTS = tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("code", ["utf-8-sig", "cp932"])
def test_no_cell_begins_a_formula(manager, code):
    for text in FORMULAS:
        make_customer(manager, f"{text}（架空）", note=f"{text}\r\n2行目")
    answer = at_the_desk(manager).send(reverse("customers_export"), {"code": code})
    assert answer.status_code == 200
    rows = list(csv.reader(StringIO(answer.content.decode(code), newline="")))
    assert len(rows) == 1 + len(FORMULAS)
    assert not [cell for row in rows for cell in row if cell.startswith(STARTS)]
    assert {f"'{text}（架空）" for text in FORMULAS if text.startswith(STARTS)} <= {row[0] for row in rows}
