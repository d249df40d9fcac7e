"""Lines end between words: phrases keep amounts and dates together, and no line begins with a closing mark."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.preflight import Losses, printable
from tests.paper.documents.conftest import made, read

JAPANESE = st.text(
    alphabet="あいうえおかがきぎく会社保険事故対策報告、。「」（）アイウエーっゃ0123456789,円万億年月日%ABC \n",
    max_size=60,
)


@given(JAPANESE)
def test_phrases_together_are_the_text(text: str) -> None:
    assert "".join(phrases(text)) == text


@given(st.integers(1, 10**15), st.sampled_from(["円", "万円", "億円", "社", "人", "日", "%"]))
def test_an_amount_is_never_cut(number: int, unit: str) -> None:
    amount = f"{number:,}{unit}"
    assert any(amount in phrase for phrase in phrases(f"費用は{amount}で、多くはこれより少ない額です。"))


@pytest.mark.parametrize(
    "whole",
    [
        "2026年11月24日（火）",
        "11月30日（月）",
        "043-000-0110",
        "12:30",
        "69,700〜117,800円",
        "1億2,000万円",
        "約570万円",
    ],
)
def test_dates_numbers_and_ranges_are_never_cut(whole: str) -> None:
    assert any(whole in phrase for phrase in phrases(f"この欄には、{whole}と書いてあるはずです。"))


@given(JAPANESE)
def test_no_phrase_begins_with_closing_punctuation_after_another(text: str) -> None:
    for line in text.split("\n"):
        for phrase in phrases(line)[1:]:
            assert phrase[0] not in "、。」）ーっゃ" or len(phrase) > 12


def test_a_name_without_words_may_break_somewhere() -> None:
    assert max(map(len, phrases("亜" * 200))) <= 14
    assert max(map(len, phrases("ア" * 200))) <= 14


@given(st.text(max_size=80))
def test_what_is_printable_is_printable_again(text: str) -> None:
    once = printable(text, Losses())
    losses = Losses()
    assert printable(once, losses) == once
    assert losses.warnings() == ()


def test_ordinary_text_loses_nothing() -> None:
    losses = Losses()
    text = "株式会社みほん（架空）の費用は約1,200万円〜3億円、100社のうち4社です。"
    assert printable(text, losses) == text
    assert losses.warnings() == ()


def test_many_losses_are_told_in_one_short_sentence() -> None:
    losses = Losses()
    printable("".join(chr(0x1F600 + index) for index in range(40)), losses)
    (warning,) = losses.warnings()
    assert warning.endswith("ほか28種類")
    assert len(warning) < 80


@pytest.mark.parametrize("kind", ["ketsuron", "report", "startbook", "teian"])
def test_no_line_of_a_paper_begins_with_a_closing_mark_or_ends_inside_an_amount(kind: str) -> None:
    lines = [
        line.strip() for page in read(made(kind, "factory").pdf).pages for line in page.extract_text().splitlines()
    ]
    assert len(lines) > 20
    assert not [line for line in lines if re.match(r"[、。」』）ーっゃゅょ〜]", line)]
    assert not [line for line in lines if re.search(r"[0-9],[0-9]{3}$|約$|[0-9]万$|[0-9]億$", line)]
