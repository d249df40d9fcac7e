"""However a name is written, the same company gives the same key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_core.values.folding import digits_of, folded, folded_words

TEXT = st.text(max_size=60)


@pytest.mark.parametrize(
    "written",
    [
        "株式会社 東山工業",
        "㈱東山工業",
        "(株)東山工業",
        "（株）東山工業",
        "東山工業（株）",
        "東山工業株式会社",
        "東山 工業",
    ],
)
def test_the_legal_form_is_no_part_of_the_key(written):
    assert folded(written) == "東山工業"


@pytest.mark.parametrize(
    "written", ["ひがしやまこうぎょう", "ヒガシヤマコウギョウ", "ﾋｶﾞｼﾔﾏｺｳｷﾞｮｳ", "ひがしやま　こうぎよう"]
)
def test_kana_of_every_kind_are_one(written):
    assert folded(written) == "ヒガシヤマコウギヨウ"


@pytest.mark.parametrize(
    ("old", "common"), [("髙橋", "高橋"), ("山﨑", "山崎"), ("渡邉", "渡辺"), ("\u5409田", "𠮷田")]
)
def test_forms_of_a_character_that_people_mix_are_one(old, common):
    assert folded(old) == folded(common)


@pytest.mark.parametrize("written", ["03-0000-0000", "０３－００００－００００", "03 0000 0000", "(03)0000-0000"])
def test_a_telephone_number_is_its_digits(written):
    assert folded(written) == digits_of(written) == "0300000000"


def test_long_sounds_and_hyphens_do_not_matter():
    assert folded("サーバー") == folded("サーバ") == folded("サ-バ")


def test_words_stay_apart():
    assert folded_words("東山　架空 花子") == ["東山", "架空", "花子"]


def test_only_the_legal_form_leaves_nothing():
    assert folded("株式会社") == ""
    assert folded_words("(株) ㈲") == []


@given(TEXT)
def test_folding_again_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(TEXT)
def test_a_key_holds_letters_and_digits_only(text):
    assert folded(text) == "" or folded(text).isalnum()


@given(
    st.text(alphabet="東西南北山川田工業アイウ", min_size=1, max_size=12),
    st.sampled_from(["株式会社", "㈱", "有限会社", "（株）"]),
)
def test_a_legal_form_before_or_behind_is_never_seen(name, form):
    assert folded(f"{form}{name}") == folded(f"{name} {form}") == folded(name)


@given(st.text(alphabet="あいうえおかがきぎっゃゅょぁぱヴー", max_size=20))
def test_hiragana_and_katakana_always_agree(text):
    katakana = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
    assert folded(text) == folded(katakana)


@given(st.text(alphabet="0123456789-() ", max_size=20))
def test_digits_survive_in_their_order(text):
    assert digits_of(text) == "".join(filter(str.isdigit, text))
