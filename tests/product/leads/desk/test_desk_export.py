"""The list leaves the house only with who takes it written down; no cell calculates; letters that get lost are told."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from sonae.audit.models import Event
from sonae.web.clock import now
from tests.factories.agencies import signed_in
from tests.factories.leads import make_request
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


def taken(browser, code="utf-8-sig", **more):
    return browser.send(reverse("leads_export"), {"code": code, "list": "", **more})


def rows(answer, code="utf-8-sig"):
    return list(csv.DictReader(StringIO(answer.content.decode(code))))


def test_it_holds_what_was_asked(boss, lead):
    [row] = rows(taken(boss))
    assert row["会社名"] == lead.company
    assert row["ご質問・ご要望"] == "工場が止まるのが心配です。"
    assert row["意向"] == "いちばん守りたいもの: 業務が止まらないこと"
    assert row["ご案内メールへの同意"] == "同意しない"
    assert "tegami" in row["はじめのきっかけ"]


def test_who_took_it_is_written_down(boss, lead, inside):
    taken(boss)
    assert Event.objects.filter(what="leads.exported").count() == 1


@pytest.mark.parametrize("start", ["=1+1", "+81", "-1", "@SUM(A1)", "＝1+1"])
def test_no_cell_calculates(boss, agency, start):
    make_request(agency, at=now(), company=start)
    [row] = rows(taken(boss))
    assert row["会社名"] == f"'{start}"


def test_letters_that_get_lost_are_told_before_anything_leaves(boss, agency, inside):
    make_request(agency, at=now(), company="𠮷田工業（架空）")
    told = taken(boss, "cp932")
    assert told.status_code == 422
    assert "𠮷" in told.content.decode()
    assert not Event.objects.filter(what="leads.exported").exists()
    [row] = rows(taken(boss, "cp932", sure="yes"), "cp932")
    assert row["会社名"] == "〓田工業（架空）"


def test_old_forms_that_the_code_has_stay(boss, agency):
    make_request(agency, at=now(), company="髙﨑①㈱")
    [row] = rows(taken(boss, "cp932"), "cp932")
    assert row["会社名"] == "髙﨑①㈱"


def test_only_what_the_list_shows_leaves(boss, agency):
    make_request(agency, at=now(), state="answered", company="済みの会社（架空）")
    make_request(agency, at=now(), company="新しい会社（架空）")
    assert [row["会社名"] for row in rows(taken(boss, list="tab=done"))] == ["済みの会社（架空）"]


def test_a_code_must_be_chosen(boss, lead):
    assert taken(boss, "utf-7").status_code == 422


def test_who_signed_in_long_ago_shows_anew_who_they_are(manager, lead):
    old = signed_in(Visitor(), manager, at=now() - timedelta(hours=3))
    assert old.get(reverse("leads_export")).status_code == 302
    assert taken(old).status_code == 302


def test_staff_may_not(desk, lead):
    assert taken(desk).status_code == 403


def test_those_of_another_agency_do_not_leave(boss, stranger):
    make_request(stranger.agency, at=now())
    assert rows(taken(boss)) == []
