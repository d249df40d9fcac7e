"""The pages about incidents: one scale for all kinds, an article for each, an address that keeps what was chosen."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from sonae.public.incidents.estimate import Firm, estimates
from sonae.public.views import MOST_URGENT
from sonae.web.facts import facts
from tests.badinputs.corpus import FEW

pytestmark = pytest.mark.django_db
RANSOMWARE = "/jiko/ransomware/"


def page(client: Client, address: str, status: int = 200) -> str:
    found = client.get(address)
    assert found.status_code == status, address
    return str(found.content.decode())


def text_of(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_all_kinds_stand_on_one_scale(client: Client) -> None:
    html = page(client, "/jiko/")
    assert all(f'href="/jiko/{kind}/"' in html for kind in MOST_URGENT)
    assert html.count('class="g-mid"') == len(MOST_URGENT)


def test_the_circle_of_the_dearest_kind_stands_furthest_right(client: Client) -> None:
    places = [float(found) for found in re.findall(r'class="g-mid" cx="([\d.]+)%"', page(client, "/jiko/"))]
    found = estimates(Firm("E", 28))
    medians = [
        found[kind].amounts.middle for kind in re.findall(r'class="kind" href="/jiko/(\w+)/"', page(client, "/jiko/"))
    ]
    assert sorted(range(8), key=places.__getitem__) == sorted(range(8), key=medians.__getitem__)


def test_the_size_of_the_company_changes_the_amounts_and_goes_along(client: Client) -> None:
    html = page(client, "/jiko/?industry=I&employees=150")
    assert estimates(Firm("I", 150))["ransomware"].median in html
    assert 'href="/jiko/ransomware/?industry=I&amp;employees=150"' in html
    assert "従業員150人の" in text_of(html)


def test_a_larger_company_pays_more_for_ransomware_and_meets_it_more_often() -> None:
    small, large = (estimates(Firm("I", people))["ransomware"] for people in (10, 1000))
    assert small.amounts.middle < large.amounts.middle
    assert small.chance < large.chance


def test_a_head_count_is_rounded_and_says_so(client: Client) -> None:
    assert "従業員約130人の" in text_of(page(client, "/jiko/?industry=E&employees=128"))


def test_people_are_counted_as_people_type_them(client: Client) -> None:
    assert "従業員28人の" in text_of(page(client, "/jiko/?industry=unknown&employees=２８名"))


@pytest.mark.parametrize("address", ["/jiko/", RANSOMWARE])
@pytest.mark.parametrize(
    "query", ["industry=&employees=", "industry=E&employees=abc", "industry=ZZ&employees=5", "employees=5"]
)
def test_what_cannot_be_read_is_told_and_kept(client: Client, address: str, query: str) -> None:
    html = page(client, f"{address}?{query}", 422)
    assert "直すところが" in html
    assert "<title>エラー: " in html


@pytest.mark.parametrize(("family", "given"), FEW)
def test_bad_text_is_answered_calmly(client: Client, family: str, given: str) -> None:
    for address in ("/jiko/", RANSOMWARE):
        query = urlencode(dict.fromkeys(("industry", "employees", "done"), given), errors="surrogatepass")
        found = client.get(f"{address}?{query}")
        assert found.status_code in (200, 400, 422), family


@pytest.mark.parametrize("kind", MOST_URGENT)
def test_each_kind_has_everything_of_an_article(client: Client, kind: str) -> None:
    html = page(client, f"/jiko/{kind}/")
    assert "30秒まとめ" in html
    assert f'href="/higai/{kind}/"' in html
    assert all(facts().lines[entry.line].title in html for entry in facts().scenarios[kind].lines)
    assert all(f"{year}年</th>" in html for year in (2023, 2024, 2025, 2026))
    assert "最終確認日" in html


def test_a_place_in_the_ranking_is_said_edition_by_edition(client: Client) -> None:
    told = text_of(page(client, "/jiko/missent_mail/"))
    assert re.search(r"2026年\s*10位以内にない", told)
    assert re.search(r"2025年\s*10位", told)


def test_a_kind_that_is_never_ranked_says_so(client: Client) -> None:
    assert "どれでも10位以内にありません" in text_of(page(client, "/jiko/lost_media/"))


def test_ticks_stand_in_the_address_and_nowhere_else(client: Client) -> None:
    found = client.get(f"{RANSOMWARE}?done=mfa&done=paper&industry=E&employees=28")
    html = found.content.decode()
    assert html.count("checked") == 2
    assert "8件のうち2件に印があります" in text_of(html)
    assert not found.cookies
    assert '<input type="hidden" name="done" value="mfa">' in html, "the estimate takes them along"
    assert '<input type="hidden" name="industry" value="E">' in html, "and the list takes the size along"


def test_a_tick_of_an_earlier_list_is_passed_over(client: Client) -> None:
    assert "印があります" not in page(client, f"{RANSOMWARE}?done=gone")


def test_a_line_of_the_list_has_the_price_and_the_effect_of_its_measure(client: Client) -> None:
    told = text_of(page(client, f"{RANSOMWARE}?industry=E&employees=28"))
    assert facts().measures["backup_offline"].what in told
    assert "止まる時間が約" in told


def test_an_estimate_names_what_it_rests_on_and_that_it_is_assumed(client: Client) -> None:
    html = page(client, RANSOMWARE)
    for name in ("sales_per_employee_default", "ransomware_base_rate", "ransomware_escalation"):
        assert re.search(rf'href="/about/method/#{name}">.*?<span class="chip chip--wait">仮定</span>', html)


def test_what_is_never_paid_is_said(client: Client) -> None:
    assert re.search(r"身代金</b>.*?sign--not_paid", page(client, RANSOMWARE))


def test_there_is_no_article_about_anything_else(client: Client) -> None:
    page(client, "/jiko/nothing/", 404)
