"""記録: sentences of one's own log, narrowed by person, record, kind and day, page by page, and as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sonae.audit import actions
from sonae.audit.models import Event
from sonae.audit.record import Record
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import actor_of, make_agency, make_member, make_person, signed_in
from tests.factories.databases import asked
from tests.product.audit.conftest import NOON
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
PAGE = "/gyomu/kiroku/"


@pytest.fixture
def boss():
    return make_member(make_agency(), Role.OWNER, person=make_person("港花子"))


@pytest.fixture
def desk(boss):
    return signed_in(Visitor(), boss)


def write(member, what="customers.changed", *, days=0, name="架空精機株式会社", record=1, **more):
    on = Record("customers.customer", UUID(int=record), name, member.agency_id)
    with within(member.agency_id), transaction.atomic():
        return actions.record(by=actor_of(member), what=what, on=on, at=NOON + timedelta(days=days), **more)


def shown(desk, **given):
    page = desk.get(PAGE, given)
    assert page.status_code == 200
    return page.content.decode()


def test_an_empty_log_says_what_will_stand_there(desk):
    assert "まだ記録はありません" in shown(desk)


def test_a_change_is_told_from_before_to_after_in_words(desk, boss):
    write(
        boss, before={"name": "旧社名", "closed": False}, after={"name": "新社名", "closed": True}, note="電話で聞いた"
    )
    page = shown(desk)
    assert "港花子さんが架空精機株式会社を変更しました" in page
    assert "旧社名" in page
    assert "新社名" in page
    assert "いいえ" in page
    assert "電話で聞いた" in page


def test_words_of_customers_are_never_markup(desk, boss):
    write(boss, name="<script>alert(1)</script>", before={"name": "<tt>"}, after={"name": "<i>"}, note="<u>")
    page = shown(desk)
    for word in ("<script>alert", "<tt>", "<i>", "<u>"):
        assert word not in page


def test_who_only_looked_is_shown_when_asked_for(desk, boss):
    write(boss, "audit.looked")
    assert "を見ました" not in shown(desk)
    assert "を見ました" in shown(desk, looks="1")


def test_it_narrows_by_person_record_kind_and_day(desk, boss):
    other = make_member(boss.agency, person=make_person("港太郎"))
    write(boss, name="一号商会", record=1, days=0)
    write(other, name="二号商会", record=2, days=1)
    write(boss, name="三号商会", record=3, days=2)
    for given, names in (
        ({"who": other.user_id}, "二"),
        ({"record": UUID(int=3)}, "三"),
        ({"kind": "customers.customer"}, "一二三"),
        ({"kind": "customers.contact"}, ""),
        ({"since": "2026-11-25"}, "二三"),
        ({"until": "2026-11-25"}, "一二"),
        ({"since": "2026-11-25", "until": "2026-11-25"}, "二"),
        ({"since": "2026-11-26", "until": "2026-11-25"}, "二三"),
    ):
        page = shown(desk, **given)
        assert [name for name in "一二三" if f"{name}号商会" in page] == list(names), given


def test_a_day_is_a_day_in_japan(desk, boss):
    write(boss, days=0.5)  # 24 November 15:00 UTC, midnight in Japan
    assert "架空精機" in shown(desk, since="2026-11-25")
    assert "架空精機" not in shown(desk, until="2026-11-24")


@pytest.mark.parametrize("name", ["who", "kind", "record", "since", "until", "before"])
@pytest.mark.parametrize("text", ["x", "9" * 40, "'; DROP TABLE audit_event", "2026-02-30", "-1", "٣", "0001-01-01"])
def test_a_condition_that_cannot_be_read_is_named_and_not_used(desk, boss, name, text):
    write(boss)
    page = shown(desk, **{name: text})
    assert "読み取れない条件がありました" in page
    assert "架空精機" in page


def test_pages_follow_one_another_without_a_gap(desk, boss):
    for number in range(52):
        write(boss, note=f"［{number}］")
    first = shown(desk)
    assert "［51］" in first
    assert "［2］" in first
    assert "［1］" not in first
    second = shown(desk, before="3")
    assert "［1］" in second
    assert "［0］" in second
    assert "［2］" not in second


def test_another_agencys_log_is_not_there(desk, boss):
    theirs = make_member(make_agency("よその事務所（架空）"), Role.OWNER)
    write(theirs, name="よその会社", record=9)
    assert "よその会社" not in shown(desk, record=UUID(int=9), looks="1")
    assert "よその会社" not in shown(desk)


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR])
def test_whose_part_does_not_include_it_is_told_so(boss, role):
    assert signed_in(Visitor(), make_member(boss.agency, role)).get(PAGE).status_code == 403


def test_nobody_else_comes_in():
    assert Visitor().get(PAGE).status_code == 302


def test_the_page_asks_the_database_a_few_questions(desk, boss):
    for number in range(60):
        write(boss, record=number)
    with CaptureQueriesContext(connection) as queries:
        shown(desk)
    assert len(asked(queries)) <= 15


def test_the_operator_reads_their_own_log_and_no_agencys(boss):
    operator = make_person("運営一郎", operator=True)
    write(boss)
    from sonae.tenancy.actor import Operator

    with unscoped("a test"), transaction.atomic():
        on = Record("tenancy.agency", boss.agency_id, "あおぞら")
        actions.record(by=Operator(operator.pk, "運営一郎"), what="customers.added", on=on, at=NOON)
    page = signed_in(Visitor(), operator).get("/unei/kiroku/").content.decode()
    assert "運営者の運営一郎さんがあおぞらを登録しました" in page
    assert "架空精機" not in page
    assert signed_in(Visitor(), boss).get("/unei/kiroku/").status_code == 403


def test_the_file_holds_what_the_page_chose_and_is_written_down_itself(desk, boss):
    write(boss, name="=HYPERLINK(1)さん商会", days=0, before={"name": "旧"}, after={"name": "新"})
    write(boss, name="別の商会", days=5)
    file = desk.send(f"{PAGE}csv/", {"asked": "until=2026-11-25"})
    told = file.content.decode("utf-8-sig")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert "港花子さんが=HYPERLINK(1)さん商会を変更しました" in told
    assert "名: 旧 → 新" in told or "name: 旧 → 新" in told
    assert "別の商会" not in told
    with within(boss.agency_id):
        assert Event.objects.order_by("number").last().what == "audit.exported"
    assert "1件（2026-11-25まで" in shown(desk)


def test_without_showing_anew_who_one_is_there_is_no_file(desk, boss, monkeypatch):
    write(boss)
    monkeypatch.setattr("sonae.accounts.stepup.fresh", lambda request: False)
    asked = desk.send(f"{PAGE}csv/", {"asked": ""})
    assert asked.status_code == 302
    with within(boss.agency_id):
        assert not Event.objects.filter(what="audit.exported").exists()


def test_somebody_of_another_agency_is_shown_with_it(desk, boss):
    guest = make_member(make_agency("専門家事務所（架空）"), Role.COORDINATOR, person=make_person("助太郎"))
    on = Record("customers.customer", UUID(int=1), "架空精機株式会社", boss.agency_id)
    with within(boss.agency_id), transaction.atomic():
        actions.record(by=replace(actor_of(guest)), what="customers.changed", on=on, at=NOON)
    assert "専門家事務所（架空）の助太郎さんが架空精機株式会社を変更しました" in shown(desk)
