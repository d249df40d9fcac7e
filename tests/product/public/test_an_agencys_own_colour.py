"""An agency's colour is used where everything stays readable, and never as the red that means late or wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.accounts.colours import LEAST, WHITE, contrast
from sonae.accounts.profile import COLOUR
from sonae.public.colours import CLOTH, WORDS, is_red, rules
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.conftest import Visitor

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def role(sheet: str, name: str) -> str:
    found = re.search(rf"{name}:(#[0-9a-f]{{6}})", sheet)
    assert found, sheet
    return found[1]


@given(COLOURS)
def test_whatever_the_colour_words_and_buttons_can_be_read(colour):
    sheet = rules(colour)
    if colour == COLOUR:
        return
    assert contrast(role(sheet, "background"), WHITE) >= CLOTH
    if not is_red(colour):
        assert contrast(role(sheet, "--action"), WHITE) >= LEAST
        assert contrast(role(sheet, "--action-hover"), WHITE) >= LEAST
        assert contrast(role(sheet, "--link"), WHITE) >= WORDS


@pytest.mark.parametrize("colour", ["#c00000", "#b1252c", "#e60033", "#ff5533"])
def test_a_red_one_is_not_pressed(colour):
    assert "--action" not in rules(colour)


@pytest.mark.parametrize("colour", ["#2b6542", "#f2b233", "#884898", "#7b7f84"])
def test_another_one_is(colour):
    assert role(rules(colour), "--house") == colour
    assert "--action" in rules(colour)


def test_our_own_needs_no_sheet():
    assert rules(COLOUR) == ""


@pytest.fixture
def green(db):
    agency = make_agency("みどり保険（架空）", "midori-hoken")
    published(Desk(Visitor(), agency), brand_colour="#2b6542")
    return agency


def test_the_site_of_an_agency_loads_its_own_sheet_and_nobody_elses(green, visitor):
    page = visitor.get("/a/midori-hoken/").content.decode()
    assert "/a/midori-hoken/colours.css?v=2b6542" in page
    sheet = visitor.get("/a/midori-hoken/colours.css")
    assert "#2b6542" in sheet.content.decode()
    assert sheet.headers["Content-Type"].startswith("text/css")
    assert "colours.css" not in visitor.get("/").content.decode()
    assert visitor.get("/colours.css").status_code == 404
