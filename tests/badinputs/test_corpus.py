"""The corpus itself: what the quick tests send is a part of what the full ones send, and no build leaves a text out."""

from __future__ import annotations

import pytest

from tests.badinputs.corpus import BODIES, FEW, HEADERS, QUERIES, TEXTS, VERBS
from tests.length import dealt
from tests.product.badinputs.addresses import ARGUMENT, EXAMPLES


def test_the_few_are_among_all():
    assert {bad.text for bad in FEW} <= {bad.text for bad in TEXTS}
    assert len(FEW) < len(TEXTS) / 2


@pytest.mark.parametrize("corpus", [TEXTS, QUERIES, HEADERS, VERBS, BODIES], ids=len)
@pytest.mark.parametrize("places", [list(EXAMPLES), [route for route in EXAMPLES if ARGUMENT.search(route)]], ids=len)
def test_a_build_machine_tries_each_at_some_place_and_everything_elsewhere_is_tried_everywhere(corpus, places):
    met = [index for place in places for index in dealt(range(len(corpus)), place, brief=True)]
    assert {*met} == {*range(len(corpus))}
    assert max(met.count(index) for index in {*met}) < len(places) / 2
    assert all(dealt(corpus, place, brief=False) == corpus for place in places)
