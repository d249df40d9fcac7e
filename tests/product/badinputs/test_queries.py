"""How often a page asks the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.product.badinputs.addresses import EXAMPLES, filled
from tests.product.badinputs.test_forms import forms_on

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.mark.parametrize("route", [route for route in EXAMPLES if "paper/" not in route])
def test_no_page_asks_the_database_more_than_fifteen_times(attacker, tokens, route):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        attacker.get(filled(route, tokens))
    assert len(seen) <= MOST, [query["sql"][:80] for query in seen]


@pytest.mark.parametrize("route", ["shindan/", "shindan/<str:token>/q/<slug:name>/", "shindan/<str:token>/all/"])
def test_a_form_asks_the_database_no_more_than_twenty_five_times(attacker, tokens, route):
    form = forms_on(attacker, tokens, route)[0]
    with CaptureQueriesContext(connection) as seen:
        attacker.strike(form.action, dict(form.fields))
    assert len(seen) <= MOST + 10, [query["sql"][:80] for query in seen]
