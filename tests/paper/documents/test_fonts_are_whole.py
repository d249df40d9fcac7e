"""The fonts stand unmodified with their licences, and together draw what names and addresses in Japan need."""

from __future__ import annotations

import hashlib

import pytest

from sonae_paper.fonts.coverage import FALLBACK, FOLDER, MAIN, characters_of, drawable

# SHA-256 of the files of the Debian package fonts-morisawa-bizud-gothic 1.05-2.
UNMODIFIED = {
    "BIZUDPGothic-Regular.ttf": "8d4fd9568ad662d9eb1bc8ca8663dcd76a6336373e3e3f32d634978db4c7388e",
    "BIZUDPGothic-Bold.ttf": "4148bfdc5da1f32b9e20b2ca25c26da409f4594b8c31da8d3f0d04628793adc4",
}


@pytest.mark.parametrize("name", MAIN)
def test_the_main_font_is_the_unmodified_one(name: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == UNMODIFIED[name]


def test_each_font_has_its_licence_beside_it() -> None:
    for font in ("BIZUDPGothic", "SonaeFallback"):
        text = (FOLDER / f"OFL-{font}.txt").read_text(encoding="utf-8")
        assert text.startswith("Copyright ")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_the_fallback_carries_a_name_of_its_own_and_stays_small() -> None:
    content = (FOLDER / FALLBACK).read_bytes()
    assert "Sonae Fallback".encode("utf-16-be") in content
    told = "A subset of Noto Sans CJK JP".encode("utf-16-be")
    assert "Noto".encode("utf-16-be") not in content.replace(told, b"")
    assert len(content) <= 2_000_000


@pytest.mark.parametrize("codec", ["cp932", "euc_jis_2004", "euc_jp"])
def test_every_character_of_the_japanese_standards_can_be_drawn(codec: str) -> None:
    missing = {
        letter
        for letter in map(chr, range(0xA0, 0x30000))
        if letter.encode(codec, "ignore") and ord(letter) not in drawable()
    }
    assert {letter for letter in missing if not "\ue000" <= letter <= "\uf8ff"} <= set("ǵ⦅⦆")


@pytest.mark.parametrize("letter", "髙﨑㈱①〒鷗→✓𠮷𠀋⚠〓")
def test_letters_that_common_fonts_lack_can_be_drawn(letter: str) -> None:
    assert ord(letter) in drawable()


def test_a_letter_of_no_font_is_not_claimed() -> None:
    assert ord("😀") not in drawable()
    assert 0x25A1 in characters_of(MAIN[0])
    assert ord("𠮷") not in characters_of(MAIN[0])
