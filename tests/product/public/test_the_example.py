"""The drawings of the first page say the same as its words."""

from __future__ import annotations

import pytest

from sonae.public.example import example, stitches


def crosses(path: str) -> int:
    return path.count("h")


@pytest.mark.parametrize(
    ("chance", "hit", "of"), [(0.0, 0, 100), (0.004, 4, 1000), (0.031, 3, 100), (0.0634, 6, 100), (1.0, 100, 100)]
)
def test_as_many_stitches_are_hit_as_companies_are_named(chance, hit, of):
    drawn = stitches(chance)
    assert crosses(drawn["hit"]) == hit
    assert crosses(drawn["hit"]) + crosses(drawn["spared"]) == drawn["of"]
    assert drawn["of"] == of


def test_the_bar_is_as_long_as_what_insurance_pays_and_what_is_left():
    found = example()
    paid, left = (float(found[name].rstrip("%")) for name in ("paid_width", "retained_width"))
    assert paid + left == pytest.approx(100, abs=0.11)
    assert 0 < paid < left


@pytest.mark.django_db
def test_the_first_page_says_that_its_figures_are_an_example(visitor):
    text = visitor.get("/").content.decode()
    assert example()["median"] in text
    assert "架空の会社" in text


@pytest.mark.django_db
def test_a_telephone_link_survives_its_number_sign(visitor):
    assert 'href="tel:%239110"' in visitor.get("/higai/").content.decode()
