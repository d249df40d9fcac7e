"""A word is found however it is written, the fittest text first, and what was looked for is marked where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.text.search import MOST_LETTERS, Document, Index, marked, snippet, spans

DOCUMENTS = [
    Document("server", "サーバーが止まったとき", "サーバーを再起動する前に電話します。", "電源は切りません。"),
    Document("leak", "漏えいの報告", "個人情報が漏えいしたときの期限です。", "速報は3日から5日が目安です。" * 3),
    Document("backup", "バックアップ", "データの写しです。", "暗号化されない場所に置きます。鍵も別に置きます。"),
    Document("cover", "補償", "契約のうち、1つのまとまりです。", words="ほしょう"),
    Document("mfa", "多要素認証", "もう1つ求める仕組みです。", "ID（アイディー）とパスワード"),
]
INDEX = Index(DOCUMENTS, [("ほしょう", "補償"), ("ほけんりょう", "保険料")])


def keys(asked: str) -> list[str]:
    return [hit.key for hit in INDEX.find(asked).hits]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("サーバ", "server"),
        ("ｻｰﾊﾞｰ", "server"),
        ("さーばー", "server"),
        ("漏洩", "leak"),
        ("ＩＤ", "mfa"),
        ("バツクアツプ", "backup"),
        ("ほしょう", "cover"),
        ("二段階認証", "mfa"),
        ("漏えい　期限", "leak"),
        ("鍵", "backup"),
        ("目安", "leak"),
    ],
)
def test_a_word_is_found_however_it_is_written(asked: str, first: str) -> None:
    assert keys(asked)[0] == first


def test_words_of_two_letters_are_found_within_texts() -> None:
    assert keys("電源") == ["server"]


def test_a_title_counts_more_than_a_text() -> None:
    documents = [Document("text", "その他", body="補償 " * 50), Document("title", "補償の一覧")]
    assert [hit.key for hit in Index(documents).find("補償").hits] == ["title", "text"]


def test_every_word_must_be_there() -> None:
    assert keys("漏えい 期限") == ["leak"]
    assert not INDEX.find("漏えい 期限").loosened


def test_a_question_as_people_type_it_is_taken_apart() -> None:
    found = INDEX.find("バックアップはどうして暗号化されるのですか")
    assert [hit.key for hit in found.hits] == ["backup"]
    assert found.loosened


def test_nothing_asked_finds_nothing() -> None:
    for asked in ("", "   ", "。、・", "ー", "\u200b"):
        assert INDEX.find(asked).hits == ()


def test_what_is_too_long_is_cut_and_says_so() -> None:
    found = INDEX.find("補償" + "あ" * 10_000)
    assert found.cut
    assert sum(map(len, found.words)) <= MOST_LETTERS


def test_words_that_look_like_it_are_offered() -> None:
    assert INDEX.near("バックアプッ") == ("バックアップ",)
    assert INDEX.near("まったく別の話です") == ()


def test_half_width_letters_with_their_marks_are_marked_whole() -> None:
    pieces = marked("古いｻｰﾊﾞｰの話", {"サバ"})
    assert [(piece.text, piece.marked) for piece in pieces] == [("古い", False), ("ｻｰﾊﾞ", True), ("ｰの話", False)]


def test_words_that_overlap_are_marked_once() -> None:
    assert spans("個人情報保護", {"個人情報", "情報保護"}) == [(0, 6)]


def test_a_snippet_shows_the_place() -> None:
    long = Document("a", "題", body="はじめの文です。" * 40 + "ここに鍵があります。" + "終わりの文です。" * 40)
    shown = "".join(piece.text for piece in snippet(long, frozenset({"鍵"})))
    assert "ここに鍵があります" in shown
    assert len(shown) < 140


@given(st.text(max_size=60), st.text(max_size=6))
def test_pieces_together_are_the_text(text: str, word: str) -> None:
    from sonae_core.values.folding import alike

    assert "".join(piece.text for piece in marked(text, {alike(word)})) == text


@given(st.text(max_size=200))
def test_nothing_that_is_typed_breaks_the_search(asked: str) -> None:
    found = INDEX.find(asked)
    assert all(hit.title for hit in found.hits)
    INDEX.near(asked)
