"""A diagnosis is begun for a company, or taken over from a visitor who gave the link; both by an explicit act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sonae.answers.models import Answer
from sonae.assessments import actions, worker
from sonae.assessments.links import new_link, results_link
from sonae.assessments.models import KEPT, Draft, Run
from sonae.audit.models import Event
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import unscoped
from sonae.web.clock import now
from tests.factories.agencies import make_agency, make_member
from tests.factories.customers import ASKED, make_customer, make_diagnosis, make_run
from tests.product.conftest import Visitor
from tests.product.customers.conftest import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(db):
    """Of a visitor who has answered everything and has two results, the second a variation of the first."""
    made = new_link()
    draft = actions.start_draft(link=made, given=ASKED, at=now())
    first = make_run(draft, at=now())
    with unscoped("a test varies a result"):
        varied = {**first.inputs, "cash": 1_000_000}
        actions.keep_run(draft=draft, of=first, inputs=varied, result=first.result, at=now())
    return made


def take_over(browser, customer, text, **more):
    return browser.send(reverse("diagnosis_hand_over", args=[customer.pk]), {"link": text, **more})


def owner_of(model):
    with unscoped("a test looks at everything"):
        return set(model.objects.values_list("agency_id", flat=True))


def test_begun_from_the_page_it_is_the_companys_and_knows_what_is_known(desk, staff, agency):
    customer = make_customer(staff, industry="E")
    make_diagnosis(customer, staff, employees=280)
    address = desk.send(reverse("diagnosis_start", args=[customer.pk])).url
    shown = desk.get(address, follow=True)
    assert shown.status_code == 200
    with unscoped("a test looks at everything"):
        begun = Draft.objects.order_by("created_at").last()
        assert begun.agency_id == agency.pk
        assert begun.expires_at is None
        assert Answer.objects.filter(subject=begun.pk).newest()["employees"] == 280


def test_pressing_twice_begins_one(desk, customer):
    page = desk.get(reverse("customer", args=[customer.pk]))
    for _ in range(2):
        desk.press(page, path=reverse("diagnosis_start", args=[customer.pk]))
    with unscoped("a test looks at everything"):
        assert Draft.objects.count() == 1


def test_what_staff_answer_is_theirs_with_their_name(desk, customer, staff):
    draft = desk.send(reverse("diagnosis_start", args=[customer.pk])).url.split("/")[2]
    desk.send(f"/shindan/{draft}/q/employees/", {"employees": "40"})
    with unscoped("a test looks at everything"):
        kept = Answer.objects.get(question="employees")
        assert (kept.value, kept.source, kept.by) == (40, "agent", str(staff.user_id))
        assert Event.objects.filter(what="assessments.answered").count() == 1


def test_before_it_is_taken_over_one_sees_whose_it_seems_to_be(desk, customer, link):
    shown = take_over(desk, customer, f"こちらです http://testserver/shindan/{link}/ よろしく").content.decode()
    assert "28人" in shown
    assert "12問" in shown
    assert owner_of(Draft) == {None}


def test_taken_over_it_is_the_agencys_with_all_that_hangs_on_it(desk, customer, link, agency):
    assert take_over(desk, customer, link, sure="yes").url == reverse("customer", args=[customer.pk])
    assert owner_of(Draft) == owner_of(Run) == owner_of(Answer) == {agency.pk}
    shown = desk.get(reverse("customer", args=[customer.pk])).content.decode()
    assert "ご本人の入力" in shown
    assert "お客様の診断を引き継ぎました" in shown


def test_taken_over_it_is_kept_beyond_its_thirty_days(desk, customer, link):
    take_over(desk, customer, link, sure="yes")
    worker.tidy(now() + KEPT + timedelta(days=1))
    assert owner_of(Draft) != set()


def test_not_taken_over_it_goes_after_thirty_days(link):
    worker.tidy(now() + KEPT + timedelta(days=1))
    assert owner_of(Draft) == set()


def test_the_visitor_still_reads_the_results_and_changes_nothing(desk, customer, link, visitor):
    take_over(desk, customer, link, sure="yes")
    assert visitor.get(f"/r/{results_link(link)}/1/").status_code == 200
    assert "引き継がれました" in visitor.get(f"/shindan/{link}/check/").content.decode()
    visitor.send(f"/shindan/{link}/q/employees/", {"employees": "9"})
    visitor.send(f"/shindan/{link}/delete/")
    assert visitor.send(f"/r/{results_link(link)}/1/vary/cash/", {"cash": "2億"}).status_code == 403
    with unscoped("a test looks at everything"):
        assert Answer.objects.newest()["employees"] == 28
        assert Run.objects.count() == 2


def test_an_answer_that_was_on_its_way_is_not_mixed_into_the_agencys(desk, customer, link, visitor, monkeypatch):
    from sonae.assessments.views import wizard

    def meanwhile(asked, text):
        take_over(desk, customer, link, sure="yes")
        return 9

    monkeypatch.setattr(wizard, "understood", meanwhile)
    assert visitor.send(f"/shindan/{link}/q/employees/", {"employees": "9"}).status_code == 410
    assert owner_of(Answer) == {customer.agency_id}


def test_after_its_day_the_visitors_link_opens_nothing(desk, customer, link, visitor):
    take_over(desk, customer, link, sure="yes")
    with unscoped("a test turns the clock"):
        Draft.objects.update(expires_at=now())
    assert visitor.get(f"/r/{results_link(link)}/1/").status_code == 410


def test_the_link_of_results_alone_is_not_enough(desk, customer, link):
    answer = take_over(desk, customer, results_link(link), sure="yes")
    assert answer.status_code == 422
    assert "続きのリンク" in answer.content.decode()
    assert owner_of(Draft) == {None}


@pytest.mark.parametrize("text", ["", "aaaaaaaaaaaaaaaaaaaaaaaa", "https://example.jp/", "あ" * 3000, "\0", "<script>"])
def test_what_is_no_link_is_told_so(desk, customer, text):
    assert take_over(desk, customer, text, sure="yes").status_code == 422


def test_two_agencies_cannot_have_the_same_diagnosis(desk, customer, link, stranger):
    take_over(desk, customer, link, sure="yes")
    theirs = make_customer(stranger)
    again = take_over(at_the_desk(stranger), theirs, link, sure="yes")
    assert again.status_code == 422
    assert owner_of(Draft) == {customer.agency_id}


def test_a_second_press_at_the_same_time_takes_nothing_twice(customer, link, staff):
    from tests.factories.agencies import actor_of

    with unscoped("a test acts for both"):
        draft = Draft.objects.get()
        actions.hand_over(draft=draft, company=customer, by=actor_of(staff), at=now())
        with pytest.raises(actions.HandedOverError):
            actions.hand_over(draft=draft, company=customer, by=actor_of(staff), at=now())


PAGES = ("shindan/{}/", "shindan/{}/check/", "shindan/{}/q/employees/", "shindan/{}/delete/", "r/{}/", "r/{}/1/")


@pytest.mark.parametrize("page", PAGES)
def test_the_address_of_an_agencys_diagnosis_holds_no_secret(customer, staff, stranger, page):
    place = "/" + page.format(make_diagnosis(customer, staff).draft_id)
    assert Visitor().get(place).url.startswith("/account/login/")
    assert at_the_desk(stranger).get(place).status_code == 404
    assert at_the_desk(staff).get(place).status_code in (200, 302)


def test_a_client_reads_the_results_of_their_company_and_changes_nothing(agency, customer, staff):
    run = make_diagnosis(customer, staff)
    client = at_the_desk(make_member(agency, Role.CLIENT, company_id=customer.pk))
    assert client.get(f"/r/{run.draft_id}/1/").status_code == 200
    assert client.get(f"/shindan/{run.draft_id}/check/").status_code == 403
    assert client.send(f"/r/{run.draft_id}/1/vary/cash/", {"cash": "2億"}).status_code == 403


def test_a_client_of_another_company_sees_no_results(agency, customer, staff):
    run = make_diagnosis(customer, staff)
    other = make_member(agency, Role.CLIENT, company_id=make_customer(staff).pk)
    assert at_the_desk(other).get(f"/r/{run.draft_id}/1/").status_code == 404


def test_who_has_left_the_agency_sees_no_results_in_the_same_second(customer, staff, desk):
    run = make_diagnosis(customer, staff)
    with unscoped("a test ends a part"):
        type(staff).objects.filter(pk=staff.pk).update(ended_at=now())
    assert desk.get(f"/r/{run.draft_id}/1/").status_code == 302


def test_staff_delete_a_diagnosis_and_the_log_says_so(desk, customer, staff):
    run = make_diagnosis(customer, staff)
    assert desk.send(f"/shindan/{run.draft_id}/delete/").url == reverse("customer", args=[customer.pk])
    assert owner_of(Draft) == set()
    with unscoped("a test looks at everything"):
        assert Event.objects.filter(what="assessments.deleted").count() == 1


def test_looking_at_results_is_written_down(desk, customer, staff):
    run = make_diagnosis(customer, staff)
    desk.get(f"/r/{run.draft_id}/1/")
    with unscoped("a test looks at everything"):
        assert Event.objects.filter(what="audit.looked", record_id=customer.pk).count() == 1


def test_a_visitor_who_is_signed_in_at_an_agency_begins_as_a_visitor(desk):
    desk.send("/shindan/")
    assert owner_of(Draft) == {None}


def test_an_agency_elsewhere_keeps_nothing_of_ours(customer, staff):
    make_diagnosis(customer, staff)
    make_member(make_agency())
    assert owner_of(Draft) == {customer.agency_id}
