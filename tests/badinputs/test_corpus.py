"""The corpus itself: what the quick tests send is a part of what the full ones send."""

from __future__ import annotations

from tests.badinputs.corpus import FEW, TEXTS


def test_the_few_are_among_all():
    assert {bad.text for bad in FEW} <= {bad.text for bad in TEXTS}
    assert len(FEW) < len(TEXTS) / 2
