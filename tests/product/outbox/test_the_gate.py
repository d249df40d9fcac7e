"""The gate: to whom something may leave, and whose names it carries."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
import xlsxwriter

from sonae.accounts.people import User
from sonae.outbox import actions, gate
from sonae.outbox.gate import NotConfirmedError
from sonae.outbox.models import Mail, State
from sonae.outbox.words import Attachment
from sonae.tenancy.models import Grant
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped, within
from sonae_core.values.errors import InputError
from tests.product.conftest import NOON
from tests.product.outbox.conftest import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def says(agency, customers):
    """What the gate says of a letter about the company."""

    def ask(
        to: str, text: str = "本文です。", attachments=(), company=customers.id, kind="outbox.letter", whose=agency
    ):
        with within(*([whose.pk] if whose else [])):
            return gate.look(
                agency=whose.pk if whose else None,
                to=to,
                subject="ご連絡",
                text=text,
                kind_code=kind,
                company=company,
                attachments=attachments,
                at=NOON,
            )

    return ask


def grant(agency, *, to_user=None, to_agency=None, record=None, **more):
    with within(agency.pk):
        owner = User.objects.create_user(f"{uuid4().hex}@x.invalid", "代表", created_at=NOON)
        Grant.objects.create(
            agency=agency,
            to_user=to_user,
            to_agency=to_agency,
            record_id=record,
            reason="事故の対応",
            given_by=owner,
            given_at=NOON,
            **{"starts_at": NOON - timedelta(days=1), "ends_at": NOON + timedelta(days=1), **more},
        )


# --- to whom ----------------------------------------------------------------------------------------------------------


def test_a_contact_of_the_company_may_be_written_to(says):
    assert says("Sato@Kitahama.invalid").known_as == "佐藤 花子さん（株式会社 北浜精工の連絡先）"


def test_an_address_that_nobody_entered_may_not(says):
    assert says("sato@kitahama.example").refused
    assert says("sato@kitahama.invalid", company=uuid4()).refused


def test_ones_own_people_may_be_written_to_and_whoever_left_may_not(says, agency, staff):
    assert says("yamada@minato.invalid").known_as
    with within(agency.pk):
        agency_people = type(agency)._meta.apps.get_model("tenancy.Membership").objects.filter(pk=staff.membership_id)
        agency_people.update(ended_at=NOON)
    assert says("yamada@minato.invalid").refused


def test_a_client_hears_of_their_own_company_only(says, agency, customers):
    member(agency, Role.CLIENT, "shacho@kitahama.invalid", company_id=customers.id)
    member(agency, Role.CLIENT, "incho@sakuradai.invalid", company_id=uuid4())
    assert says("shacho@kitahama.invalid").known_as
    assert says("incho@sakuradai.invalid").refused


def test_somebody_of_another_agency_may_be_written_to_only_under_a_grant(says, agency, other, customers):
    them = member(other, Role.STAFF, "mori@sazanami.invalid")
    assert says("mori@sazanami.invalid").refused
    grant(agency, to_user=User.objects.get(pk=them.user_id), record=customers.id)
    assert says("mori@sazanami.invalid").known_as
    assert says("mori@sazanami.invalid", company=uuid4()).refused


def test_a_grant_to_their_agency_is_one_to_them(says, agency, other, customers):
    member(other, Role.STAFF, "mori@sazanami.invalid")
    grant(agency, to_agency=other, record=customers.id)
    assert says("mori@sazanami.invalid").known_as


@pytest.mark.parametrize(
    "over",
    [
        {"ends_at": NOON},
        {"ended_at": NOON - timedelta(hours=1)},
        {"starts_at": NOON + timedelta(hours=1)},
    ],
)
def test_a_grant_that_is_over_or_to_come_opens_nothing(says, agency, other, customers, over):
    member(other, Role.STAFF, "mori@sazanami.invalid")
    grant(agency, to_agency=other, record=customers.id, **over)
    assert says("mori@sazanami.invalid").refused


def test_the_grant_of_another_agency_opens_nothing_here(says, agency, other, customers):
    them = member(other, Role.STAFF, "mori@sazanami.invalid")
    grant(other, to_user=User.objects.get(pk=them.user_id), record=customers.id)
    assert says("mori@sazanami.invalid").refused


def test_a_contact_who_works_for_another_agency_needs_a_grant_all_the_same(says, other):
    member(other, Role.OWNER, "sato@kitahama.invalid")
    assert says("sato@kitahama.invalid").refused


def test_an_address_that_was_allowed_may_be_written_to_until_it_is_disallowed(says, agency, staff):
    with within(agency.pk):
        allowed = actions.allow(
            agency=agency.pk, address="uketsuke@hoken.invalid", reason="保険会社の受付", by=staff, at=NOON
        )
    assert says("uketsuke@hoken.invalid").known_as == "送ってよい宛先（保険会社の受付）"
    with within(agency.pk):
        actions.disallow(allowed=allowed, by=staff, at=NOON)
    assert says("uketsuke@hoken.invalid").refused


def test_what_another_agency_allowed_is_not_allowed_here(says, other):
    them = member(other, Role.STAFF, "mori@sazanami.invalid")
    with within(other.pk):
        actions.allow(agency=other.pk, address="uketsuke@hoken.invalid", reason="受付", by=them, at=NOON)
    assert says("uketsuke@hoken.invalid").refused


def test_the_head_of_the_log_goes_to_the_agencys_own_people_only(says, agency, staff):
    assert not says("yamada@minato.invalid", kind="audit.head").refused
    assert says("sato@kitahama.invalid", kind="audit.head").refused


def test_a_mail_of_no_agency_for_people_goes_to_whoever_signs_in(says, staff):
    assert not says("yamada@minato.invalid", kind="audit.head", whose=None).refused
    assert says("nobody@minato.invalid", kind="audit.head", whose=None).refused


# --- whose names ------------------------------------------------------------------------------------------------------


def table(*cells: str) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cell in enumerate(cells):
            sheet.write(row, 0, cell)
    return kept.getvalue()


def test_the_name_of_another_customer_in_the_text_is_said_however_it_is_written(says):
    found = says("sato@kitahama.invalid", f"{'あ' * 395}㈲さくら台 ｸﾘﾆｯｸ様と同じように")
    assert found.warnings == ("本文か件名に、ほかのお客様の名前があります: 有限会社さくら台クリニック",)


def test_the_companys_own_name_and_names_too_short_to_mean_anything_are_not_said(says):
    assert says("sato@kitahama.invalid", "株式会社北浜精工 御中 AB").warnings == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("一覧.csv", "会社,金額\n丸十商店,100".encode()),
        ("一覧.csv", "会社,金額\n丸十商店,100".encode("cp932")),
        ("一覧.xlsx", table("会社", "丸十商店")),
        ("丸十商店.txt", b"-"),
    ],
)
def test_a_name_in_a_table_is_said(says, name, content):
    assert says("sato@kitahama.invalid", attachments=[Attachment(name, content)]).warnings == (
        f"「{name}」に、ほかのお客様の名前があります: 丸十商店",
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("見積.pdf", b"%PDF-1.7"),
        ("写真.jpg", b"\xff\xd8"),
        ("壊れた.xlsx", b"PK"),
        ("長い.txt", b"a" * 200_001),
    ],
)
def test_a_file_that_cannot_be_looked_into_is_said_to_be_one(says, name, content):
    [said] = says("sato@kitahama.invalid", attachments=[Attachment(name, content)]).warnings
    assert "確かめられません" in said


def test_the_words_of_a_paper_of_ours_are_known_without_reading_it(says):
    paper = Attachment("提案書.pdf", b"%PDF-1.7", "application/pdf", words="株式会社北浜精工 様")
    assert says("sato@kitahama.invalid", attachments=[paper]).warnings == ()


def test_to_ones_own_people_names_may_be_written(says, staff):
    assert says("yamada@minato.invalid", "丸十商店").warnings == ()


# --- and so -----------------------------------------------------------------------------------------------------------


def letter(agency, customers, staff, **more):
    given = {
        "agency": agency.pk,
        "to": "sato@kitahama.invalid",
        "subject": "ご連絡",
        "text": "丸十商店様と同じように",
        "kind": "outbox.letter",
        "by": staff,
        "at": NOON,
        "company": customers.id,
    }
    with within(agency.pk):
        return actions.send(**{**given, **more})


def test_nothing_leaves_before_exactly_what_was_said_is_confirmed(agency, customers, staff):
    with pytest.raises(NotConfirmedError) as told:
        letter(agency, customers, staff)
    with pytest.raises(NotConfirmedError):
        letter(agency, customers, staff, confirmed=told.value.verdict.mark, text="丸十商店とさくら台クリニック")
    with unscoped("a test counts"):
        assert Mail.objects.count() == 0
    mail = letter(agency, customers, staff, confirmed=told.value.verdict.mark)
    assert (mail.state, mail.confirmed) == (State.HELD, ["本文か件名に、ほかのお客様の名前があります: 丸十商店"])


def test_what_may_not_leave_cannot_be_confirmed(agency, customers, staff):
    with pytest.raises(InputError, match="宛先"):
        letter(agency, customers, staff, to="thief@evil.invalid", confirmed="x")
