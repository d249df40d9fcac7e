"""What is given free is on the register: by itself or by hand, with its worth, added up by recipient and year."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sonae.leads.benefits import MANY, given_to, key_of, of_year, rule, sums, values
from sonae.leads.models import Benefit
from sonae.leads.offers import Gift
from sonae.web.clock import now, today

BOOK = {
    "kind": "consulting",
    "title": "復旧手順の相談",
    "yen": "１０，０００円",
    "recipient": "東山工業株式会社（架空）",
    "same": "on",
}


def note(desk, **more):
    return desk.send(reverse("benefit_new"), {**BOOK, "day": today().isoformat(), **more})


@pytest.mark.django_db
def test_a_line_by_hand_is_kept_and_joined_to_the_customer(desk, customer, inside):
    assert note(desk).status_code == 302
    line = Benefit.objects.get()
    assert (line.yen, line.customer, line.for_everybody) == (10_000, customer, True)
    assert "契約の有無にかかわらず" in line.terms


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"yen": "ただ"}, {"yen": "-1"}, {"yen": "99999999999"}, {"same": ""}, {"title": ""}, {"day": "2026-02-30"}],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(desk, inside, wrong):
    page = note(desk, **wrong)
    assert page.status_code == 422
    assert BOOK["recipient"] in page.content.decode()
    assert not Benefit.objects.exists()


@pytest.mark.django_db
def test_a_day_to_come_is_told(desk, inside):
    page = note(desk, day=(today() + timedelta(days=1)).isoformat())
    assert page.status_code == 422
    assert "これからの日" in page.content.decode()


@pytest.mark.django_db
def test_what_the_product_gives_is_noted_once(lead, inside):
    for _ in range(2):
        given_to(request=lead, kind=Gift.BOOK, title="スタートブック", at=now())
    line = Benefit.objects.get()
    assert (line.recipient, line.by) == (lead.company, None)
    assert line.yen == round(values()[0].yen)


@pytest.mark.django_db
def test_one_recipient_is_one_however_the_name_is_written(desk, inside):
    note(desk)
    note(desk, recipient="東山工業㈱（架空）", title="もう1回")
    [one] = sums(Benefit.objects.all())
    assert (one.times, one.yen) == (2, 20_000)


@pytest.mark.django_db
def test_whoever_was_given_much_is_pointed_out(desk):
    for number in range(MANY):
        note(desk, title=f"{number}回目")
    assert f"{MANY}回以上渡した相手が1件" in desk.get(reverse("benefits")).content.decode()


@pytest.mark.django_db
def test_a_year_is_japans(desk, inside):
    note(desk)
    Benefit.objects.update(at=datetime(2025, 12, 31, 15, 30, tzinfo=UTC))
    assert of_year(Benefit.objects.all(), 2026).count() == 1
    assert of_year(Benefit.objects.all(), 2025).count() == 0


@pytest.mark.django_db
def test_why_it_is_kept_stands_there_with_its_source_and_grade(desk):
    page = desk.get(reverse("benefits")).content.decode()
    assert rule().law in page
    assert "未確認" in page
    assert "仮定" in page


@pytest.mark.django_db
def test_the_file_holds_the_year(boss, desk):
    note(desk)
    answer = boss.send(reverse("benefits_export"), {"code": "utf-8-sig", "year": str(today().year)})
    [row] = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert (row["金額の目安"], row["どなたにも"]) == ("10000", "はい")


@pytest.mark.django_db
def test_those_of_another_agency_are_not_there(desk, stranger):
    from tests.product.customers.conftest import at_the_desk

    note(desk)
    assert BOOK["title"] not in at_the_desk(stranger).get(reverse("benefits")).content.decode()


@given(st.text("東山工業株式会社（）㈱ 　", min_size=1, max_size=12))
def test_the_key_tells_no_name(name):
    assert len(key_of(name)) == 64
    assert name not in key_of(name) or not name.strip()
