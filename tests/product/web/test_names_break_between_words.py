"""Long names in narrow places."""

from __future__ import annotations

import pytest

from sonae.web.templatetags.sonae import compound


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("企業組織向けサイバーセキュリティ相談窓口", "企業組織向け|サイバーセキュリティ|相談窓口"),
        ("パソコンやサーバーの保守会社", "パソコンや|サーバーの|保守会社"),
        ("取引銀行", "取引銀行"),
    ],
)
def test_a_name_may_break_where_its_letters_change(name, broken):
    assert compound(name) == broken.replace("|", "<wbr>")


def test_what_stands_in_brackets_stays_together():
    assert compound("委員会（報告）") == '委員会<wbr><span class="compound__aside">（報告）</span>'


def test_a_name_is_escaped():
    assert compound("<b>窓口") == "&lt;b&gt;窓口"
