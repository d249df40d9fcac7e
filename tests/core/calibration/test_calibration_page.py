"""The page of calibration: complete, readable without its pictures, and what the model gives now."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.calibration.page import BLOCK, PAGE, PLOTS, filled, made
from sonae_core.packs.snapshot import Pack

NUMBER = re.compile(r"\d[\d,]*\.?\d*")
PICTURES = sorted(PLOTS.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"


def test_every_block_of_the_page_is_filled() -> None:
    blocks = list(BLOCK.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(blocks) == len({block["name"] for block in blocks}) == 10
    assert all("|---" in block[0] for block in blocks)


def test_no_range_is_missed_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert "| yes |" in text
    assert "**no**" not in text


def test_every_picture_stands_on_the_page_above_its_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(calibration/([a-z-]+\.svg)\)\n\n\|", text)
    assert sorted(shown) == [picture.name for picture in PICTURES]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_has_title_and_description_and_needs_no_colour(picture: Path) -> None:
    root = ElementTree.parse(picture).getroot()  # noqa: S314 - our own file
    assert root.get("aria-labelledby") == "title desc"
    assert all(root.findtext(f"{SVG}{name}") for name in ("title", "desc"))
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', picture.read_text(encoding="utf-8")))
    assert all(len(set(colour[1:])) == 1 for colour in colours)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_the_labels_of_a_picture_stand_in_its_table(picture: Path) -> None:
    root = ElementTree.parse(picture).getroot()  # noqa: S314 - our own file
    labels = [text.text or "" for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    table = PAGE.read_text(encoding="utf-8").partition(picture.name)[2].partition("<!-- end -->")[0]
    assert labels
    assert not [label for label in labels if label.partition(", ")[0] not in table]


@pytest.mark.full
def test_the_page_and_its_pictures_are_what_the_model_gives_now(pack: Pack) -> None:
    blocks, plots = made(pack)
    text = PAGE.read_text(encoding="utf-8")
    assert _same(filled(text, blocks), text), "run ./sonae bench calibration"
    assert sorted(plots) == [picture.name for picture in PICTURES]
    for picture in PICTURES:
        assert _same(plots[picture.name], picture.read_text(encoding="utf-8")), "run ./sonae bench calibration"


def test_a_figure_that_moved_is_noticed_and_the_last_digit_is_not() -> None:
    assert _same("23.5 % of 1.21 M", "23.6 % of 1.22 M")
    assert not _same("23.5 % of 1.21 M", "24.9 % of 1.21 M")
    assert not _same("23.5 % of all", "23.5 % of some")


def _same(one: str, other: str) -> bool:
    """Whether two texts have the same words, and the same numbers but for their last digit and two per cent."""
    if NUMBER.sub("0", one) != NUMBER.sub("0", other):
        return False
    return all(_near(a, b) for a, b in zip(NUMBER.findall(one), NUMBER.findall(other), strict=True))


def _near(one: str, other: str) -> bool:
    digits = len(one.partition(".")[2])
    a, b = float(one.replace(",", "")), float(other.replace(",", ""))
    return abs(a - b) <= max(0.02 * abs(a), 1.01 * 10**-digits)
