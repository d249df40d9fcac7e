"""緊急連絡先カード: two cards for the wallet and one for the wall, on one sheet to cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sonae_core.packs.duties import Desk
from sonae_core.packs.library import Library
from sonae_core.packs.playbooks import Playbook
from sonae_paper.documents.phrases import phrases
from sonae_paper.documents.press import Paper, set_paper
from sonae_paper.documents.view import Company, Phrases, plain
from sonae_paper.text.dates import plain_date
from sonae_paper.text.names import one_line

KIND = "緊急連絡先カード"
NAMELESS = "（会社名）"
PUBLIC_DESKS = ("police_9110", "police_cyber", "ipa_business", "ppc")
WORST = "ransomware"
"""The kind of event whose first steps stand on the card: the one in which minutes decide."""
FIRST_STEPS = 3
MOST_NAME, MOST_NUMBER, MOST_POLICY, MOST_ROLE, MOST_COMPANY = 24, 20, 20, 10, 30
"""Letters for which there is room; forms ask for no more."""
LEAST_PEOPLE = 2
"""So many lines for people, to write on where nobody is named."""


@dataclass(frozen=True)
class Contact:
    """One line that somebody gave: whom to call, and the number; what is empty stays a line to write on."""

    label: str
    name: str = ""
    number: str = ""
    person: bool = False
    """Somebody of the company; ``label`` is what they do there."""


@dataclass(frozen=True)
class Given:
    """What somebody typed for a card. Nothing of it is needed."""

    company: str = ""
    agency: Contact = Contact("保険代理店")
    insurer: Contact = Contact("保険会社の事故受付")
    policy_number: str = ""
    vendor: Contact = Contact("保守会社")
    people: tuple[Contact, ...] = ()

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """All of them, in the order in which one calls."""
        people = [each for each in self.people if each.name or each.number]
        blank = [Contact("社内の担当", person=True)] * (LEAST_PEOPLE - len(people))
        return (self.agency, self.insurer, self.vendor, *people, *blank)


@dataclass(frozen=True)
class Line:
    """A contact of the card."""

    label: Phrases
    name: str
    number: str
    person: bool


@dataclass(frozen=True)
class Public:
    """A public desk: its number or address, and when it takes calls."""

    title: Phrases
    value: str
    web: bool
    hours: Phrases


@dataclass(frozen=True)
class First:
    """A step to take before any call."""

    title: Phrases
    never: Phrases


@dataclass(frozen=True)
class Card:
    """Everything on the sheet."""

    kind: str
    company: Company
    named: bool
    lines: tuple[Line, ...]
    policy_number: str
    public: tuple[Public, ...]
    first_title: Phrases
    first: tuple[First, ...]
    checked: str
    """The day on which the public desks were looked up."""
    made: str


def contact_paper(given: Given, library: Library, *, as_of: date) -> Paper:
    """The sheet as PDF, dated ``as_of``."""
    return set_paper("renraku", plain(contact_card(given, library, as_of=as_of)), as_of=as_of)


def contact_card(given: Given, library: Library, *, as_of: date) -> Card:
    """What stands on the sheet: what was given, the public desks of the packs, the first steps of the worst event."""
    desks = [library.desks[name] for name in PUBLIC_DESKS]
    playbook = library.playbook(WORST)
    company = one_line(given.company)
    return Card(
        kind=KIND,
        company=Company(company or NAMELESS, "", ""),
        named=bool(company),
        lines=tuple(_line(each) for each in given.contacts),
        policy_number=one_line(given.policy_number),
        public=tuple(_public(desk) for desk in desks),
        first_title=phrases(playbook.title),
        first=_first(playbook),
        checked=oldest(desks),
        made=plain_date(as_of),
    )


def oldest(desks: Sequence[Desk]) -> str:
    """The earliest of the days on which the desks were looked up."""
    return plain_date(min(desk.as_of for desk in desks))


def _line(given: Contact) -> Line:
    return Line(phrases(one_line(given.label)), one_line(given.name), one_line(given.number), given.person)


def _public(desk: Desk) -> Public:
    way = next((way for way in desk.ways if way.kind == "phone"), desk.ways[0])
    title = desk.title.partition("（")[0]
    hours = (way.hours or "").partition("（")[0]
    return Public(phrases(title), way.value.removeprefix("https://"), way.kind != "phone", phrases(hours))


def _first(playbook: Playbook) -> tuple[First, ...]:
    steps = [step for step in playbook.steps if step.phase == "hour"][:FIRST_STEPS]
    return tuple(First(phrases(step.title), _never(step.do_not)) for step in steps)


def _never(do_not: Sequence[str]) -> Phrases:
    """The first of what makes it worse, without its reason."""
    return phrases(do_not[0].partition("。")[0] + "。") if do_not else ()
