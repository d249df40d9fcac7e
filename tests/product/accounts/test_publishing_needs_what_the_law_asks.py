"""An agency's pages are for everybody once what must stand there does; plans need an approval number that holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sonae.accounts import profile
from sonae.accounts.actions import agencies, profiles
from sonae.accounts.profile import NEEDED, AgencyProfile, plans_allowed
from sonae.assessments.models import Draft
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import make_agency
from tests.factories.offices import COMPLETE, Desk, complete, now, operator_actor, published
from tests.product.conftest import MAKER, Visitor

pytestmark = pytest.mark.django_db
PUBLISH = "/gyomu/settei/koukai/"


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency(slug="minato"))


def open_pages(visitor):
    return [visitor.get("/a/minato/").status_code, visitor.send("/a/minato/shindan/").status_code]


def test_nothing_is_shown_before_it_is_published(desk, visitor):
    assert open_pages(visitor) == [404, 404]
    complete(desk)
    assert open_pages(visitor) == [404, 404]


@pytest.mark.parametrize("name", [name for name, _ in NEEDED])
def test_each_thing_that_lacks_keeps_the_pages_closed_and_is_named_with_a_link(desk, visitor, name):
    complete(desk, **{name: ""})
    page = desk.browser.send(PUBLISH, {"public": "1"})
    assert page.status_code == 422
    assert str(AgencyProfile._meta.get_field(name).verbose_name) in page.content.decode()
    assert f"#f-{name}" in page.content.decode()
    assert open_pages(visitor) == [404, 404]


def test_complete_and_published_everybody_reads_what_must_be_said(desk, visitor):
    complete(desk)
    assert desk.browser.send(PUBLISH, {"public": "1"}).status_code == 302
    page = visitor.get("/a/minato/dairiten/")
    assert page.status_code == 200
    shown = [value for name, value in COMPLETE.items() if name != "authority"]
    assert [text for text in shown if text not in page.content.decode()] == []
    assert "代理人として" in page.content.decode()


def test_emptied_afterwards_the_pages_close_by_themselves(desk, visitor):
    published(desk)
    complete(desk, solicitation_policy="")
    assert open_pages(visitor) == [404, 404]
    assert "止まっています" in desk.browser.get("/gyomu/settei/").content.decode()


def test_withdrawn_or_closed_they_are_gone(desk, visitor):
    published(desk)
    desk.browser.send(PUBLISH, {"public": "0"})
    assert visitor.get("/a/minato/").status_code == 404
    desk.browser.send(PUBLISH, {"public": "1"})
    assert visitor.get("/a/minato/").status_code == 200
    agencies.close(agency=desk.agency, by=operator_actor(), at=now())
    assert visitor.get("/a/minato/").status_code == 404


def test_what_an_agency_says_is_text_and_runs_nothing(desk, visitor):
    published(desk, solicitation_policy="<script>alert(1)</script>", legal_name="<b>みなと</b>")
    page = visitor.get("/a/minato/dairiten/").content.decode()
    assert "<script>alert" not in page
    assert "<b>みなと" not in page


# --- plans and premiums -----------------------------------------------------------------------------------------------


def of(**given):
    return AgencyProfile(**given)


def test_plans_need_a_number_and_a_day_that_has_not_passed():
    day = date(2026, 11, 24)
    assert not plans_allowed(of(), day)
    assert not plans_allowed(of(approval_number="架空-1"), day)
    assert not plans_allowed(of(approval_until=day), day)
    assert plans_allowed(of(approval_number="架空-1", approval_until=day), day)
    assert not plans_allowed(of(approval_number="架空-1", approval_until=day - timedelta(days=1)), day)


def test_or_the_agencys_word_that_none_is_needed_with_who_and_when(desk):
    desk.browser.send("/gyomu/settei/shonin/iranai/", {"confirm": "1"})
    with within(desk.agency.pk):
        said = profile.of(desk.agency.pk)
        assert plans_allowed(said, date(2099, 1, 1))
        assert said.none_needed_by == desk.person
        assert now() - said.none_needed_at < timedelta(minutes=1)
    desk.browser.send("/gyomu/settei/shonin/iranai/", {"confirm": "0"})
    with within(desk.agency.pk):
        assert not profile.shows_plans(desk.agency.pk, date(2026, 11, 24))


def test_a_number_without_its_day_is_refused(desk):
    answer = desk.browser.send("/gyomu/settei/shonin/", {"version": "0", "approval_number": "架空-1"})
    assert answer.status_code == 422


def begun(visitor):
    """The result of a draft that a visitor began on the agency's page; the address of the result."""
    first = visitor.send("/a/minato/shindan/").headers["Location"]
    token = first.split("/")[4]
    given = {name: "unknown" if value is None else str(value) for name, value in MAKER.items()}
    visitor.send(f"/a/minato/shindan/{token}/all/", given)
    return visitor.send(f"/a/minato/shindan/{token}/check/").headers["Location"]


