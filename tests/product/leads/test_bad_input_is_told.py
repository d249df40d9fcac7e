"""Whatever is typed: taken as it was meant, or one sentence that says what to change; nothing typed is lost."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import pytest

from sonae.outbox.message import build
from sonae.tenancy.scope import within
from sonae.web.origin import new_token
from tests.badinputs.corpus import BIG, FEW, TEXTS
from tests.length import dealt
from tests.product.leads.conftest import ASKED, QUESTION, came

pytestmark = pytest.mark.django_db
FIELDS = (
    *("company", "name", "kana", "email", "message", "department", "phone", "postcode", "address", "corporate_number"),
    *("industry", "protect", "why", "documents", "nani", "attach", "homepage", "came", "step", "answer", "seal"),
)


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    monkeypatch.setattr("sonae.leads.views.requesting.used_up", lambda *_: 0)


@pytest.mark.parametrize(
    "name",
    ["𠮷田 花子", "葛\U000e0100城 太郎", "渡邉 👩‍👩‍👧", "髙﨑 さくら", "O'Neil-山田", "محمد", "ｱｵｿﾞﾗ"],
)
def test_names_are_kept_as_people_write_them(site, name):
    kept = site.asked({**QUESTION, "name": name})
    assert kept.name
    assert kept.typed["name"] == name
    with within(site.agency.pk):
        assert build(site.mails("leads.received")[0], [], "sonae@example.jp")


@pytest.mark.parametrize(
    "name", ["花子\r\nBcc: all@example.jp", "花子\nSubject: x", "花\u2028子", "花\u0000子", "\u202e子花"]
)
def test_no_name_writes_a_header(site, name):
    site.send({**QUESTION, "name": name})
    for queued in site.mails("leads.received"):
        head = build(queued, [], "sonae@example.jp").split(b"\r\n\r\n")[0]
        assert not re.search(rb"(?m)^(Bcc|Cc):", head)
        assert head.count(b"\r\nSubject:") == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hanako@日本語.example", "hanako@xn--wgv71a119e.example"),
        ("Hanako@EXAMPLE.JP", "Hanako@example.jp"),
        ("ｈａｎａｋｏ＠example．jp", "hanako@example.jp"),
        (" hanako@example.jp ", "hanako@example.jp"),
        ("hanako+tag@example.jp", "hanako+tag@example.jp"),
    ],
)
def test_addresses_are_read_kindly(site, typed, kept):
    assert site.asked({**ASKED, "email": typed}).email == kept


@pytest.mark.parametrize(
    "typed",
    [
        '"hana ko"@example.jp',
        "hanako",
        "@example.jp",
        "a@b",
        "a@@example.jp",
        "a@example..jp",
        "a@" + "x" * 300 + ".jp",
    ],
)
def test_what_is_no_address_is_told_in_one_sentence_with_everything_kept(site, typed):
    page = site.send({**QUESTION, "email": typed})
    told = html.unescape(page.content.decode())
    assert page.status_code == 422
    assert "直すところが1つあります" in told
    for text in (typed, QUESTION["message"], QUESTION["company"], QUESTION["name"]):
        assert text in told


def test_a_field_that_is_too_long_keeps_the_others(site):
    page = site.send({**QUESTION, "message": "あ" * 4001})
    assert page.status_code == 422
    assert "あ" * 4001 in page.content.decode()
    assert site.requests() == []


@pytest.mark.parametrize(("typed", "stands_open"), [({"department": "総務部"}, True), ({}, False)])
def test_what_was_typed_in_the_folded_part_is_shown_again_beside_an_error(site, typed, stands_open):
    page = site.send({**ASKED, **typed, "handling": ""})
    assert page.status_code == 422
    assert ('id="more" open>' in page.content.decode()) is stands_open


def test_ten_megabytes_are_refused_before_they_are_read(site):
    page = site.visitor.generic(
        "POST", f"{site.root}/shiryo/", b"name=" + b"x" * BIG, content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 413
    assert site.requests() == []


def strikes(site, given):
    """A form as browsers send it, of whatever letters."""
    body = urlencode({**given, "form": new_token()}, doseq=True, errors="surrogatepass")
    return site.visitor.post(f"{site.root}/shiryo/", body, content_type="application/x-www-form-urlencoded")


def strike(site, corpora) -> None:
    for name, corpus in corpora.items():
        for family, text in corpus:
            page = strikes(site, {**QUESTION, "came": came(), name: text})
            assert page.status_code in (200, 302, 400, 422), (name, family, text[:40], page.status_code)
            assert b"<script>alert" not in page.content, (name, text[:40])


@pytest.mark.short
def test_bad_text_in_every_field_is_answered_calmly(site):
    strike(site, dict.fromkeys(FIELDS, FEW))


@pytest.mark.full
def test_the_whole_corpus_in_every_field_is_answered_calmly(site):
    strike(site, {name: dealt(TEXTS, name) for name in FIELDS})


def test_going_back_from_the_page_that_shows_it_all_keeps_it(site):
    looked = site.send({**QUESTION, "step": "check"})
    told = html.unescape(looked.content.decode())
    assert "まだ送っていません" in told
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', looked.content.decode()))
    back = site.send({**{k: html.unescape(v) for k, v in hidden.items() if k != "form"}, "step": "back"})
    assert QUESTION["message"] in html.unescape(back.content.decode())
    assert site.requests() == []


def test_the_address_of_a_postcode_is_filled_in_without_scripts(site):
    page = site.send({**QUESTION, "postcode": "１０５−００１１", "step": "address"})
    told = html.unescape(page.content.decode())
    assert page.status_code == 200
    assert 'value="東京都港区芝公園"' in told
    assert QUESTION["message"] in told


@pytest.mark.parametrize("code", ["0600000", "〒060-0000", "０６００００００", "", "12345678", "<script>", "9" * 5000])
def test_the_endpoint_of_postcodes_always_answers(site, code):
    answer = site.visitor.get(f"{site.root}/shiryo/yubin/", {"code": code})
    assert answer.status_code == 200
    assert set(answer.json()) == {"address"}
