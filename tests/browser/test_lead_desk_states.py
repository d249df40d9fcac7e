"""Every page of the desk of requests, full and empty: nobody is hindered (axe), and every word can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.leads_made import make_leads
from tests.browser.looking import at_each, cases

PLACES = {
    "inbox": "/gyomu/shiryo/",
    "inbox-working": "/gyomu/shiryo/?tab=working",
    "inbox-done": "/gyomu/shiryo/?tab=done",
    "inbox-apart": "/gyomu/shiryo/?tab=quarantine",
    "inbox-none": "/gyomu/shiryo/?q=zzz",
    "record": "/gyomu/shiryo/{new}/",
    "record-late": "/gyomu/shiryo/{late}/",
    "record-apart": "/gyomu/shiryo/{odd}/",
    "record-done": "/gyomu/shiryo/{done}/",
    "record-erased": "/gyomu/shiryo/{gone}/",
    "diagnosis": "/gyomu/shiryo/{new}/shindan/",
    "reply": "/gyomu/shiryo/{new}/henshin/?template={template}",
    "reply-draft": "/gyomu/shiryo/{new}/henshin/{draft}/",
    "which": "/gyomu/shiryo/{new}/okyakusama/",
    "convert-new": "/gyomu/shiryo/{new}/okyakusama/?as=new",
    "convert-known": "/gyomu/shiryo/{new}/okyakusama/?as={other}",
    "erase": "/gyomu/shiryo/{late}/shokyo/",
    "documents": "/gyomu/shiryo/siryou/",
    "document": "/gyomu/shiryo/siryou/{document}/",
    "templates": "/gyomu/shiryo/hinagata/",
    "template": "/gyomu/shiryo/hinagata/{template}/",
    "questions": "/gyomu/shiryo/shitsumon/",
    "question": "/gyomu/shiryo/shitsumon/{question}/",
    "sources": "/gyomu/shiryo/kikkake/?months=12",
    "export": "/gyomu/shiryo/export/",
    "benefits": "/gyomu/benefit/",
    "benefit": "/gyomu/benefit/new/",
    "today": "/gyomu/",
    "company": "/gyomu/okyakusama/{other}/",
}
EMPTY = {
    "inbox-empty": "/gyomu/shiryo/",
    "documents-empty": "/gyomu/shiryo/siryou/",
    "templates-empty": "/gyomu/shiryo/hinagata/",
    "questions-empty": "/gyomu/shiryo/shitsumon/",
    "sources-empty": "/gyomu/shiryo/kikkake/",
    "benefits-empty": "/gyomu/benefit/",
}
WRONG = {
    "template-wrong": ("/gyomu/shiryo/hinagata/new/", "保存する"),
    "document-wrong": ("/gyomu/shiryo/siryou/new/", "登録する"),
    "benefit-wrong": ("/gyomu/benefit/new/", "台帳に書く"),
    "reply-wrong": ("/gyomu/shiryo/{late}/henshin/", "確かめる"),
}
QUICK = ("inbox", "record", "benefits")
CASES = cases((*PLACES, *EMPTY, *WRONG), QUICK)


@pytest.fixture(scope="session")
def made(site: str, folder: Path) -> dict[str, str]:
    return make_leads(folder)


def bring(opened, state, made):
    """Bring a page into the state, as the owner to whom visitors wrote or as the one to whom nobody did."""
    secret = made["lonely" if state in EMPTY else "owner"]
    opened.page.context.add_cookies([{"name": made["cookie"], "value": secret, "url": opened.site}])
    if state in WRONG:
        place, button = WRONG[state]
        opened.to(place.format(**made))
        for field in opened.page.locator("main form[method=post] textarea, main form[method=post] input.input").all():
            if field.get_attribute("type") != "file":
                field.fill("")
        opened.page.get_by_role("button", name=button, exact=True).click()
    else:
        opened.to((PLACES | EMPTY)[state].format(**made))


@pytest.mark.parametrize(("widths", "state"), CASES)
def test_a_page_of_the_desk_of_requests_hinders_nobody_and_shows_every_word(visit, made, widths, state):
    opened = visit(widths[0])
    bring(opened, state, made)
    assert at_each(widths, opened.page) == {}
