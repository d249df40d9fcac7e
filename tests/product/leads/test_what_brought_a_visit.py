"""First and last, from addresses alone: the form carries them, a draft keeps them, no cookie is set."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from sonae.answers.models import Subject
from sonae.assessments import actions
from sonae.assessments.case import company_file
from sonae.assessments.links import new_link, results_link
from sonae.assessments.models import Draft
from sonae.leads.books import start_book
from sonae.leads.models import SentDiagnosis
from sonae.tenancy.scope import within
from tests.product.conftest import MAKER
from tests.product.leads.conftest import ASKED, came

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def seal(page) -> str:
    return re.search(r'name="came" value="([^"]+)"', page.content.decode())[1]


def asked_from(site, path="/shiryo/", **headers):
    """A request from a form that was opened like this."""
    form = seal(site.visitor.get(site.root + path, headers=headers))
    return site.asked({**ASKED, "came": form, "answer": "0"})


@pytest.fixture(autouse=True)
def _slow_people(monkeypatch):
    """These tests read fast; nobody is asked for a sum."""
    monkeypatch.setattr("sonae.leads.views.requesting.suspicion.look", lambda **_: [])
    monkeypatch.setattr("sonae.leads.views.requesting.suspicion.is_right", lambda *_: True)


def test_marks_of_the_forms_own_address_are_kept(site):
    kept = asked_from(
        site, "/shiryo/?utm_source=letter&utm_campaign=aki&qr=7&other=x", referer="https://news.example/a?b"
    )
    assert kept.came_first | {"at": ""} == {
        "landing": "/shiryo/",
        "referrer": "news.example",
        "utm_source": "letter",
        "utm_campaign": "aki",
        "qr": "7",
        "at": "",
    }
    assert kept.came_last == kept.came_first


def test_the_page_of_ours_before_the_form_counts_as_landing_with_its_marks(site):
    kept = asked_from(site, referer=f"{HERE}{site.root}/higai/?utm_source=mail")
    assert (kept.came_first["landing"], kept.came_first["utm_source"]) == ("/higai/", "mail")
    assert "referrer" not in kept.came_first


def test_a_secret_link_is_never_written_down(site, link):
    kept = asked_from(site, referer=f"{HERE}{site.root}/r/{results_link(link)}/1/")
    assert results_link(link) not in str(kept.came_first)
    assert kept.came_first["landing"].startswith("/r/<")


def test_what_is_noted_cannot_be_made_up(site):
    kept = site.asked({**ASKED, "came": "eyJhIjoxfQ:forged:forged", "answer": "0"})
    assert kept.came_first == {}


def test_no_cookie_is_set(site):
    page = site.send(ASKED)
    assert not page.cookies
    assert not site.visitor.get(f"{site.root}/shiryo/").cookies


def attached(site, **more):
    """A diagnosis begun on the site from a letter, and its link of results."""
    link, at = new_link(), datetime.now(UTC)
    brought = {"landing": "/", "utm_source": "dm", "at": at.isoformat()}
    draft = actions.start_draft(
        link=link, given=MAKER, at=at, begun_with=more.get("begun_with", site.agency), came=brought
    )
    inputs = company_file(MAKER)
    answer = actions.answer_for(inputs, at.date(), uncertain=False)
    with within():
        actions.keep_run(draft=draft, of=None, inputs=inputs, result=answer, at=at)
    return results_link(link)


def test_a_draft_remembers_what_brought_it(site):
    page = site.visitor.get(f"{site.root}/shindan/?utm_source=dm")
    site.visitor.send(f"{site.root}/shindan/", {"came": seal(page)})
    with within():
        assert Draft.objects.get().came["utm_source"] == "dm"


def test_first_is_that_of_the_draft_and_last_that_of_the_request(site):
    token = attached(site)
    form = {"came": came(landing="/qa/", referrer="search.example"), "attach": "on"}
    kept = site.asked({**ASKED, **form}, path=f"/shiryo/shindan/{token}/")
    assert (kept.came_first["utm_source"], kept.came_last["referrer"]) == ("dm", "search.example")
    with within(site.agency.pk):
        sent = SentDiagnosis.objects.get(request=kept)
        assert (sent.number, sent.middle) != (0, None)
        assert sent.result["inputs"]["company"]["employees"] == MAKER["employees"]
        Subject.objects.all().delete()
        assert SentDiagnosis.objects.filter(request=kept).exists()


def test_without_the_tick_nothing_of_the_diagnosis_goes_along(site):
    token = attached(site)
    kept = site.asked(ASKED, path=f"/shiryo/shindan/{token}/")
    assert "utm_source" not in kept.came_first
    with within(site.agency.pk):
        assert not SentDiagnosis.objects.exists()


def test_a_diagnosis_begun_with_another_agency_is_not_opened(site, other_site):
    token = attached(other_site)
    assert site.visitor.get(f"{site.root}/shiryo/shindan/{token}/").status_code == 410
    assert other_site.visitor.get(f"{other_site.root}/shiryo/shindan/{token}/").status_code == 200


@pytest.mark.full
def test_the_book_of_a_diagnosis_is_about_the_company(site):
    token = attached(site)
    kept = site.asked({**ASKED, "attach": "on"}, path=f"/shiryo/shindan/{token}/")
    with within(site.agency.pk):
        assert start_book(kept, datetime.now(UTC).date()).startswith(b"%PDF")
