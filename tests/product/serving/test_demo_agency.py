"""The demo: a small invented agency at work, and one link into its desk for a browser on the same machine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sonae.assessments.models import Run
from sonae.config import demo
from sonae.customers.models import Customer
from sonae.outbox.models import Mail
from sonae.tenancy.models import Agency
from sonae.tenancy.scope import unscoped
from sonae.web.clock import now, today
from tests.product.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(db):
    return demo.load(now(), today())


def test_the_link_opens_the_desk_of_the_owner(found, visitor):
    assert visitor.send(found.sign_in).headers["Location"] == "/gyomu/"
    assert "北浜精工" in visitor.get("/gyomu/okyakusama/").content.decode()
    assert visitor.get("/gyomu/settei/").status_code == 200


def test_looking_at_it_uses_nothing_up_and_using_it_does(found):
    assert Visitor().get(found.sign_in).status_code == 200
    assert Visitor().send(found.sign_in).status_code == 302
    assert Visitor().send(found.sign_in).status_code == 410


@pytest.mark.parametrize("more", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}])
def test_from_another_machine_or_through_a_proxy_it_opens_nothing(found, more):
    assert Visitor(**more).send(found.sign_in).status_code == 410
    assert Visitor(**more).get("/gyomu/").status_code == 302


def test_on_a_site_with_https_it_opens_nothing(found, settings):
    settings.HTTPS = True
    assert Visitor().send(found.sign_in).status_code == 410


def test_it_is_no_link_for_choosing_a_password(found):
    token = found.sign_in.rstrip("/").rpartition("/")[2]
    assert Visitor().get(f"/account/link/{token}/").status_code == 410


def test_after_half_a_day_it_opens_nothing(found, monkeypatch):
    later = now() + timedelta(hours=12)
    monkeypatch.setattr("sonae.accounts.views.joining.now", lambda: later)
    assert Visitor().send(found.sign_in).status_code == 410


def test_everything_in_it_is_there_once(found):
    assert demo.load(now(), today()) is None
    with unscoped("a test counts"):
        assert (Agency.objects.count(), Customer.objects.count(), Run.objects.count()) == (1, 2, 2)


def test_everything_in_it_says_that_it_is_invented(found):
    with unscoped("a test reads"):
        names = [*Agency.objects.values_list("name", flat=True), *Customer.objects.values_list("name", flat=True)]
    assert [name for name in names if "（架空）" not in name] == []


def test_a_few_visitors_wait_for_an_answer_and_nobody_is_mailed(found, visitor):
    visitor.send(found.sign_in)
    page = visitor.get("/gyomu/shiryo/").content.decode()
    assert "ながれ運輸" in page
    assert "を過ぎました" in page
    assert "隔離 1" in page
    with unscoped("a test looks at everything"):
        assert not Mail.objects.exists()
    assert "小さな会社でも狙われますか" in visitor.get("/qa/").content.decode()
