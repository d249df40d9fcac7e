"""The result page: one screen with figure, measures and frequency, and below it everything they rest on."""

from __future__ import annotations

import re

import pytest

from sonae.assessments import actions
from sonae.assessments.models import Run
from sonae_core.packs.products import LABEL
from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies, yen_range

pytestmark = pytest.mark.django_db


def text_of(page) -> str:
    return re.sub(r"<[^>]+>", "", page.content.decode())


def test_the_first_screen_says_amount_range_frequency_and_three_things_to_do(visitor, run, place):
    text, answer = text_of(visitor.get(place)), run.result
    assert f"およそ{about_yen(answer['event']['median']).removeprefix('約')}かかる見込みです" in text
    assert yen_range(answer["event"]["p10"], answer["event"]["p90"]) in text
    assert out_of_companies(answer["frequency"]["serious"]) in text
    for step in answer["measures"]["chosen"][:3]:
        assert step["title"] in text


def test_severity_and_frequency_are_never_one_number(visitor, run, place):
    heading = re.search(r"<h1>(.*?)</h1>", visitor.get(place).content.decode())[1]
    assert "年" not in heading


def test_lines_of_the_table_add_up_to_its_sum(visitor, run, place):
    page = visitor.get(place).content.decode()
    lines = run.result["event"]["lines"]
    table = page.split('aria-label="内訳の表"')[1].split("</table>")[0]
    amounts = [int(found.replace(",", "")) for found in re.findall(r'class="num">([\d,]+)円', table)]
    assert amounts[-1] == sum(amounts[:-1]) == sum(line["gross"] for line in lines)


def test_widths_of_the_bars_are_in_the_proportion_of_their_lines(visitor, run, place):
    page = visitor.get(place).content.decode()
    bars = page.split('<ul class="bars">')[1].split("</ul>")[0]
    widths = [float(found) for found in re.findall(r'class="g-retained" x="[\d.]+%" y="1" width="([\d.]+)%', bars)]
    lines = sorted((line["gross"] for line in run.result["event"]["lines"]), reverse=True)
    shown = [*lines[:7], sum(lines[7:])]
    assert widths == [pytest.approx(line / max(shown) * 100, abs=0.01) for line in shown]


def test_no_insurance_stands_first_and_each_example_says_it_is_invented_and_what_it_does_not_pay(visitor, run, place):
    page = visitor.get(place).content.decode()
    offers = re.findall(r'<article class="offer.*?</article>', page, re.S)
    assert "保険なし" in offers[0]
    assert len(offers) == 4
    for offer, plan in zip(offers[1:], run.result["plans"][1:], strict=True):
        assert LABEL in offer
        assert all(text in offer for text in plan["not_covered"])
        for words in ("支払限度額", "免責金額", "待機時間"):
            assert words in offer


def test_a_deductible_is_called_and_explained_as_the_papers_do(visitor, run, place):
    page = text_of(visitor.get(place))
    assert "免責金額は、事故のたびに、先に自社が払う額です" in page
    assert "自己負担額" not in page


def test_the_premium_is_a_band_with_its_basis_and_says_it_is_no_quotation(visitor, run, place):
    text, premium = text_of(visitor.get(place)), run.result["premium"]
    assert f"{premium['low']:,}〜{premium['high']:,}円" in text
    assert premium["basis"] in text
    assert exact_yen(premium["technical"]) in text
    assert "見積もりではありません" in text


def test_what_nobody_knew_becomes_a_message_to_send(visitor, run, place):
    page = visitor.get(place).content.decode()
    message = page.split('id="message"')[1].split("</textarea>")[0]
    assert "クラウドや委託先が1週間止まったら" in message
    assert "ほとんど困らない" in message


def test_what_need_not_come_first_is_said(visitor, run, place):
    text = text_of(visitor.get(place))
    assert all(said in text for said in run.result["not_first"])


def test_ranges_that_are_still_worked_out_are_announced_and_then_fetched(visitor, run, place):
    page = visitor.get(place).content.decode()
    assert "幅を計算しています" in page
    assert f'data-wait="{place}band/"' in page
    assert visitor.get(f"{place}band/").status_code == 202
    actions.add_band(run=run, at=run.at)
    fragment = visitor.get(f"{place}band/")
    assert fragment.status_code == 200
    assert "の幅をみてください" in text_of(fragment)
    assert "data-wait" not in visitor.get(place).content.decode()


def test_a_result_needs_few_queries(visitor, run, place, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        visitor.get(place)


def test_nothing_on_the_page_needs_an_inline_style_or_script(visitor, run, place):
    for path in (place, f"{place}why/event/", f"{place}why/all/", f"{place}differ/ransom_amount/"):
        page = visitor.get(path).content.decode()
        assert not re.search(r"<[^>]+\sstyle=|<style|<script>|\son[a-z]+=", page)


def test_ids_of_the_page_are_unique(visitor, run, place):
    ids = re.findall(r'\sid="([^"]+)"', visitor.get(place).content.decode())
    assert len(ids) == len(set(ids))


def test_a_result_of_another_draft_is_not_shown_under_this_link(visitor, run, place):
    assert visitor.get(place.replace("/1/", "/2/")).status_code == 404
    assert visitor.get(f"/r/{'x' * 24}/1/").status_code == 410


def test_names_people_typed_stay_text(visitor, run, place):
    run.result["inputs"]["company"]["name"] = "<script>alert(1)</script>\u202e株式会社"
    Run.objects.filter(pk=run.pk).update(result=run.result)
    page = visitor.get(place).content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_exact_amounts_of_the_plans_are_those_of_the_answer(visitor, run, place):
    text = text_of(visitor.get(place))
    for plan in run.result["plans"]:
        assert exact_yen(plan["retained"]["mean"]) in text
