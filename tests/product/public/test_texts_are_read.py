"""A text becomes a page: figures come from the facts with their notes, links lead into the site that is being read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.urls import set_script_prefix

from sonae.public.reading.texts import Text, read_folder, read_text
from sonae.web.facts import facts
from sonae_core.values.errors import InputError

HEAD = """---
title: 題
summary:
  - 一行目は[[fact:npa_2024_over_10m]]です。
  - 二行目です。
reviewed: 2026-11-28
review_by: 2027-11-28
---
"""
BODY = """はじめの段落は1,000万円です。

## どう起きるか

半分（[[fact:npa_2024_over_10m]]）と、仮定の[[fact:rate_size_exponent]]。
[手順](page:emergency-steps/ransomware#hour)と[外](https://example.com/)。<b>太字</b>。
"""


def _text(body: str = BODY, head: str = HEAD) -> Text:
    return read_text((head + body).encode(), "dai", facts())


def test_a_figure_is_the_fact_with_a_note() -> None:
    assert '<span class="nb">50%</span><sup class="cite"><a href="#chu-dai-1">注1</a></sup>' in _text().html
    assert [note.fact.id for note in _text().notes] == ["npa_2024_over_10m", "rate_size_exponent"]


def test_a_fact_named_twice_has_one_note() -> None:
    assert _text().html.count("注1</a>") == 1
    assert "注1</a>" in _text().summary_html[0]


def test_what_is_assumed_says_so_beside_the_figure() -> None:
    assert "（仮定）<sup" in _text().html


def test_a_range_may_go_over_two_lines() -> None:
    assert '<span class="nb">0.3（' not in _text().html


def test_lists_and_descriptions_get_lines_without_markup() -> None:
    assert _text().summary == ("一行目は50%です。", "二行目です。")


def test_the_search_reads_no_markup_and_no_numbers_of_notes() -> None:
    assert "半分（50%）と" in _text().plain
    assert "<" not in _text().plain.replace("<b>", "").replace("</b>", "")


def test_html_in_a_text_is_shown_and_not_obeyed() -> None:
    assert "&lt;b&gt;" in _text().html


def test_an_amount_stays_on_one_line() -> None:
    assert '<span class="nb">1,000万円</span>' in _text().html


def test_a_link_to_a_page_leads_into_the_site_that_is_read() -> None:
    assert 'href="/higai/ransomware/#hour"' in _text().html
    text = _text()
    set_script_prefix("/a/minato/")
    try:
        assert 'href="/a/minato/higai/ransomware/#hour"' in text.html
    finally:
        set_script_prefix("/")


def test_a_link_to_elsewhere_does_not_tell_where_one_came_from() -> None:
    assert '<a href="https://example.com/" rel="noreferrer">' in _text().html


def test_a_script_is_no_link() -> None:
    assert "href" not in _text("[x](javascript:alert(1))").html


def test_a_part_is_found_by_its_heading() -> None:
    assert "半分" in _text().section("どう起きるか").html
    with pytest.raises(InputError, match="予防"):
        _text().section("予防")


@pytest.mark.parametrize(
    ("head", "body", "says"),
    [
        (HEAD, "[[fact:npa_2024_over_10n]]", "npa_2024_over_10m"),
        (HEAD, "# 題", "本文に # の見出し"),
        ("", "本文", "はじめの項目"),
        (HEAD.replace("title: 題\n", ""), "", "title"),
        (HEAD.replace("2027-11-28", "2026-11-28"), "", "review_by"),
        (HEAD.replace("summary:", "summry:"), "", "summ"),
    ],
)
def test_a_slip_of_the_writer_is_told(head: str, body: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        _text(body, head)


def test_texts_stand_in_their_order(tmp_path: Path) -> None:
    for name, order in (("b", 0), ("a", 1), ("c", 0)):
        head = HEAD.replace("reviewed", f"order: {order}\nreviewed", 1)
        (tmp_path / f"{name}.md").write_text(head + "本文", encoding="utf-8")
    assert [each.slug for each in read_folder(tmp_path, facts())] == ["b", "c", "a"]
    assert read_folder(tmp_path / "nowhere", facts()) == ()


def test_a_text_knows_when_it_was_read_and_from_what() -> None:
    assert _text().reviewed == date(2026, 11, 28)
    assert [source.title for source in _text().sources] == [facts().facts["npa_2024_over_10m"].source.title]  # type: ignore[union-attr]


def test_the_end_of_a_line_in_the_file_puts_no_space_between_sentences() -> None:
    assert "一つ。二つ。" in _text("一つ。\n二つ。").html
