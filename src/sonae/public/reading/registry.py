"""Every public page once: what it is called, what it is about, when it was last looked at.

Search, sitemap, social cards, structured data and the line 「最終確認日」 all read from here. A test fails for a page
that is missing, so none of them can forget one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse

from sonae.accounts.profile import AgencyProfile
from sonae.public.reading.markdown import plain
from sonae.public.reading.places import PLACES
from sonae.public.reading.qa import Published, first_sentence, published_questions
from sonae.public.reading.texts import Text, texts
from sonae.web.facts import facts
from sonae_core.packs.cases import Case, PublishedCase
from sonae_core.packs.duties import Duty
from sonae_core.packs.library import load_library
from sonae_core.packs.playbooks import Playbook
from sonae_core.playbook.duties import EVERYBODY


class Kind(StrEnum):
    """What somebody finds; the values stand in addresses of the search."""

    TOOL = "tool"
    ARTICLE = "jiko"
    PLAYBOOK = "tejun"
    QA = "qa"
    TERM = "kotoba"
    CASE = "jirei"
    DUTY = "gimu"
    NEWS = "oshirase"
    ABOUT = "site"


KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.TOOL: "調べる・計算する",
        Kind.ARTICLE: "事故の種類",
        Kind.PLAYBOOK: "起きたときの手順",
        Kind.QA: "質問と答え",
        Kind.TERM: "言葉",
        Kind.CASE: "公表された事例",
        Kind.DUTY: "知らせる義務",
        Kind.NEWS: "お知らせ",
        Kind.ABOUT: "このサイトについて",
    }
)
WEIGHTS: Mapping[Kind, float] = MappingProxyType(
    {Kind.TOOL: 1.2, Kind.ARTICLE: 1.2, Kind.PLAYBOOK: 1.1, Kind.QA: 1.1, Kind.NEWS: 0.9, Kind.ABOUT: 0.8}
)
"""How much a kind counts in the search; 1 where nothing is said."""


@dataclass(frozen=True)
class Page:
    """A public page, or with a ``fragment`` a place in one, which only the search knows."""

    name: str
    """The name of its address."""
    title: str
    summary: str
    kind: Kind
    reviewed: date
    args: tuple[tuple[str, str], ...] = ()
    query: str = ""
    fragment: str = ""
    body: str = ""
    """What the search reads beyond title and summary."""
    words: str = ""
    """What it is also called."""
    parent: str = ""
    """The name of the page that lists it."""
    for_house: bool = False
    """Whether it exists on an agency's site only."""

    @property
    def slug(self) -> str:
        """Its name among all pages, as the address of its social card has it."""
        return "--".join((self.name, *(value for _, value in self.args)))

    @property
    def key(self) -> str:
        """Its name among everything that can be found."""
        return f"{self.slug}#{self.fragment}"

    def address(self) -> str:
        """Where it stands on the site that is being read."""
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{reverse(self.name, kwargs=dict(self.args))}{query}{fragment}"


@lru_cache(maxsize=1)
def pages() -> Mapping[str, Page]:
    """All pages by slug, in the order in which they are listed."""
    found = [*_static(), *_articles(), *_playbooks(), *_cases(), *_questions(), *_news()]
    return MappingProxyType({page.slug: page for page in found})


@lru_cache(maxsize=1)
def places() -> tuple[Page, ...]:
    """What stands within pages and is found by itself: words and duties."""
    return (*_terms(), *_duties())


def here(house: AgencyProfile | None) -> Mapping[str, Page]:
    """All pages of one site by slug: without an agency those that everybody has, with one its own answers too."""
    if house is None:
        return {slug: page for slug, page in pages().items() if not page.for_house}
    return {**pages(), **{page.slug: page for page in map(_own, published_questions(house))}}


def page_at(name: str, args: Mapping[str, object], house: AgencyProfile | None) -> Page | None:
    """The page of the site that an address leads to; None for addresses that are no page of their own."""
    slug = "--".join((name, *map(str, args.values())))
    found = pages().get(slug)
    if found is None and name == "qa-one":
        return here(house).get(slug)
    return found


def _own(question: Published) -> Page:
    return Page(
        name="qa-one",
        title=question.title,
        summary=first_sentence(question.answer),
        kind=Kind.QA,
        reviewed=question.day,
        args=(("slug", question.slug),),
        body=f"{question.text}\n{question.answer}",
        parent="qa",
        for_house=True,
    )


def _static() -> Iterator[Page]:
    for place in PLACES:
        yield Page(
            name=place.name,
            title=place.title,
            summary=place.summary,
            kind=Kind(place.kind),
            reviewed=place.reviewed,
            words=place.words,
            for_house=place.for_house,
        )


def _of_text(text: Text, kind: Kind, name: str, arg: str, parent: str) -> Page:
    return Page(
        name=name,
        title=text.title,
        summary="".join(text.summary),
        kind=kind,
        reviewed=text.reviewed,
        args=((arg, text.slug),),
        body="\n".join(f"{section.title}\n{plain(section.raw)}" for section in text.sections),
        words=" ".join(text.head.keywords),
        parent=parent,
    )


def _articles() -> Iterator[Page]:
    for text in texts("incidents"):
        page = _of_text(text, Kind.ARTICLE, "incident", "kind", "incidents")
        yield replace(page, args=(("kind", text.head.kind or text.slug),))


def _questions() -> Iterator[Page]:
    return (_of_text(text, Kind.QA, "qa-one", "slug", "qa") for text in texts("qa"))


def _news() -> Iterator[Page]:
    return (_of_text(text, Kind.NEWS, "news-one", "slug", "news") for text in texts("news"))


def _playbooks() -> Iterator[Page]:
    for playbook in load_library().playbooks.values():
        yield Page(
            name="emergency-steps",
            title=playbook.title,
            summary=playbook.first_words,
            kind=Kind.PLAYBOOK,
            reviewed=playbook.as_of,
            args=(("kind", playbook.id),),
            body=_steps(playbook),
            parent="emergency",
        )


def _steps(playbook: Playbook) -> str:
    return "\n".join("\n".join((step.title, *step.do, *step.do_not)) for step in playbook.steps)


def _cases() -> Iterator[Page]:
    pack = facts()
    cases: list[Case | PublishedCase] = [*pack.cases.values(), *pack.published.values()]
    for case in cases:
        yield Page(
            name="case",
            title=case.title,
            summary=case.what_happened[0],
            kind=Kind.CASE,
            reviewed=pack.date,
            args=(("case", case.id.replace("_", "-")),),
            body="\n".join((*case.what_happened, case.lesson, *(row.title for row in case.rows))),
            parent="cases",
        )


def _terms() -> Iterator[Page]:
    for term in load_library().terms.values():
        yield Page(
            name="glossary",
            title=term.term,
            summary=term.definition,
            kind=Kind.TERM,
            reviewed=facts().date,
            fragment=f"w-{term.id}",
            words=" ".join((term.reading, *term.also)),
        )


def _duties() -> Iterator[Page]:
    for duty in load_library().duties.values():
        yield Page(
            name="duties",
            title=duty.title,
            summary=duty.what,
            kind=Kind.DUTY,
            reviewed=duty.as_of,
            query=_shown_by(duty),
            fragment=f"duty-{duty.id}",
            body=_told(duty),
        )


def _shown_by(duty: Duty) -> str:
    """The question by which the page of duties shows it; what everybody has to do is always there."""
    return "" if EVERYBODY in duty.applies_to else urlencode({"type": duty.applies_to[0]})


def _told(duty: Duty) -> str:
    return "\n".join(filter(None, (duty.trigger, duty.by_when, duty.law, duty.note)))
