"""A social card is a PNG of the right size, always the same for the same words, whatever they are."""

from __future__ import annotations

import struct

import pytest

from sonae_paper.documents.social import card

SAID = {"name": "first", "title": "サイバー攻撃を受けたら、いくらかかるか", "kind": "調べる", "of": "備え"}


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def test_a_card_is_as_large_as_others_expect_and_light() -> None:
    drawn = card(**SAID)
    assert size(drawn) == (1200, 630)
    assert len(drawn) < 100_000


def test_the_same_words_give_the_same_bytes() -> None:
    assert card(**SAID) == card(**SAID)
    assert card(**SAID) != card(**{**SAID, "of": "別の代理店（架空）"})


@pytest.mark.parametrize(
    "title", ["題" * 500, "a" * 500, "", "#eval(1)", "𠮷野家の👩‍👩‍👧", "\u202eabc", "改\n行", "[link](x) *太字*"]
)
def test_any_title_can_be_drawn(title: str) -> None:
    assert size(card(**{**SAID, "title": title, "of": title})) == (1200, 630)
