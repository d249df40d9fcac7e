"""The pages of what leaves: writing, looking at what the gate says, sending, undoing, trying again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sonae.audit.models import Event
from sonae.customers.models import Contact, Customer
from sonae.outbox import actions
from sonae.outbox.models import Allowed, Mail, State
from sonae.outbox.reading import STUCK
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from tests.factories.agencies import actor_of, make_agency, make_member, signed_in, token_for

pytestmark = pytest.mark.django_db


class Desk:
    """Somebody of an agency at their desk."""

    def __init__(self, agency, role: Role = Role.STAFF) -> None:
        self.member = make_member(agency, role)
        self.actor = actor_of(self.member)
        self.client = signed_in(Client(), self.member)

    def get(self, path: str):
        return self.client.get(path)

    def send(self, path: str, given=None, token: str = ""):
        return self.client.post(path, {"form": token or token_for(self.client), **(given or {})})


@pytest.fixture
def ours(db):
    return make_agency("みなと保険事務所")


@pytest.fixture
def theirs(db):
    return make_agency("さざなみ保険")


@pytest.fixture
def desk(ours):
    return Desk(ours)


@pytest.fixture
def company(ours):
    now = datetime.now(UTC)
    with within(ours.pk):
        found = Customer.objects.create(agency=ours, name="株式会社 北浜精工", created_at=now, updated_at=now)
        Customer.objects.create(agency=ours, name="丸十商店", created_at=now, updated_at=now)
        Contact.objects.create(
            agency=ours, customer=found, name="佐藤 花子", email="sato@kitahama.invalid", main=True, created_at=now
        )
    return found


LETTER = {"to": "0", "other": "", "subject": "ご連絡", "text": "佐藤 様\nこんにちは。"}


def only() -> Mail:
    with unscoped("a test looks"):
        return Mail.objects.get()


def write(desk, company, **more) -> Mail:
    answer = desk.send(f"/gyomu/soshin/kaku/{company.pk}/", {**LETTER, **more})
    assert answer.status_code == 302, answer.content.decode()
    return only()


def queue(desk, **more) -> Mail:
    with within(desk.actor.agency_id):
        return actions.send(
            **{
                "agency": desk.actor.agency_id,
                "to": "a@example.invalid",
                "subject": "お知らせ",
                "text": "本文の中身",
                "kind": "accounts.notice",
                "by": "system",
                "at": datetime.now(UTC),
                **more,
            }
        )


def change(mail: Mail, **more) -> None:
    with unscoped("a test sets a state"):
        Mail.objects.filter(pk=mail.pk).update(**more)


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_letter_is_a_draft_then_waits_two_minutes_and_can_be_undone(desk, company):
    mail = write(desk, company)
    assert (mail.state, mail.to, mail.to_name) == (State.DRAFT, "sato@kitahama.invalid", "佐藤 花子")
    page = desk.get(f"/gyomu/soshin/{mail.pk}/").content.decode()
    assert "佐藤 花子さん（株式会社 北浜精工の連絡先）" in page
    assert "ほかのお客様の名前は見つかりませんでした" in page
    before = datetime.now(UTC)
    desk.send(f"/gyomu/soshin/{mail.pk}/okuru/")
    held = only()
    assert held.state == State.HELD
    assert timedelta(minutes=2) <= held.not_before - before < timedelta(minutes=3)
    assert "取り消す" in desk.get("/gyomu/soshin/").content.decode()
    desk.send(f"/gyomu/soshin/{mail.pk}/tomeru/")
    assert (only().state, only().ended_by_name) == (State.STOPPED, desk.actor.name)
    with within(desk.actor.agency_id):
        said = list(Event.objects.filter(kind="outbox.mail").order_by("number").values_list("what", flat=True))
    assert [what for what in said if what != "audit.looked"] == ["outbox.released", "outbox.stopped"]


def test_another_customers_name_must_be_confirmed_as_it_was_shown(desk, company):
    mail = write(desk, company, text="丸十商店様の見積です")
    page = desk.get(f"/gyomu/soshin/{mail.pk}/").content.decode()
    assert "ほかのお客様の名前があります: 丸十商店" in page
    refused = desk.send(f"/gyomu/soshin/{mail.pk}/okuru/")
    assert refused.status_code == 422
    assert only().state == State.DRAFT
    mark = re.search(r'name="mark" value="([0-9a-f]+)"', page)
    assert mark
    assert desk.send(f"/gyomu/soshin/{mail.pk}/okuru/", {"mark": "0" * 24, "confirm": "yes"}).status_code == 422
    desk.send(f"/gyomu/soshin/{mail.pk}/okuru/", {"mark": mark[1], "confirm": "yes"})
    assert only().state == State.HELD


def test_an_address_that_nobody_entered_is_refused_before_it_leaves(desk, company):
    mail = write(desk, company, to="other", other="sato@gmail.invalid")
    page = desk.get(f"/gyomu/soshin/{mail.pk}/").content.decode()
    assert "登録されていません" in page
    assert "okuru" not in page.replace(f"/gyomu/soshin/{mail.pk}/okuru/", "", 1)
    assert desk.send(f"/gyomu/soshin/{mail.pk}/okuru/").status_code == 422
    assert only().state == State.DRAFT


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": ""}, "入力してください"),
        ({"subject": "a\r\nBcc: x@y.invalid"}, "使えない文字"),
        ({"subject": "a\u2028b"}, "使えない文字"),
        ({"text": "  "}, "入力してください"),
        ({"text": "a\x1bb"}, "使えない文字"),
        ({"to": "9"}, "選んでください"),
        ({"to": "other", "other": ""}, "メールアドレスを入力"),
        ({"to": "other", "other": "a@b"}, "メールアドレスとして読めません"),
        ({"to": "other", "other": "a@b.jp\nBcc: c@d.jp"}, "使えない文字"),
    ],
)
def test_what_must_be_mended_is_said_and_what_was_typed_stays(desk, company, wrong, said):
    answer = desk.send(f"/gyomu/soshin/kaku/{company.pk}/", {**LETTER, "text": "長い本文です", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "text" in wrong or "長い本文です" in page
    with unscoped("a test counts"):
        assert not Mail.objects.exists()


def test_a_form_sent_twice_is_one_draft(desk, company):
    token = token_for(desk.client)
    places = {desk.send(f"/gyomu/soshin/kaku/{company.pk}/", LETTER, token)["Location"] for _ in range(2)}
    assert places == {f"/gyomu/soshin/{only().pk}/"}


def test_files_go_along_can_be_looked_at_and_taken_off(desk, company):
    given = {
        **LETTER,
        "files": [SimpleUploadedFile("見積.csv", "丸十商店,1".encode()), SimpleUploadedFile("b.txt", b"b")],
    }
    mail = write(desk, company, **given)
    page = desk.get(f"/gyomu/soshin/{mail.pk}/").content.decode()
    assert "「見積.csv」に、ほかのお客様の名前があります: 丸十商店" in page
    file = desk.get(f"/gyomu/soshin/{mail.pk}/tenpu/0/")
    assert (file.content, file["X-Content-Type-Options"]) == ("丸十商店,1".encode(), "nosniff")
    assert file["Content-Disposition"].startswith("attachment;")
    more = {**LETTER, "subject": "書き直し", "without": ["0"], "files": SimpleUploadedFile("c.txt", b"c")}
    assert desk.send(f"/gyomu/soshin/{mail.pk}/kakinaosu/", more).status_code == 302
    with within(desk.actor.agency_id):
        assert [each.name for each in mail.attachments.order_by("place")] == ["b.txt", "c.txt"]
    assert only().subject == "書き直し"


@pytest.mark.parametrize("name", ["a.exe", "a", "a.pdf.html", "..pdf"])
def test_a_file_of_another_kind_or_without_a_name_is_refused(desk, company, name):
    answer = desk.send(f"/gyomu/soshin/kaku/{company.pk}/", {**LETTER, "files": SimpleUploadedFile(name, b"1")})
    assert answer.status_code == 422
    with unscoped("a test counts"):
        assert not Mail.objects.exists()


def test_a_draft_can_be_thrown_away_and_a_sent_mail_cannot(desk, company):
    mail = write(desk, company)
    desk.send(f"/gyomu/soshin/{mail.pk}/suteru/")
    with unscoped("a test counts"):
        assert not Mail.objects.exists()
    sent = queue(desk)
    change(sent, state=State.SENT)
    desk.send(f"/gyomu/soshin/{sent.pk}/suteru/")
    assert only().state == State.SENT


# --- afterwards -------------------------------------------------------------------------------------------------------


def test_what_failed_says_why_and_can_be_tried_again(desk):
    mail = queue(desk)
    change(mail, state=State.FAILED, attempts=8, last_error="宛先が受け取りを断りました")
    page = desk.get("/gyomu/soshin/").content.decode()
    assert "宛先が受け取りを断りました" in page
    desk.send(f"/gyomu/soshin/{mail.pk}/mouichido/")
    assert (only().state, only().attempts) == (State.WAITING, 0)


def test_undoing_too_late_says_so(desk):
    mail = queue(desk)
    change(mail, state=State.SENT, ended_at=datetime.now(UTC))
    answer = desk.send(f"/gyomu/soshin/{mail.pk}/tomeru/")
    assert answer.status_code == 409
    assert "間に合いませんでした" in answer.content.decode()
    assert only().state == State.SENT


def test_a_text_that_opens_a_door_is_shown_to_nobody(desk):
    mail = queue(desk, kind="accounts.recovery", text="https://desk.invalid/himitsu")
    assert "himitsu" not in desk.get(f"/gyomu/soshin/{mail.pk}/").content.decode()


def test_a_mail_that_waits_for_long_raises_the_alarm(desk):
    queue(desk)
    assert "メールが出ていません" not in desk.get("/gyomu/soshin/").content.decode()
    queue(desk, at=datetime.now(UTC) - STUCK - timedelta(minutes=1))
    assert "メールが出ていません" in desk.get("/gyomu/soshin/").content.decode()


def test_the_list_asks_the_database_as_often_for_many_mails_as_for_one(desk, django_assert_max_num_queries):
    for number in range(30):
        mail = queue(desk, subject=f"お知らせ{number}")
        change(mail, state=[State.SENT, State.FAILED, State.WAITING][number % 3])
    with django_assert_max_num_queries(15):
        assert desk.get("/gyomu/soshin/").content.decode().count("<li>") >= 30


def test_an_empty_list_teaches(desk):
    assert "2分のあいだは" in desk.get("/gyomu/soshin/").content.decode()


# --- others -----------------------------------------------------------------------------------------------------------

DOORS = ("okuru", "tomeru", "mouichido", "suteru", "kakinaosu")


def test_another_agency_neither_sees_nor_changes_anything(desk, theirs, company):
    mail, stranger = write(desk, company), Desk(theirs)
    assert stranger.get(f"/gyomu/soshin/{mail.pk}/").status_code == 404
    assert stranger.get(f"/gyomu/soshin/kaku/{company.pk}/").status_code == 404
    assert [stranger.send(f"/gyomu/soshin/{mail.pk}/{door}/").status_code for door in DOORS] == [404] * len(DOORS)
    assert mail.subject not in stranger.get("/gyomu/soshin/").content.decode()
    assert only().state == State.DRAFT


def test_whoever_may_not_send_is_not_let_in(ours):
    for role in (Role.COORDINATOR, Role.CLIENT):
        more = {"company_id": ours.pk} if role == Role.CLIENT else {}
        browser = signed_in(Client(), make_member(ours, role, **more))
        assert browser.get("/gyomu/soshin/").status_code == 403


def test_only_who_sets_up_the_agency_allows_addresses(ours, desk):
    assert desk.get("/gyomu/soshin/atesaki/").status_code == 403
    owner = Desk(ours, Role.OWNER)
    owner.send("/gyomu/soshin/atesaki/", {"address": "Uketsuke@Hoken.invalid", "reason": "保険会社の受付"})
    with within(ours.pk):
        allowed = Allowed.objects.get()
    assert (allowed.address, allowed.ended_at) == ("uketsuke@hoken.invalid", None)
    assert "保険会社の受付" in owner.get("/gyomu/soshin/atesaki/").content.decode()
    owner.send(f"/gyomu/soshin/atesaki/{allowed.pk}/hazusu/")
    with within(ours.pk):
        assert Allowed.objects.get().ended_at is not None


def test_a_company_that_is_erased_takes_its_mails_along(desk, company):
    mail = write(desk, company, files=SimpleUploadedFile("a.txt", b"a"))
    with within(desk.actor.agency_id):
        assert actions.forget(company=company.pk, at=datetime.now(UTC)) == 1
        found = Mail.objects.get(pk=mail.pk)
        assert (found.to, found.to_name, found.subject, found.text, found.state) == ("", "", "", "", State.STOPPED)
        assert not found.attachments.exists()
    assert "（消去済み）" in desk.get(f"/gyomu/soshin/{mail.pk}/").content.decode()