def test_a_draft_begun_there_belongs_to_nobody_and_remembers_where(desk, visitor):
    published(desk, draft_days=10)
    visitor.send("/a/minato/shindan/")
    with unscoped("a test looks"):
        (draft,) = Draft.objects.all()
    assert (draft.agency_id, draft.begun_with_id) == (None, desk.agency.pk)
    assert draft.expires_at - draft.created_at == timedelta(days=10)


def test_its_result_shows_no_plan_and_no_premium_until_the_agency_may(desk, visitor):
    published(desk)
    place = begun(visitor)
    page = visitor.get(place).content.decode()
    assert desk.agency.name in page
    assert "保険の案と保険料の目安を出していません" in page
    assert "架空の" not in page.replace("（架空）", "")
    tomorrow = timezone.localdate() + timedelta(days=1)
    complete(desk, approval_number="架空-1", approval_until=tomorrow)
    assert "3つの例を並べる" in visitor.get(place).content.decode()


def test_nothing_that_is_taken_away_shows_them_either(desk, visitor):
    published(desk)
    place = begun(visitor)
    whole = visitor.get(f"{place}result.json").json()
    assert (whole["premium"], [plan["id"] for plan in whole["plans"]]) == (None, ["none"])
    assert visitor.get(f"{place}result.xlsx").status_code == 200
    assert visitor.get(f"{place}result.zip").status_code == 200


@pytest.mark.full
@pytest.mark.parametrize("name", ["ketsuron", "report", "startbook"])
def test_papers_are_made_without_them(desk, visitor, name):
    published(desk)
    assert visitor.get(f"{begun(visitor)}paper/{name}.pdf").status_code == 200


def test_the_proposal_which_is_all_plans_is_not_there(desk, visitor):
    published(desk)
    place = begun(visitor)
    assert "paper/teian.pdf" not in visitor.get(place).content.decode()
    assert visitor.get(f"{place}paper/teian.pdf").status_code == 404


def test_no_plan_can_be_asked_for(desk, visitor):
    published(desk)
    place = begun(visitor)
    answer = visitor.send(f"{place}vary/plan/", {"plan": "a"})
    assert answer.headers["Location"].startswith(place)


def test_a_manager_may_publish_and_the_log_says_who(desk):
    manager = Desk(Visitor(), desk.agency, Role.MANAGER)
    complete(desk)
    manager.browser.send(PUBLISH, {"public": "1"})
    assert "ページを公開しました" in desk.browser.get("/gyomu/kiroku/").content.decode()


def test_published_twice_is_published_once(desk):
    published(desk)
    with within(desk.agency.pk):
        before = profile.of(desk.agency.pk).version
        profiles.publish(agency=desk.agency.pk, by=desk.actor, at=now())
        assert profile.of(desk.agency.pk).version == before
