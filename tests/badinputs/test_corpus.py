"""The corpus itself: what the quick tests send is a part of what the full ones send, and no build leaves a text out."""

from __future__ import annotations

import pytest

from tests.badinputs.corpus import FEW, TEXTS
from tests.length import dealt
from tests.product.badinputs.test_addresses import WITH_ARGUMENTS, pages
from tests.product.badinputs.test_queries_of_tools import PLACES
from tests.product.leads.desk.test_desk_bad_input import FORMS
from tests.product.leads.test_bad_input_is_told import FIELDS


def test_the_few_are_among_all():
    assert {bad.text for bad in FEW} <= {bad.text for bad in TEXTS}
    assert len(FEW) < len(TEXTS) / 2


@pytest.mark.parametrize("places", [WITH_ARGUMENTS, pages(), PLACES, FORMS, FIELDS], ids=len)
def test_a_build_machine_tries_every_text_at_some_place_of_each_kind(places):
    met = {bad for place in places for bad in dealt(TEXTS, place, brief=True)}
    assert met == {*TEXTS}


def test_elsewhere_everything_is_tried_everywhere():
    assert dealt(TEXTS, "shindan/", brief=False) == TEXTS
