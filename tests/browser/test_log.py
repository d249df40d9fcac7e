"""記録 in a real browser: nobody is hindered, every word can be read, and it works by form and link alone."""

from __future__ import annotations

import pytest

from tests.browser.looking import WIDTHS, at_each
from tests.browser.server import made

pytestmark = pytest.mark.full
_MAKE = """
import django; django.setup()
import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID
from django.db import transaction
from django.test import Client
from django.utils import timezone
from sonae.accounts import cookies
from sonae.audit.actions import erase, looked, record
from sonae.audit.record import Record
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import actor_of, make_agency, make_member, make_person, signed_in

at = timezone.now()
agency = make_agency("みなと保険事務所（架空）", "minato-log")
owner = make_member(agency, Role.OWNER, person=make_person("架空 花子"))
guest = make_member(make_agency("第三事故対応センター（架空）"), Role.COORDINATOR, person=make_person("架空 助太郎"))
maker = Record("customers.customer", UUID(int=1), "東山工業株式会社（架空） 西日本物流センター準備室", agency.pk)
gone = replace(maker, id=UUID(int=2), name="港南運輸株式会社（架空）")
contact = Record("customers.contact", UUID(int=3), "架空 健一", agency.pk, under=maker)
with within(agency.pk), transaction.atomic():
    for number in range(55):
        record(by=actor_of(owner), what="proposals.made", on=maker, at=at - timedelta(days=60 - number))
    record(
        by=actor_of(owner), what="customers.changed", on=maker, at=at - timedelta(days=3), note="登記の変更のため",
        before={"name": "東山工業有限会社（架空）", "phone": ""}, after={"name": maker.name, "phone": "03-0000-0000"},
    )
    record(
        by=actor_of(owner), what="customers.contact_added", on=contact, at=at - timedelta(days=2),
        after={"email": "kenichi.kakuu.with-a-long-name@example.jp"},
    )
    looked(by=actor_of(guest), on=maker, at=at - timedelta(days=1))
    record(by=actor_of(owner), what="customers.deleted", on=gone, at=at - timedelta(hours=3))
    erase(on=gone, by="schedule", at=at - timedelta(hours=1), why="削除から30日が過ぎました")
lonely = make_member(make_agency("はじまり保険（架空）", "hajimari-log"), Role.OWNER, person=make_person("架空 一郎"))
print(json.dumps({
    "cookie": cookies.SESSION,
    "owner": signed_in(Client(), owner, at=at).cookies[cookies.SESSION].value,
    "lonely": signed_in(Client(), lonely, at=at).cookies[cookies.SESSION].value,
}))
"""
STATES = {
    "newest": ("owner", ""),
    "with looks": ("owner", "?looks=1"),
    "older": ("owner", "?before=6"),
    "one record": ("owner", "?record=00000000-0000-0000-0000-000000000001&looks=1"),
    "nothing fits": ("owner", "?since=2001-01-01&until=2001-01-02"),
    "not understood": ("owner", "?who=somebody&since=yesterday"),
    "empty": ("lonely", ""),
}


@pytest.fixture(scope="module")
def people(site, folder):
    """Two owners: of a full log and of an empty one."""
    return made(folder, _MAKE)


@pytest.fixture
def as_somebody(visit, people):
    def open_page(who, width=390, **settings):
        opened = visit(width, **settings)
        opened.page.context.add_cookies([{"name": people["cookie"], "value": people[who], "url": opened.site}])
        return opened

    return open_page


@pytest.mark.parametrize("state", STATES)
def test_the_page_hinders_nobody_and_shows_every_word(as_somebody, state):
    who, query = STATES[state]
    opened = as_somebody(who)
    assert opened.to(f"/gyomu/kiroku/{query}").status == 200
    assert at_each(WIDTHS, opened.page) == {}


def test_it_narrows_turns_pages_and_leaves_as_a_file_without_scripts(as_somebody):
    opened = as_somebody("owner", 390, java_script_enabled=False)
    page = opened.page
    opened.to("/gyomu/kiroku/")
    page.get_by_role("link", name="前の記録を見る").click()
    page.get_by_role("link", name="最新に戻る").click()
    page.get_by_label("した人").select_option(label="架空 助太郎")
    page.get_by_label("見ただけの記録も出す").check()
    page.get_by_role("button", name="しぼる").click()
    assert page.locator(".log time").count() == 1
    assert "第三事故対応センター（架空）の架空 助太郎さん" in page.locator(".log").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSVで書き出す").click()
    told = download.value.path().read_text(encoding="utf-8-sig")
    assert told.count("を見ました") == 1
    opened.to("/gyomu/kiroku/")
    assert "架空 花子さんが記録を書き出しました" in page.locator(".log").inner_text()
