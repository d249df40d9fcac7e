"""A draft and a result to be attacked, and a digest of everything that is stored."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.db import connection

from sonae.accounts.actions import agencies
from sonae.assessments import actions
from sonae.assessments.case import company_file
from sonae.assessments.links import new_link, results_link
from sonae.assessments.models import Draft
from sonae.web.origin import new_token
from tests.factories.agencies import make_agency
from tests.factories.offices import Desk, published
from tests.product.badinputs.visitors import links_of_a_visitor
from tests.product.conftest import MAKER, Outside

FORM = "application/x-www-form-urlencoded"


class Attacker(Outside):
    """Posts with a token of ours, from another address each time, and does not stop at an error."""

    def __init__(self) -> None:
        super().__init__(raise_request_exception=False)
        self.sent = 0

    def strike(self, path: str, given: dict[str, str]):
        """Send a form as a page of ours would."""
        self.sent += 1
        place = f"198.51.{self.sent // 250}.{self.sent % 250}"
        body = urlencode({**given, "form": new_token()}, errors="surrogatepass")
        return self.generic("POST", path, body, content_type=FORM, REMOTE_ADDR=place)


@pytest.fixture
def attacker() -> Attacker:
    return Attacker()


@pytest.fixture
def tokens(db: None, result_of_the_maker: dict) -> dict[str, str]:
    """Secret links: of a draft, its results, a request; by what ``LINKS`` calls them. The site is an open agency's."""
    agency = make_agency(slug="kaku-dairiten")
    agencies.place(agency=agency, host="", front=True, by="console", at=datetime.now(UTC))
    published(Desk(Outside(), agency))
    link = new_link()
    actions.start_draft(link=link, given=MAKER, at=datetime.now(UTC))
    draft = Draft.objects.get()
    inputs, answer = result_of_the_maker["inputs"], result_of_the_maker["answer"]
    actions.keep_run(draft=draft, of=None, inputs=inputs, result=answer, at=datetime.now(UTC))
    return {"shindan": link, "r": results_link(link), **links_of_a_visitor(agency)}


@pytest.fixture(scope="session")
def result_of_the_maker() -> dict:
    """What the engine says, asked once."""
    inputs = company_file(MAKER)
    return {"inputs": inputs, "answer": actions.answer_for(inputs, datetime.now(UTC).date(), uncertain=False)}


def digest() -> str:
    """Of every row of every table."""
    whole = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names come from the database itself
            whole.update(f"{table} {sorted(map(repr, cursor.fetchall()))}".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


@pytest.fixture(autouse=True)
def _with_gallery(settings) -> None:
    settings.GALLERY = True


@pytest.fixture(autouse=True)
def _looking(everything: None) -> None:
    """Tests of this room look at what is stored."""
