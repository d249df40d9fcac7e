"""設定: one section a page; nothing typed is lost, nobody's change is overwritten unseen, and everything is logged."""

from __future__ import annotations

import re

import pytest

from sonae.accounts import profile
from sonae.accounts.colours import contrast, text_on
from sonae.audit.models import Event
from sonae.outbox import letterhead
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, invited, last_mail
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
IDENTITY = "/gyomu/settei/kaisha/"


@pytest.fixture
def desk(db):
    return Desk(Visitor(), make_agency())


def said(desk):
    with within(desk.agency.pk):
        return profile.of(desk.agency.pk)


def save(desk, path=IDENTITY, version=None, **given):
    return desk.browser.send(path, {"version": said(desk).version if version is None else version, **given})


def test_what_is_saved_is_shown_and_said_to_be_saved(desk):
    answer = save(desk, legal_name="株式会社みなと（架空）", phone="０３ー００００ー００００")
    page = desk.browser.get(answer.headers["Location"]).content.decode()
    assert "保存しました" in page
    assert (said(desk).legal_name, said(desk).phone) == ("株式会社みなと（架空）", "03-0000-0000")


def test_looking_makes_no_row(desk):
    desk.browser.get("/gyomu/settei/")
    desk.browser.get(IDENTITY)
    assert said(desk).version == 0


def test_an_error_keeps_what_was_typed_and_saves_nothing(desk):
    page = save(desk, legal_name="みなと（架空）", phone="でんわ")
    assert page.status_code == 422
    assert 'value="みなと（架空）"' in page.content.decode()
    assert said(desk).legal_name == ""


def test_somebody_elses_change_is_shown_before_it_is_replaced(desk):
    other = Desk(Visitor(), desk.agency, Role.MANAGER)
    save(other, legal_name="先に保存した名前")
    page = save(desk, version=0, legal_name="あとの名前")
    assert page.status_code == 409
    text = page.content.decode()
    assert "先に保存した名前" in text
    assert 'value="あとの名前"' in text
    assert said(desk).legal_name == "先に保存した名前"
    version = re.search(r'name="version" value="(\d+)"', text)[1]
    assert save(desk, version=version, legal_name="あとの名前").status_code == 302
    assert said(desk).legal_name == "あとの名前"


def test_the_same_form_sent_twice_is_no_conflict(desk):
    assert save(desk, version=0, legal_name="みなと").status_code == 302
    assert save(desk, version=0, legal_name="みなと").status_code == 302
    assert said(desk).version == 1


def test_the_log_says_what_changed_from_what_to_what(desk):
    save(desk, legal_name="はじめの名前")
    save(desk, legal_name="つぎの名前")
    page = desk.browser.get("/gyomu/kiroku/").content.decode()
    assert "代理店の設定を変更しました" in page
    assert "はじめの名前" in page
    assert "つぎの名前" in page


def test_an_action_that_cannot_be_logged_does_not_happen(desk, monkeypatch):
    monkeypatch.setattr(Event, "save", broken)
    desk.browser.raise_request_exception = False
    assert save(desk, legal_name="みなと").status_code == 500
    assert said(desk).version == 0


def broken(*_, **__):
    raise RuntimeError("the log cannot be written")


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR])
def test_others_may_not(desk, role):
    other = Desk(Visitor(), desk.agency, role)
    assert save(other, legal_name="乗っ取り").status_code == 403
    assert other.browser.send("/gyomu/settei/koukai/", {"public": "1"}).status_code == 403


def test_fields_of_other_sections_are_not_taken_along(desk):
    save(desk, legal_name="みなと", approval_number="1234", published_at="2026-01-01", agency=str(make_agency().pk))
    assert (said(desk).approval_number, said(desk).published_at) == ("", None)


@pytest.mark.parametrize("colour", ["#165e83", "165E83", "＃１６５ｅ８３", "#ffd54f", "#000000", "#ffffff"])
def test_a_colour_on_which_text_can_be_read_is_kept(desk, colour):
    assert save(desk, "/gyomu/settei/brand/", brand_colour=colour).status_code == 302
    kept = said(desk).colour
    assert contrast(kept, text_on(kept)) >= 4.5


@pytest.mark.parametrize("colour", ["#7b7f84", "red", "#12345", "#12345g", "url(x)", '"><script>', ""])
def test_any_other_is_refused(desk, colour):
    assert save(desk, "/gyomu/settei/brand/", brand_colour=colour).status_code == 422
    assert said(desk).version == 0


def test_black_on_white_is_the_most_that_there_is():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_mails_leave_in_the_name_that_was_chosen(desk):
    save(desk, "/gyomu/settei/sashidashi/", sender_name="みなとの窓口", reply_to="madoguchi@example.jp")
    invited(desk)
    mail = last_mail("hanako@example.jp")
    assert (mail.sender_name, mail.reply_to) == ("みなとの窓口", "madoguchi@example.jp")


def test_without_one_they_leave_in_the_agencys_name(desk):
    with within(desk.agency.pk):
        assert letterhead.of(desk.agency.pk).name == desk.agency.name


@pytest.mark.parametrize("name", ["みなと\nBcc: x@example.jp", "みなと\r\n\r\nほん文", "みなと\u202eきし"])
def test_a_senders_name_stays_one_line_of_what_can_be_seen(desk, name):
    save(desk, "/gyomu/settei/sashidashi/", sender_name=name)
    invited(desk)
    kept = last_mail("hanako@example.jp").sender_name
    assert "\n" not in kept
    assert "\u202e" not in kept


@pytest.mark.parametrize(("days", "status"), [("30", 302), ("３０日", 302), ("0", 422), ("366", 422), ("x", 422)])
def test_days_are_read_kindly_and_have_their_bounds(desk, days, status):
    assert save(desk, "/gyomu/settei/hozon/", draft_days=days, lead_days="365").status_code == status


def test_whoever_takes_care_is_a_member_of_the_agency(desk):
    stranger = Desk(Visitor(), make_agency())
    given = {"draft_days": "30", "lead_days": "365"}
    assert save(desk, "/gyomu/settei/hozon/", person=str(stranger.member.pk), **given).status_code == 422
    assert save(desk, "/gyomu/settei/hozon/", person=str(desk.member.pk), **given).status_code == 302
