"""Beside each question: how far the answers so far settle the amount, worked out only where somebody asks for it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from sonae.answers.models import Answer
from sonae.assessments import actions, prospect
from sonae.assessments.case import company_file
from sonae.assessments.links import new_link
from sonae.assessments.sheet import short_sheet
from sonae_paper.text.numbers import about_yen
from tests.product.assessments.conftest import DAY
from tests.product.conftest import MAKER

pytestmark = pytest.mark.django_db
NAMES = [asked.id for asked in short_sheet()]


def started(known: int, **changes: object) -> str:
    """The link of a draft with the first ``known`` answers of the invented manufacturer."""
    given = {name: MAKER[name] for name in NAMES[:known]}
    made = new_link()
    actions.start_draft(link=made, given={**given, **changes}, at=datetime.now(UTC))
    return made


def text(page) -> str:
    return re.sub(r"<[^>]+>", "", page.content.decode())


def part(page) -> str:
    """What the script of a question takes."""
    found = re.search(r"<div[^>]* data-part>(.*?)</div>", page.content.decode(), re.DOTALL)
    assert found, "nothing is marked"
    return re.sub(r"<[^>]+>", "", found[1])


def test_with_every_answer_the_range_is_the_amount_of_the_result(visitor):
    known = {**MAKER, "supplier_dependence": "medium"}
    page = visitor.get(f"/shindan/{started(0, **known)}/range/")
    result = actions.answer_for(company_file(known), DAY, uncertain=False)
    assert f"いま {about_yen(result['event']['median'])}" in part(page)
    assert "12の質問の答えがそろいました" in part(page)


def test_an_answer_that_nobody_knew_stays_open_to_the_end(visitor, link):
    assert MAKER["supplier_dependence"] is None
    assert "まだわからない答えしだいで、" in part(visitor.get(f"/shindan/{link}/range/"))


def test_before_that_it_is_a_range_and_says_what_it_hangs_on(visitor):
    page = visitor.get(f"/shindan/{started(7)}/range/")
    assert re.search(r"いま [\d,]+万円〜[\d,]+万円", part(page))
    assert "まだわからない答えしだいで、" in part(page)


def test_each_group_answered_so_far_has_its_row(visitor):
    page = visitor.get(f"/shindan/{started(7)}/range/").content.decode()
    assert re.findall(r'<th scope="row">(.*?)</th>', page) == ["会社", "データ", "いま"]


@pytest.mark.parametrize(("known", "changes"), [(0, {}), (1, {}), (1, {"employees": None})])
def test_before_the_size_is_known_the_page_says_what_it_waits_for(visitor, known, changes):
    link = started(known, **changes)
    assert "業種と人数に答えると" in text(visitor.get(f"/shindan/{link}/range/"))
    assert "業種と人数に答えると" in text(visitor.get(f"/shindan/{link}/q/sales/"))


def test_sales_that_nobody_knows_do_not_keep_the_range_away(visitor):
    assert "いま " in part(visitor.get(f"/shindan/{started(2, sales=None)}/range/"))


def test_a_question_calculates_nothing_and_leads_to_the_range(visitor, monkeypatch):
    link = started(5)
    monkeypatch.setattr(prospect, "_prospect", None)
    page = visitor.get(f"/shindan/{link}/q/data_class/").content.decode()
    assert f'href="/shindan/{link}/range/" data-fill="range"' in page
    assert 'id="range"' in page


def test_the_page_promises_no_narrowing(visitor, link):
    pages = [visitor.get(f"/shindan/{link}/{place}/") for place in ("range", "q/mfa")]
    assert not [page for page in pages if re.search("答えるほど|狭くなります", text(page))]


def test_the_same_answers_are_not_worked_out_twice(visitor):
    link = started(9)
    visitor.get(f"/shindan/{link}/range/")
    before = prospect._prospect.cache_info()
    visitor.get(f"/shindan/{link}/range/")
    after = prospect._prospect.cache_info()
    assert (after.misses, after.hits - before.hits) == (before.misses, 3)


def test_neither_a_name_nor_a_budget_is_remembered():
    known = prospect._counting({**MAKER, "name": "架空の会社", "budget": 1_000_000, "cash": 1})
    assert {name for name, _ in known} == {name for name, value in MAKER.items() if value is not None}


def test_looking_at_the_range_writes_nothing_and_asks_the_database_little(visitor, link, django_assert_max_num_queries):
    before = list(Answer.objects.values_list("pk", "value"))
    with django_assert_max_num_queries(15):
        assert visitor.get(f"/shindan/{link}/range/").status_code == 200
    assert list(Answer.objects.values_list("pk", "value")) == before


def test_the_range_is_not_for_posting(visitor, link):
    assert visitor.send(f"/shindan/{link}/range/").status_code == 405


def test_a_link_that_opens_nothing_opens_no_range(visitor):
    assert visitor.get(f"/shindan/{new_link()}/range/").status_code == 410
