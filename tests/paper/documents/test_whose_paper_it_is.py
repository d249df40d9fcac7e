"""A proposal in an agency's name: its colour where it can be read, its people, and lines for what it does not say."""

from __future__ import annotations

import pytest

from sonae_paper.documents.brand import Brand, contrast
from sonae_paper.documents.papers import paper
from tests.paper.documents.conftest import answer, pack, words


def test_black_and_white_are_as_far_apart_as_can_be():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)


@pytest.mark.parametrize("colour", ["#ffff00", "#165E83", "blue", "#165e8", "#165e83; }", "#999999"])
def test_a_colour_that_cannot_be_read_or_is_none_is_refused(colour):
    with pytest.raises(ValueError, match="cannot be read"):
        Brand("架空", colour=colour)


def test_no_colour_is_the_house_colour():
    assert Brand("架空").colour == ""


def test_a_report_bears_no_brand():
    with pytest.raises(ValueError, match="bears no brand"):
        paper("report", answer("factory"), pack(), brand=Brand("架空"))


@pytest.fixture(scope="module")
def branded():
    brand = Brand(
        "あおぞら保険事務所（架空）", person="架空 直子", contact="03-0000-0000", number="架空26-001",
        complaints="架空相談室", notices=("当社の取扱保険会社は、架空海上です。",), colour="#7a1f4b",
    )  # fmt: skip
    return paper("teian", answer("factory"), pack(), brand=brand)


def test_the_agency_stands_on_the_paper(branded):
    found = words(branded.pdf)
    for said in ("あおぞら保険事務所（架空）", "架空 直子", "03-0000-0000", "架空26-001", "架空相談室", "架空海上"):
        assert said.replace(" ", "") in found


def test_the_same_brand_gives_the_same_bytes():
    brand = Brand("架空代理店", colour="#7a1f4b")
    one, other = (paper("teian", answer("factory"), pack(), brand=brand) for _ in range(2))
    assert one.pdf == other.pdf


def test_words_of_an_agency_are_never_run():
    odd = Brand('#panic("x") $x$ *a* @b <c>', person="\\ #eval", notices=("#import",))
    assert "#panic" in words(paper("teian", answer("factory"), pack(), brand=odd).pdf)


def test_without_a_brand_it_is_as_before():
    assert "担当者が" in words(paper("teian", answer("factory"), pack()).pdf)
