"""What a stop costs, from figures as people type them, with what was understood and what is not paid."""

from __future__ import annotations

import pytest

from sonae.web.facts import facts
from sonae_paper.text.numbers import exact_yen

pytestmark = pytest.mark.django_db
PAGE = "/tools/teishi/"
ASKED = {
    "profit": "3,650万",
    "costs": "１億４６００万円",
    "per": "year",
    "days": "3",
    "part": "100％",
    "wait": "12時間",
}


@pytest.fixture
def ask(visitor):
    def asked(**other: str):
        return visitor.get(PAGE, {**ASKED, **other})

    return asked


def text(page) -> str:
    return page.content.decode()


def test_the_sum_its_parts_and_the_table_are_shown(ask):
    shown = text(ask())
    for amount in ("500,000円", "1,500,000円", "250,000円", "1,250,000円"):
        assert amount in shown
    for days in ("1日", "3日", "7日", "14日", "30日"):
        assert f'<th scope="row">{days}</th>' in shown


def test_it_says_how_each_amount_was_understood(ask):
    shown = text(ask())
    assert "<b>3,650万円</b>として計算しました" in shown
    assert "<b>1億4,600万円</b>として計算しました" in shown


def test_figures_of_a_day_are_taken_as_they_are(ask):
    assert "1,500,000円" in text(ask(per="day", profit="10万", costs="40万"))


def test_half_of_the_work_costs_half(ask):
    assert "750,000円" in text(ask(part="50"))


def test_a_loss_may_be_typed(ask):
    assert "1,500,000円" in text(ask(profit="▲3650万", costs="2億1,900万"))


def test_a_stop_within_the_waiting_time_says_that_nothing_is_paid(ask):
    assert "待機時間の12時間の中で終わるので、保険からは出ません" in text(ask(days="0.5"))


def test_lost_sales_are_put_beside_it_and_are_something_else(ask):
    shown = text(ask(sales="7億3,000万"))
    assert "売上の減りは" in shown
    assert "6,000,000円" in shown
    assert "売上の減りとは違います" in text(ask())


def test_it_leads_to_the_whole_calculation(ask):
    assert 'href="/shindan/">会社全体の損害を調べる' in text(ask())


def test_sales_and_industry_stand_in_for_what_is_not_known_and_say_so(ask):
    known = {"profit": "", "costs": "", "sales": "7億3,000万", "industry": "E"}
    shown = text(ask(**known))
    fact = facts().fact("interruption_ratio_e")
    assert exact_yen(int(2_000_000 * fact.point)) in shown, "a day of the model"
    assert "売上と業種からの見積もりです" in shown
    assert ">仮定</span>" in shown
    assert fact.title in shown
    assert "売上と業種からの見積もり" not in text(ask(sales="7億3,000万", industry="E")), "own figures come first"


@pytest.mark.parametrize(
    "missing", [{"profit": "", "costs": ""}, {"profit": "", "costs": "", "sales": "5億"}, {"profit": ""}, {"costs": ""}]
)
def test_what_is_missing_is_said_once(ask, missing):
    page = ask(**missing)
    assert page.status_code == 422
    assert "直すところが1つあります" in text(page)
    assert "合わせて入れてください" in text(page)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"profit": "たくさん"}, "数として読めません"),
        ({"profit": ""}, "入れてください"),
        ({"costs": "-5"}, "0より小さい数です"),
        ({"costs": "1.5"}, "整数ではありません"),
        ({"days": "366"}, "365より大きい数です"),
        ({"part": "101"}, "100より大きい数です"),
        ({"wait": "半日"}, "数として読めません"),
        ({"per": "month"}, "選んでください"),
        ({"industry": "Z"}, "選んでください"),
        ({"sales": "不明"}, "数として読めません"),
    ],
)
def test_what_cannot_be_read_comes_back_with_one_sentence(ask, other, told):
    page = ask(**other)
    assert page.status_code == 422
    assert told in text(page)
    for name, typed in other.items():
        assert name in ("per", "industry") or f'value="{typed}"' in text(page), "nothing typed is lost"


def test_the_empty_form_gives_no_figures_of_a_company(visitor):
    page = visitor.get(PAGE)
    assert page.status_code == 200
    assert 'name="profit" id="f-profit" inputmode="text" autocomplete="off" maxlength="60" value=""' in text(page)
