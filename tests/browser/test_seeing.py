"""The instrument itself: each flaw, planted alone, is found, and a sound page has none."""

from __future__ import annotations

import pytest

from tests.browser.colours import faint
from tests.browser.seeing import flaws

PLANTED = {
    "small": '<p style="font-size:11px">小さすぎる文字です</p>',
    "small in a drawing": '<svg viewBox="0 0 640 40" width="300"><text y="20" font-size="14">縮んだ文字</text></svg>',
    "clipped": '<svg viewBox="0 0 60 20" width="60"><text y="15" font-size="14">はみ出した軸の文字</text></svg>',
    "clipped by its box": '<div style="width:60px;overflow:hidden;white-space:nowrap">隠れてしまった長い文</div>',
    "squeezed": '<p style="width:1em;overflow-wrap:anywhere">一文字ずつ縦に並んだ文</p>',
    "split": '<p style="width:9em;font-size:16px">かかるお金は1,900万円です</p>',
    "outside": '<p style="width:900px;white-space:nowrap">' + "横に長い文" * 20 + "</p>",
}


@pytest.mark.parametrize("flaw", PLANTED)
def test_a_planted_flaw_is_found(visit, flaw):
    page = visit(390).page
    page.set_content(f"<html lang=ja><body><main>{PLANTED[flaw]}</main></body></html>")
    assert any(found.startswith(flaw.split()[0]) for found in flaws(page)), flaws(page)


def test_a_sound_page_has_no_flaw(visit):
    page = visit(390).page
    page.set_content("<html lang=ja><body><main><p>かかるお金は<span>1,900万円</span>です。</p></main></body></html>")
    assert flaws(page) == []


def test_grey_on_grey_is_faint(visit):
    page, blank = visit(390).page, visit(390).page
    page.set_content('<p style="color:#999;background:#aaa">読めない文字</p><p>読める文字</p>')
    assert [found.split(":")[0] for found in faint(page, blank)] == ["読めない文字"]
