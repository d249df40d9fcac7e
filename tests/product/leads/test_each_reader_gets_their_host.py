"""Asked on an agency's own host, the visitor's mail leads there, and the agency's to the desk, which is elsewhere."""

from __future__ import annotations

import pytest

from sonae.accounts.actions import agencies
from tests.factories.offices import now

pytestmark = pytest.mark.django_db
MAIN, OWN = "sonae.example.jp", "shiryo.minato.example"


def test_links_lead_where_their_reader_can_go(site, settings):
    settings.HTTPS, settings.ALLOWED_HOSTS, settings.AGENCY_HOSTS = True, [MAIN, OWN], frozenset((OWN,))
    agencies.place(agency=site.agency, host=OWN, front=False, by="console", at=now())
    site.root = ""
    site.asked(HTTP_HOST=OWN, HTTP_ORIGIN=f"http://{OWN}")
    assert f"://{OWN}/shiryo/" in site.mails("leads.received")[0].text
    to_agency = site.mails("leads.arrived")[0].text
    assert f"https://{MAIN}/gyomu/" in to_agency
    assert OWN not in to_agency
