"""The prevention list of an article, as somebody uses it who has no scripts: ticks last as long as the address."""

from __future__ import annotations

import pytest

ARTICLE = "/jiko/ransomware/"


@pytest.mark.parametrize("scripts", [True, False])
def test_ticks_are_there_again_on_another_machine(visit, scripts):
    opened, page = (found := visit(390, java_script_enabled=scripts)), found.page
    opened.to(ARTICLE)
    page.get_by_label("この1年に、バックアップから実際に戻してみた").check()
    page.get_by_label("ふだんの仕事に、管理者の権限を使っていない").check()
    page.get_by_role("button", name="印を残す").click()
    assert page.get_by_role("status").inner_text().startswith("8件のうち2件")
    address = page.url

    other = visit(1280, java_script_enabled=False).page
    other.goto(address)
    assert other.locator("input:checked").count() == 2
    assert other.context.cookies() == []


def test_the_size_of_the_company_and_the_ticks_do_not_lose_each_other(visit):
    opened, page = (found := visit(390)), found.page
    opened.to(ARTICLE)
    page.get_by_label("この1年に、バックアップから実際に戻してみた").check()
    page.get_by_role("button", name="印を残す").click()
    page.get_by_label("業種").select_option("I")
    page.get_by_label("働いている人の数").fill("１５０人")
    page.get_by_role("button", name="会社の規模で計算する").click()
    assert "従業員150人の" in page.locator(".says").inner_text()
    assert page.locator("input:checked").count() == 1
    page.get_by_role("button", name="印を残す").click()
    assert "従業員150人の" in page.locator(".says").inner_text()
