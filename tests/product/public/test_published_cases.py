"""Published cases: all there, filtered by what is known of them, each with its source and what it does not hold."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from sonae.public.numbers.cases import ENTRIES
from sonae.web.facts import facts
from tests.badinputs.corpus import FEW, TEXTS
from tests.product.badinputs.addresses import read

pytestmark = pytest.mark.django_db
ALL = [*facts().cases.values(), *facts().published.values()]
ENOUGH = "?industry=E&employees=28"


def slug(case) -> str:
    return case.id.replace("_", "-")


def shown(client, query: str = "") -> set[str]:
    page = client.get(f"/jirei/{query}").content.decode()
    return set(re.findall(r'<h3><a href="/jirei/([a-z0-9-]+)/"', page))


def test_all_of_the_packs_are_there(client):
    assert shown(client) == {slug(case) for case in ALL}


@pytest.mark.parametrize("entry", ENTRIES)
def test_they_can_be_filtered_by_the_way_in(client, entry):
    assert shown(client, f"?entry={entry}") == {slug(case) for case in ALL if case.entry == entry}


def test_they_can_be_filtered_by_industry_and_way_together(client):
    assert shown(client, "?industry=P&entry=vpn") == {
        "hospital-shared-backup", "hospital-paper-charts", "clinic-2023",
    }  # fmt: skip


def test_a_filter_without_a_case_says_so_and_leads_back(client):
    page = client.get("/jirei/?industry=I&entry=vpn").content.decode()
    assert "まだ載せていません" in page
    assert "すべての事例を見る" in page


@pytest.mark.parametrize("query", ["?industry=zz", "?entry=<script>", "?industry=&entry=x"])
def test_a_filter_that_there_is_not_is_told_and_nothing_is_hidden(client, query):
    assert client.get(f"/jirei/{query}").status_code == 422
    assert shown(client, query) == {slug(case) for case in ALL}


@pytest.mark.parametrize("case", ALL, ids=lambda each: each.id)
def test_each_has_a_page_with_its_source_and_what_it_does_not_hold(client, case):
    page = client.get(f"/jirei/{slug(case)}/").content.decode()
    for row in case.rows:
        assert facts().fact(row.yen).source.title in page
        assert row.title in page
    assert all(each in page for each in case.not_included)


@pytest.mark.parametrize("case", facts().published.values(), ids=lambda each: each.id)
def test_a_case_without_a_profile_says_that_it_cannot_be_scaled(client, case):
    page = client.get(f"/jirei/{slug(case)}/{ENOUGH}")
    assert page.status_code == 200
    assert "規模を変えて計算できません" in page.content.decode()
    assert "<form" not in page.content.decode()


@pytest.mark.parametrize("case", facts().cases.values(), ids=lambda each: each.id)
def test_a_case_with_a_profile_is_scaled_with_its_assumptions(client, case):
    page = client.get(f"/jirei/{slug(case)}/{ENOUGH}&persons=3,000&sales=５億").content.decode()
    assert "28人" in page
    assert "5億円" in page
    assert page.count("仮定") >= 4
    assert "止まっている間に失う利益" in page


def test_what_is_not_known_of_the_company_is_guessed_and_said(client):
    page = client.get(f"/jirei/hospital-shared-backup/{ENOUGH}").content.decode()
    assert "個人情報の数がわからないので" in page
    assert "売上を入れると" in page


@pytest.mark.parametrize(
    "query",
    [
        "?industry=E",
        "?employees=28",
        "?industry=E&employees=たくさん",
        "?industry=zz&employees=1",
        "?industry=E&employees=-3",
        "?industry=E&employees=2&sales=x",
    ],
)
def test_what_cannot_be_calculated_is_told_and_what_was_typed_stays(client, query):
    page = client.get(f"/jirei/hospital-shared-backup/{query}")
    assert page.status_code == 422
    told = page.content.decode()
    assert "直すところが" in told
    if "たくさん" in query:
        assert 'value="たくさん"' in told


@pytest.mark.parametrize(
    "corpus",
    [pytest.param(FEW, marks=pytest.mark.short), pytest.param(TEXTS, marks=pytest.mark.full)],
    ids=["few", "all"],
)
@pytest.mark.parametrize("field", ["industry", "employees", "persons", "sales"])
def test_every_bad_text_in_a_field_is_answered_calmly(client, field, corpus):
    for family, text in corpus:
        given = {"industry": "E", "employees": "28", field: text}
        answer = client.get("/jirei/hospital-shared-backup/?" + urlencode(given, errors="surrogatepass"))
        assert answer.status_code in (200, 400, 422), (family, text[:40])
        assert not read("", answer.content.decode()).runs, (family, text[:40])


@pytest.mark.parametrize("field", ["industry", "entry"])
def test_every_bad_text_in_a_filter_is_answered_calmly(client, field):
    for family, text in FEW:
        answer = client.get("/jirei/?" + urlencode({field: text}, errors="surrogatepass"))
        assert answer.status_code in (200, 400, 422), (family, text[:40])


def test_rows_add_up_to_the_total_that_is_said(client):
    page = client.get(f"/jirei/hospital-shared-backup/{ENOUGH}&persons=3000").content.decode()
    total = int(re.search(r'bigfact">約([\d,]+)万円', page)[1].replace(",", ""))
    rows = [int(yen.replace(",", "")) for yen in re.findall(r'scaled__yen nb">([\d,]+)万円', page)]
    assert len(rows) == 3
    assert sum(rows) == total


@pytest.mark.parametrize("path", ["/jirei/nobody/", "/jirei/hospital_2022/", "/jirei/%00/"])
def test_a_case_that_there_is_not_is_not_found(client, path):
    assert client.get(path).status_code == 404
