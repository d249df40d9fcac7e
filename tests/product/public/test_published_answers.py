"""What an agency answers for everybody is shown, found and told to programs on its own site, and nowhere else."""

from __future__ import annotations

import pytest

from sonae.leads.asked import Question
from sonae.tenancy.scope import within
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, now, published
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db
SLUG = "kojin-jigyo"


@pytest.fixture
def desk(db):
    desk = Desk(Visitor(), make_agency(slug="minato"))
    published(desk)
    published(Desk(Visitor(), make_agency(slug="yama")))
    return desk


def ask(desk, **more):
    given = {
        "title": "個人事業でも入れますか",
        "text": "一人で店をしています。",
        "answer": "入れます。\n\n<b>条件</b>です。",
    }
    at = now()
    with within(desk.agency.pk):
        return Question.objects.create(
            agency=desk.agency, slug=SLUG, created_at=at, updated_at=at, **{"published_at": at, **given, **more}
        )


def page(visitor, path, **query):
    return visitor.get(path, query).content.decode()


def test_it_stands_on_the_agencys_pages_as_text(desk, visitor):
    ask(desk)
    assert f"/a/minato/qa/{SLUG}/" in page(visitor, "/a/minato/qa/")
    shown = page(visitor, f"/a/minato/qa/{SLUG}/")
    assert "<p>入れます。</p>" in shown
    assert "&lt;b&gt;条件&lt;/b&gt;" in shown
    assert "最終確認日" in shown


def test_it_is_found_and_told_there(desk, visitor):
    ask(desk)
    assert f"/a/minato/qa/{SLUG}/" in page(visitor, "/a/minato/kensaku/", q="個人事業")
    assert f"/a/minato/qa/{SLUG}/" in page(visitor, "/a/minato/sitemap.xml")
    assert visitor.get(f"/a/minato/card/qa-one--{SLUG}.png").status_code == 200


@pytest.mark.parametrize("site", ["", "/a/yama"])
def test_no_other_site_knows_of_it(desk, visitor, site):
    ask(desk)
    assert visitor.get(f"{site}/qa/{SLUG}/").status_code == 404
    assert visitor.get(f"{site}/card/qa-one--{SLUG}.png").status_code == 404
    for path, query in ((f"{site}/qa/", {}), (f"{site}/kensaku/", {"q": "個人事業"}), (f"{site}/sitemap.xml", {})):
        assert SLUG not in page(visitor, path, **query)


def test_what_is_not_published_is_nowhere(desk, visitor):
    ask(desk, published_at=None)
    assert SLUG not in page(visitor, "/a/minato/qa/")
    assert visitor.get(f"/a/minato/qa/{SLUG}/").status_code == 404


def test_a_change_shows_at_once(desk, visitor):
    assert SLUG not in page(visitor, "/a/minato/qa/")
    question = ask(desk)
    assert SLUG in page(visitor, "/a/minato/qa/")
    with within(desk.agency.pk):
        Question.objects.filter(pk=question.pk).update(title="店でも入れますか")
    assert "店でも入れますか" in page(visitor, "/a/minato/qa/")
