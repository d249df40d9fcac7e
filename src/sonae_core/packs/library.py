"""What people read and calculations do not need: steps, desks, duties, words, rules of selling; read when asked for.

A slip in one of these files never keeps a calculation from running; ``packs check`` and the tests find it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from sonae_core.packs.duties import DESKS, DUTIES, CompanyType, Desk, DeskFile, Duty, DutyFile
from sonae_core.packs.files import ROOT
from sonae_core.packs.findings import Finding, sound
from sonae_core.packs.glossary import FAMILY as GLOSSARY
from sonae_core.packs.glossary import GlossaryFile, Term
from sonae_core.packs.playbooks import FAMILY as PLAYBOOKS
from sonae_core.packs.playbooks import PHASES, Helper, Playbook, PlaybookFile
from sonae_core.packs.rules import names_exist
from sonae_core.packs.shapes import FileHead
from sonae_core.packs.shelf import Shelf, near, read_shelf
from sonae_core.packs.solicitation import FAMILY as SOLICITATION
from sonae_core.packs.solicitation import GiftValue, SalesRule, SalesRuleFile
from sonae_core.values.errors import InputError

BOOKS: Mapping[str, type[FileHead]] = MappingProxyType(
    {
        PLAYBOOKS: PlaybookFile,
        DESKS: DeskFile,
        DUTIES: DutyFile,
        GLOSSARY: GlossaryFile,
        SOLICITATION: SalesRuleFile,
    }
)
"""The families of the library, each a folder, and what a file of each may hold."""
BOOK_SHELVES = ("playbooks", "helpers", "desks", "company_types", "duties", "terms", "sales_rules", "gift_values")
_ELSEWHERE = ("facts", "scenarios", "lines", "questions", "measures")
"""What the library refers to and does not read."""


@dataclass(frozen=True, eq=False)
class Library:
    """All of it, checked, in the order of the files and of the items in them."""

    playbooks: Mapping[str, Playbook]
    helpers: Mapping[str, Helper]
    desks: Mapping[str, Desk]
    company_types: Mapping[str, CompanyType]
    duties: Mapping[str, Duty]
    terms: Mapping[str, Term]
    sales_rules: Mapping[str, SalesRule]
    gift_values: Mapping[str, GiftValue]

    def playbook(self, scenario: str) -> Playbook:
        """The playbook of a scenario; InputError names those there are."""
        for playbook in self.playbooks.values():
            if playbook.scenario == scenario:
                return playbook
        known = {str(each.scenario): None for each in self.playbooks.values()}
        raise InputError("事故の種類", f"{scenario[:60]} の手順はありません", near(scenario, known))


def load_library(root: Traversable = ROOT) -> Library:
    """The library below ``root``; the shipped one is read once. InputError names the first problem of its files."""
    return _shipped() if root is ROOT else _read(root)


@lru_cache(maxsize=1)
def _shipped() -> Library:
    return _read(ROOT)


def _read(root: Traversable) -> Library:
    shelf = read_shelf(root, BOOKS, _ELSEWHERE)
    sound([*shelf.findings, *(finding for rule in BOOK_RULES for finding in rule(shelf)), *names_exist(shelf)])
    return library_of(shelf)


def library_of(shelf: Shelf) -> Library:
    """What stands on the shelf, as it is."""
    return Library(
        **{name: MappingProxyType({key: item.value for key, item in shelf.of(name).items()}) for name in BOOK_SHELVES}
    )


# --- rules ----------------------------------------------------------------------------------------------------------


def every_scenario_has_one_playbook(shelf: Shelf) -> Iterator[Finding]:
    """No scenario without, none with two."""
    found: dict[str, str] = {}
    for name, item in shelf.of("playbooks").items():
        scenario = str(item.value.scenario)
        if scenario in found:
            yield item.place.finding(
                ("scenario",), f"{scenario} の手順が2つあります（{found[scenario]}）", "1つにまとめてください"
            )
        found[scenario] = name
    for name, item in shelf.of("scenarios").items():
        if found and name not in found and not shelf.has_gaps:
            yield item.place.finding((), f"手順のないシナリオです（{name}）", "playbooks に書いてください")


def steps_follow_the_phases(shelf: Shelf) -> Iterator[Finding]:
    """Steps stand in the order of the phases, and no id stands twice in a playbook."""
    for item in shelf.of("playbooks").values():
        seen: set[str] = set()
        latest = 0
        for index, step in enumerate(item.value.steps):
            phase = PHASES.index(step.phase)
            if phase < latest:
                yield item.place.finding(
                    ("steps", index, "phase"),
                    f"時期の順に並んでいません（{step.id}）",
                    "hour から month の順に並べてください",
                )
            if step.id in seen:
                yield item.place.finding(
                    ("steps", index, "id"), f"同じidの手順が2つあります（{step.id}）", "どちらかのidを変えてください"
                )
            latest = max(latest, phase)
            seen.add(step.id)


def helpers_join_steps(shelf: Shelf) -> Iterator[Finding]:
    """The steps that a helper's deed names stand in some playbook."""
    known = {step.id: None for item in shelf.of("playbooks").values() for step in item.value.steps}
    for item in shelf.of("helpers").values():
        for index, deed in enumerate(item.value.does):
            for step in (*deed.only_with, *deed.without):
                if step not in known and not shelf.has_gaps:
                    yield item.place.finding(("does", index), f"どの手順にもないidです（{step}）", near(step, known))


def every_company_type_has_a_duty(shelf: Shelf) -> Iterator[Finding]:
    """A type of company without any duty is of no use to anybody."""
    used = {str(name) for item in shelf.of("duties").values() for name in item.value.applies_to}
    for name, item in shelf.of("company_types").items():
        if name not in used and not shelf.has_gaps:
            yield item.place.finding((), f"義務のない会社の種類です（{name}）", "義務を書くか、消してください")


def terms_lead_somewhere(shelf: Shelf) -> Iterator[Finding]:
    """Terms that a term points to exist, and no word stands twice."""
    words: dict[str, str] = {}
    for name, item in shelf.of("terms").items():
        for index, other in enumerate(item.value.see):
            if shelf.missing("terms", other):
                yield item.place.finding(("see", index), f"ない言葉です（{other}）", near(other, shelf.of("terms")))
        if item.value.term in words:
            yield item.place.finding(
                ("term",), f"同じ言葉が2つあります（{words[item.value.term]}）", "どちらかを消してください"
            )
        words[item.value.term] = name


BOOK_RULES: tuple[Callable[[Shelf], Iterator[Finding]], ...] = (
    every_scenario_has_one_playbook,
    steps_follow_the_phases,
    helpers_join_steps,
    every_company_type_has_a_duty,
    terms_lead_somewhere,
)
