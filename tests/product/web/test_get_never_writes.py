"""A page that is only looked at changes nothing, even when somebody programs it to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from sonae.answers.models import Answer, Subject
from sonae.web.models import Submission
from sonae.web.reading import GetNeverWrites, WriteOnGetError

pytestmark = pytest.mark.django_db


def write(request):
    Submission.objects.create(nonce="n", outcome="/", at=datetime.now(UTC))
    return HttpResponse("written")


def test_a_view_that_writes_on_get_is_stopped():
    with pytest.raises(WriteOnGetError, match="INSERT"), transaction.atomic():
        GetNeverWrites(write)(RequestFactory().get("/"))
    assert not Submission.objects.exists()


@pytest.mark.parametrize("sql", ["UPDATE web_submission SET outcome=''", "delete from web_submission", "DROP TABLE x"])
def test_no_statement_that_changes_anything_gets_through(sql):
    def view(request):
        with connection.cursor() as cursor:
            cursor.execute(sql)
        return HttpResponse("")

    with pytest.raises(WriteOnGetError):
        GetNeverWrites(view)(RequestFactory().get("/"))


def test_the_same_view_may_write_on_post():
    assert GetNeverWrites(write)(RequestFactory().post("/")).content == b"written"
    assert Submission.objects.count() == 1


@pytest.mark.usefixtures("everything")
def test_looking_at_every_page_of_a_draft_leaves_every_row_as_it_was(visitor, link):
    before = list(Answer.objects.values_list("pk", "value")), Subject.objects.count()
    for page in ("", "q/sales/", "all/", "more/money/", "check/", "carry/", "delete/"):
        assert visitor.get(f"/shindan/{link}/{page}").status_code in (200, 302), page
    assert (list(Answer.objects.values_list("pk", "value")), Subject.objects.count()) == before
