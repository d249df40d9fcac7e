"""What insurance pays of the costs of one kind of event, row by row, and of all kinds side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sonae.web.facts import facts
from sonae_core.cover.explore import Standing, Verdict, by_terms, in_general
from sonae_core.cover.terms import Policy, Terms
from sonae_core.packs.costs import CostLine
from sonae_core.packs.facts import Confidence, Dated
from sonae_core.packs.products import Product
from sonae_core.values.reading import read
from sonae_paper.text import covering
from sonae_paper.text.dates import plain_date
from sonae_paper.text.facts import in_prose

MARKS: Mapping[Confidence, str] = {Confidence.ASSUMED: "仮定", Confidence.UNVERIFIED: "未確認"}
"""What stands beside a statement that nobody has read, or not yet."""


@dataclass(frozen=True)
class Said:
    """A sentence, and 「仮定」 or 「未確認」 where it is that."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Cell:
    """One field of the table."""

    line: CostLine
    standing: str
    word: str


@dataclass(frozen=True)
class Row:
    """One cost line of one kind of event."""

    line: CostLine
    standing: str
    word: str
    says: str
    section: str
    """The kind of cover it stands in: that of the plan, else where it mostly is."""
    conditions: tuple[Said, ...]
    not_when: tuple[Said, ...]
    limits: tuple[tuple[str, str], ...]
    grounds: tuple[str, ...]
    """Where it was read, or that it is assumed."""


@dataclass(frozen=True)
class Column:
    """One kind of event over all cost lines."""

    id: str
    title: str
    cells: tuple[Cell, ...]


def mark_of(statement: Dated) -> str:
    """「仮定」, 「未確認」, or nothing where the source was read."""
    return MARKS.get(statement.confidence, "")


def grounds_of(statement: Dated) -> str:
    """「出典: …、…（2026年11月28日に確認）」, or why it is assumed."""
    day = plain_date(statement.as_of)
    if statement.source is None:
        return f"仮定: {statement.rationale}（{day}）"
    return f"出典: {statement.source.title}、{statement.source.locator}（{day}に確認）"


@lru_cache(maxsize=8)
def terms_of(plan: str) -> Terms:
    """The terms of an invented plan."""
    return read(Policy, facts().products[plan].policy).terms()


def plans() -> tuple[Product, ...]:
    """The invented plans, the smallest first."""
    return tuple(facts().products.values())


def verdict(line: str, scenario: str, plan: str = "") -> Verdict:
    """In general, or by the terms of an invented plan."""
    return by_terms(line, scenario, terms_of(plan), facts()) if plan else in_general(line, scenario, facts())


def row(line: str, scenario: str, plan: str = "") -> Row:
    """All that is said of one cost line in one kind of event."""
    found, rule = verdict(line, scenario, plan), facts().cover_lines[line]
    kind = facts().cover_kinds.get(found.section.id if found.section is not None else rule.kind or "")
    standing = found.standing
    read_there = [rule, *found.causes] if standing is not Standing.NOT_ARISING else []
    return Row(
        line=facts().lines[line],
        standing=standing.value,
        word=covering.STANDINGS[standing],
        says=(covering.OF_PLAN if plan else covering.SAID)[standing],
        section="" if kind is None else kind.title,
        conditions=_conditions(found, plan),
        not_when=_not_when(line),
        limits=tuple(covering.limits(found, terms_of(plan))) if plan else (),
        grounds=tuple(dict.fromkeys(grounds_of(each) for each in read_there)),
    )


@lru_cache(maxsize=64)
def rows(scenario: str, plan: str = "") -> tuple[Row, ...]:
    """The costs that an event of this kind brings, in the order of the packs."""
    return tuple(row(line, scenario, plan) for line in facts().lines if _arises(line, scenario))


def absent(scenario: str) -> tuple[CostLine, ...]:
    """The costs that it mostly does not bring."""
    return tuple(line for line in facts().lines.values() if not _arises(line.id, scenario))


@lru_cache(maxsize=8)
def columns(scenarios: tuple[str, ...], plan: str = "", lines: tuple[str, ...] | None = None) -> tuple[Column, ...]:
    """Kinds of event side by side, over the lines given or all."""
    chosen = facts().lines if lines is None else lines
    return tuple(
        Column(name, facts().scenarios[name].title, tuple(_cell(line, name, plan) for line in chosen))
        for name in scenarios
    )


def kinds() -> list[dict[str, object]]:
    """The kinds of cover, with what may be chosen in them."""
    found = []
    for kind in facts().cover_kinds.values():
        chosen = []
        if kind.share is not None:
            chosen.append(f"払われる割合は、費用の{in_prose(facts().fact(kind.share))}の間で決めます")
        if kind.waiting_hours is not None:
            chosen.append(f"待機時間は、{in_prose(facts().fact(kind.waiting_hours))}の間で決めます")
        found.append(
            {"kind": kind, "needs": [*kind.pays_when, *chosen], "mark": mark_of(kind), "grounds": grounds_of(kind)}
        )
    return found


def exclusions() -> list[dict[str, object]]:
    """What is not paid whatever the cost line."""
    return [{"of": each, "mark": mark_of(each), "grounds": grounds_of(each)} for each in facts().exclusions.values()]


def _arises(line: str, scenario: str) -> bool:
    return verdict(line, scenario).standing is not Standing.NOT_ARISING


def _cell(line: str, scenario: str, plan: str) -> Cell:
    standing = verdict(line, scenario, plan).standing
    return Cell(facts().lines[line], standing.value, covering.STANDINGS[standing])


def _conditions(found: Verdict, plan: str) -> tuple[Said, ...]:
    """The terms of the plan, or what the packs say in general; then what depends on how it happened."""
    if found.standing in (Standing.NOT_ARISING, Standing.NOT_PAID) and not plan:
        return ()
    rule = facts().cover_lines[found.line]
    own = [Said(covering.condition_text(each)) for each in found.conditions]
    general = [Said(text, mark_of(rule)) for text in rule.conditions] if not plan else []
    causes = [Said(cause.condition, mark_of(cause)) for cause in found.causes]
    return (*own, *general, *causes)


def _not_when(line: str) -> tuple[Said, ...]:
    rule = facts().cover_lines[line]
    return (
        *(Said(text, mark_of(rule)) for text in rule.not_when),
        *(Said(text, MARKS[Confidence.ASSUMED]) for text in rule.assumed_not_when),
    )
