"""Every page in every state that a visitor can bring it to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sonae.assessments.actions import MOST_RUNS
from sonae.assessments.views.wizard import STARTS
from tests.browser.sender import Sender
from tests.patience import PATIENCE

DATABASE = "sonae.sqlite3"

LEAK = "property=no&malicious=no&shield=none"
"""Answers about a leak that differ from state to state in what follows."""
PLACES = {
    "first": "/",
    "emergency": "/higai/",
    "steps": "/higai/ransomware/",
    "incidents": "/jiko/",
    "incidents-sized": "/jiko/?industry=I&employees=150",
    "incidents-error": "/jiko/?industry=&employees=abc",
    "incident": "/jiko/ransomware/",
    "incident-sized": "/jiko/web_intrusion/?industry=G&employees=40",
    "incident-ticked": "/jiko/missent_mail/?done=pause&done=bulk&industry=I&employees=12",
    "incident-error": "/jiko/lost_media/?industry=&employees=abc",
    "duty-check": "/tools/kigen/",
    "duty-check-number": "/tools/kigen/?entity=number",
    "duty-check-report": f"/tools/kigen/?{LEAK}&sensitive=yes&persons=120&whose=held&known-text=きのう",
    "duty-check-open": f"/tools/kigen/?{LEAK}&sensitive=unknown&persons=不明&whose=unknown&known-text=きょう",
    "duty-check-late": f"/tools/kigen/?{LEAK}&sensitive=yes&persons=1&whose=handed&known=2026-09-20",
    "duty-check-none": f"/tools/kigen/?{LEAK}&sensitive=no&persons=3&whose=own&known=2026-11-20",
    "duty-check-error": f"/tools/kigen/?{LEAK}&persons=たくさん&known=2026-02-30",
    "duties": "/tools/todokede/",
    "duties-chosen": "/tools/todokede/?type=medical&type=my_number_handler&type=critical_operator&type=processor",
    "duties-error": "/tools/todokede/?type=nothing",
    "interruption": "/tools/teishi/",
    "interruption-filled": "/tools/teishi/?profit=3千万&costs=１億２千万&per=year&days=7&part=80&wait=12&sales=5億",
    "interruption-estimated": "/tools/teishi/?sales=5億&industry=E&per=year&days=7&part=80&wait=12&profit=&costs=",
    "interruption-error": "/tools/teishi/?profit=たくさん&costs=-1&per=&days=999&part=&wait=半日",
    "quote-check": "/tools/mitsumori/",
    "quote-check-filled": "/tools/mitsumori/?computers=2&servers=1&price=520万&tax=in",
    "quote-check-band": "/tools/mitsumori/?computers=12&servers=2&price=&tax=unknown",
    "quote-check-error": "/tools/mitsumori/?computers=たくさん&servers=&price=-5&tax=",
    "cover": "/hoken/",
    "cover-one": "/hoken/?jiko=fraud_mail&himoku=forensics&plan=b",
    "cover-none": "/hoken/?jiko=missent_mail&himoku=interruption",
    "cover-error": "/hoken/?jiko=nothing&himoku=nothing&plan=z",
    "contact-card": "/hoken/card/",
    "nicter": "/data/nicter/",
    "cases": "/jirei/",
    "cases-none": "/jirei/?industry=I&entry=vpn",
    "cases-error": "/jirei/?industry=zz",
    "case": "/jirei/hospital-shared-backup/",
    "case-scaled": "/jirei/hospital-shared-backup/?industry=E&employees=28&persons=3000&sales=5億",
    "case-scaled-unsure": "/jirei/hospital-paper-charts/?industry=I&employees=3",
    "case-scaled-error": "/jirei/hospital-paper-charts/?employees=たくさん",
    "case-alone": "/jirei/hospital-2022/",
    "directives": "/shishin/",
    "directives-part": "/shishin/?d1=2&d2=unknown",
    "directives-done": "/shishin/?d1=2&d2=1&d3=1&d4=unknown&d5=2&d6=1&d7=3&d8=1&d9=unknown&d10=4",
    "directives-best": "/shishin/?d1=4&d2=4&d3=4&d4=4&d5=4&d6=4&d7=4&d8=4&d9=4&d10=4",
    "directives-error": "/shishin/?d1=9",
    "qa": "/qa/",
    "qa-group": "/qa/?group=保険",
    "qa-one": "/qa/improve-the-sheet/",
    "qa-one-figures": "/qa/cloud-is-safe/",
    "glossary": "/yougo/",
    "news": "/oshirase/",
    "news-one": "/oshirase/three-forms/",
    "search": "/kensaku/",
    "search-found": "/kensaku/?q=漏洩　報告",
    "search-pages": "/kensaku/?q=こと&page=2",
    "search-loosened": "/kensaku/?q=バックアップは委託先に預けてもよいですか",
    "search-none": "/kensaku/?q=バックアプッ",
    "search-long": "/kensaku/?q=" + "長い言葉" * 40,
    "method": "/about/method/",
    "privacy": "/about/privacy/",
    "accessibility": "/about/accessibility/",
    "start": "/shindan/",
    "deleted": "/shindan/deleted/",
    "not-found": "/nothing-here/",
    "gone": "/shindan/aaaaaaaaaaaaaaaaaaaaaaaa/check/",
    "choices": "{empty}/q/works_by_hand/",
    "choices-filled": "{draft}/q/works_by_hand/",
    "list": "{empty}/q/industry/",
    "list-filled": "{draft}/q/industry/",
    "number": "{empty}/q/sales/",
    "number-filled": "{draft}/q/sales/",
    "range": "{draft}/range/",
    "range-early": "{empty}/range/",
    "many": "{empty}/all/",
    "many-filled": "{draft}/all/",
    "more-money": "{draft}/more/money/",
    "more-devices": "{draft}/more/devices/",
    "check": "{draft}/check/",
    "check-empty": "{empty}/check/",
    "carry": "{draft}/carry/",
    "delete": "{draft}/delete/",
    "result": "{result}",
    "why": "{result}why/event/",
    "why-line": "{result}why/line/forensics/",
    "why-kind": "{result}why/scenario/ransomware/",
    "why-premium": "{insured}why/premium/",
    "why-all": "{result}why/all/",
    "why-open": "{result}why/all/?only=open",
    "differ": "{result}differ/hand_partly_loss/",
    "differ-yen": "{result}differ/restore_pc/",
    "compare": "{varied}compare/1/",
    "compare-insured": "{insured}compare/1/",
    "varied": "{varied}",
    "insured": "{insured}",
    "no-result": "{result}compare/99/",
    "no-reason": "{result}why/line/nothing/",
    "results-gone": "/r/aaaaaaaaaaaaaaaaaaaaaaaa/1/",
    "gallery": "/gallery/",
}
"""State → address; ``{draft}`` has all answers, ``{empty}`` none, ``{insured}`` is a result with insurance."""
QUICK = ("first", "steps", "number-error", "check", "result")
"""The states of the quick set: one of each kind of page."""


@dataclass(frozen=True)
class Links:
    """Addresses of what a state is shown with."""

    draft: str
    empty: str
    result: str
    varied: str
    """The result once more with less cash at hand."""
    insured: str
    """The same with an invented insurance."""
    folder: Path
    """Where the site keeps its data."""


def _press(page: Any) -> None:
    """Send the form of the page and wait for what comes."""
    with page.expect_navigation():
        page.click("main button[type=submit]")


def _number_error(opened: Any, links: Links) -> None:
    opened.to(f"{links.empty}/q/sales/")
    opened.is_given()
    opened.page.fill("#f-sales", "たくさん")
    _press(opened.page)


def _choice_error(opened: Any, links: Links) -> None:
    opened.to(f"{links.empty}/q/mfa/")
    _press(opened.page)


def _many_error(opened: Any, links: Links) -> None:
    opened.to(f"{links.empty}/all/")
    opened.page.fill("#f-sales", "たくさん")
    opened.page.fill("#f-employees", "-3")
    _press(opened.page)


def _result_error(opened: Any, links: Links) -> None:
    opened.to(links.result)
    opened.page.fill("input[name=budget]", "たくさん")
    opened.page.press("input[name=budget]", "Enter")
    opened.page.wait_for_selector("[aria-invalid=true]")


def _result_unfolded(opened: Any, links: Links) -> None:
    opened.to(links.result)
    for each in opened.page.query_selector_all("main details > summary"):
        each.click()


def _cash_error(opened: Any, links: Links) -> None:
    opened.to(links.result)
    opened.page.fill("input[name=cash]", "たくさん")
    opened.page.press("input[name=cash]", "Enter")
    opened.page.wait_for_selector("[aria-invalid=true]")


def _why_unfolded(opened: Any, links: Links) -> None:
    opened.to(f"{links.result}why/event/")
    for each in opened.page.query_selector_all("main details > summary"):
        each.click()


def _differ_error(opened: Any, links: Links) -> None:
    opened.to(f"{links.result}differ/hand_partly_loss/")
    opened.page.fill("#f-value", "500")
    _press(opened.page)


def _differing(opened: Any, links: Links) -> None:
    opened.to(f"{links.result}differ/hand_partly_loss/")
    opened.page.fill("#f-value", "55")
    _press(opened.page)
    opened.to(f"{opened.path}differ/hand_partly_loss/")


def _full(opened: Any, links: Links) -> None:
    """As many results as a draft may keep: the only one of a new draft is given the last number."""
    sender = Sender(opened.site)
    place = sender.result(sender.draft())
    with closing(sqlite3.connect(links.folder / DATABASE, timeout=PATIENCE)) as database, database:
        newest = "(SELECT max(id) FROM assessments_run)"
        database.execute(f"UPDATE assessments_run SET number = ? WHERE id = {newest}", (MOST_RUNS,))  # noqa: S608
    opened.to(place.replace("/1/", f"/{MOST_RUNS}/"))
    opened.page.fill("input[name=cash]", "300万")
    with opened.page.expect_navigation():
        opened.page.press("input[name=cash]", "Enter")
    opened.page.wait_for_selector("text=結果がいっぱいになりました")


_TOO_OFTEN = """async most => {
  const form = new URLSearchParams(new FormData(document.querySelector('main form')));
  for (let i = 0; i < most; i++) await fetch(location.href, {method: 'POST', body: form, redirect: 'manual'});
}"""


def _too_often(opened: Any, links: Links) -> None:
    opened.to("/shindan/")
    opened.page.evaluate(_TOO_OFTEN, STARTS.most)
    _press(opened.page)
    opened.page.wait_for_selector("text=少し時間をおいてください")


def _unfolded(opened: Any, links: Links) -> None:
    opened.to(f"{links.draft}/q/backup/")
    opened.page.click("main summary")


def _all_steps(opened: Any, links: Links) -> None:
    opened.to("/higai/web_intrusion/")
    for each in opened.page.query_selector_all("details summary"):
        each.click()


def _night(opened: Any, links: Links) -> None:
    opened.to("/higai/ransomware/")
    opened.page.check("#tone-night", force=True)


def _card_error(opened: Any, links: Links) -> None:
    opened.to("/hoken/card/")
    opened.page.fill("#f-vendor_phone", "たくさん")
    opened.page.evaluate("document.querySelector('#f-company').removeAttribute('maxlength')")
    opened.page.fill("#f-company", "長い名前" * 10)
    _press(opened.page)


def _card_sheet(opened: Any, links: Links) -> None:
    opened.to("/hoken/card/")
    for name, text in (
        ("company", "みほん金属製作所（架空）"),
        ("agency_phone", "03-0000-0000"),
        ("name_1", "架空 直子"),
    ):
        opened.page.fill(f"#f-{name}", text)
    with opened.page.expect_navigation():
        opened.page.click("button[value=page]")


def _form_expired(opened: Any, links: Links) -> None:
    opened.to("/shindan/")
    opened.page.evaluate("document.querySelector('[name=form]').value = 'old'")
    _press(opened.page)


ACTED: dict[str, Callable[[Any, Links], None]] = {
    "number-error": _number_error,
    "choice-error": _choice_error,
    "many-error": _many_error,
    "result-error": _result_error,
    "result-cash-error": _cash_error,
    "result-unfolded": _result_unfolded,
    "why-unfolded": _why_unfolded,
    "differ-error": _differ_error,
    "differ-own": _differing,
    "full": _full,
    "too-often": _too_often,
    "choices-unfolded": _unfolded,
    "steps-unfolded": _all_steps,
    "night": _night,
    "contact-card-error": _card_error,
    "contact-card-sheet": _card_sheet,
    "form-expired": _form_expired,
}
STATES = (*PLACES, *ACTED)


def bring(opened: Any, state: str, links: Links) -> None:
    """Bring the page to a state."""
    if state in ACTED:
        ACTED[state](opened, links)
    else:
        opened.to(PLACES[state].format(**asdict(links)))
