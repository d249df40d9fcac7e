"""Every page in every state that a visitor can bring it to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PLACES = {
    "first": "/",
    "emergency": "/higai/",
    "steps": "/higai/ransomware/",
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
    "differ": "{result}differ/forensics_pc/",
    "compare": "{varied}compare/1/",
    "varied": "{varied}",
    "gallery": "/gallery/",
}
"""State → address; ``{draft}`` has all answers, ``{empty}`` none."""
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


def _press(page: Any) -> None:
    """Send the form of the page and wait for what comes."""
    with page.expect_navigation():
        page.click("main button[type=submit]")


def _number_error(opened: Any, links: Links) -> None:
    opened.to(f"{links.empty}/q/sales/")
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


def _form_expired(opened: Any, links: Links) -> None:
    opened.to("/shindan/")
    opened.page.evaluate("document.querySelector('[name=form]').value = 'old'")
    _press(opened.page)


ACTED: dict[str, Callable[[Any, Links], None]] = {
    "number-error": _number_error,
    "choice-error": _choice_error,
    "many-error": _many_error,
    "result-error": _result_error,
    "result-unfolded": _result_unfolded,
    "choices-unfolded": _unfolded,
    "steps-unfolded": _all_steps,
    "night": _night,
    "form-expired": _form_expired,
}
STATES = (*PLACES, *ACTED)


def bring(opened: Any, state: str, links: Links) -> None:
    """Bring the page to a state."""
    if state in ACTED:
        ACTED[state](opened, links)
    else:
        opened.to(PLACES[state].format(draft=links.draft, empty=links.empty, result=links.result, varied=links.varied))
