"""Rules between the parts of the packs: names that exist, units that fit, what is used and how old it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sonae_core.packs.cover_rules import COVER_RULES
from sonae_core.packs.facts import Confidence, Fact
from sonae_core.packs.findings import Finding
from sonae_core.packs.guideline_rules import GUIDELINE_RULES
from sonae_core.packs.references import FactRef, Ref, references
from sonae_core.packs.shelf import SOURCES_FILE, Item, Shelf, near
from sonae_core.packs.structures import STRUCTURE_RULES
from sonae_core.packs.units import UNITS
from sonae_core.values.document import Path

Rule = Callable[[Shelf], Iterator[Finding]]


def check_all(shelf: Shelf) -> Iterator[Finding]:
    """Every finding of every rule."""
    for rule in RULES:
        yield from rule(shelf)


def usage(shelf: Shelf) -> dict[str, list[str]]:
    """``facts:id`` (``measures:id``, …) → the places that refer to it, as file and field."""
    used: dict[str, list[str]] = {}
    for name, item, path, ref in _references(shelf):
        places = used.setdefault(f"{ref.family}:{ref}", [])
        places.append(f"{name} {_dotted(path)}（{item.place.document.name}）")
    return used


def _references(shelf: Shelf) -> Iterator[tuple[str, Item, Path, Ref]]:
    for family, items in shelf.shelves.items():
        if family != "facts":
            for name, item in items.items():
                for path, ref in references(item.value):
                    yield name, item, path, ref


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)


def names_exist(shelf: Shelf) -> Iterator[Finding]:
    """Every reference leads somewhere, and facts have a unit the place can use."""
    for _, item, path, ref in _references(shelf):
        found = shelf.value(ref.family, ref)
        if shelf.missing(ref.family, ref):
            yield item.place.finding(path, f"{ref.called} {ref} がありません", near(ref, shelf.of(ref.family)))
        elif found is not None and isinstance(ref, FactRef) and ref.units and found.unit not in ref.units:
            yield item.place.finding(
                path,
                f"単位が合いません（{ref} は {found.unit}）",
                f"{'、'.join(ref.units)} の事実を指すか、事実の単位を直してください",
            )


def units_hold(shelf: Shelf) -> Iterator[Finding]:
    """Every unit is known, and no value is impossible in it."""
    for item in shelf.of("facts").values():
        fact: Fact = item.value
        unit = UNITS.get(fact.unit)
        if unit is None:
            yield item.place.finding(("unit",), f"知らない単位です（{fact.unit}）", near(fact.unit, UNITS))
            continue
        for name in ("value", "low", "high"):
            value = getattr(fact, name)
            if value is not None and not unit.holds(value):
                yield item.place.finding(
                    (name,),
                    f"{unit.title}としてありえない数です（{value:g}）",
                    f"{unit.low:g}{'より大きく' if unit.above else '以上'}、{unit.high:g}以下にしてください",
                )


def facts_are_used(shelf: Shelf) -> Iterator[Finding]:
    """Every fact outside the statistics serves something, and so does every source."""
    if shelf.has_gaps:
        return  # what could not be read may use them
    used = {str(ref) for _, _, _, ref in _references(shelf) if isinstance(ref, FactRef)}
    for name, item in shelf.of("facts").items():
        if name not in used and not item.place.document.name.startswith("statistics/"):
            yield item.place.finding(
                (),
                f"使われていない事実です（{name}）",
                "使う場所に書くか、statistics へ移すか、消してください",
                "unused",
            )
    for name, (_, place) in shelf.sources.items():
        if name not in shelf.used_sources:
            yield place.finding((), f"使われていない出典です（{name}）", f"{SOURCES_FILE} から消してください", "unused")


def lines_are_used(shelf: Shelf) -> Iterator[Finding]:
    """Every cost line is paid in some scenario."""
    if shelf.has_gaps:
        return
    used = {entry.line for item in shelf.of("scenarios").values() for entry in item.value.lines}
    for name, item in shelf.of("lines").items():
        if name not in used:
            yield item.place.finding(
                (), f"どのシナリオも使わない費目です（{name}）", "シナリオの lines に書くか、消してください", "unused"
            )


def dates_are_past(shelf: Shelf) -> Iterator[Finding]:
    """No fact is younger than the packs' own date."""
    if shelf.version is None:
        return
    for item in shelf.of("facts").values():
        if item.value.as_of > shelf.version.date:
            yield item.place.finding(
                ("as_of",),
                f"知識パックの日付（{shelf.version.date}）より新しい日付です（{item.value.as_of}）",
                "as_of か、version.yaml の date を直してください",
            )


def confidence_counts(shelf: Shelf) -> dict[str, int]:
    """How many facts have which confidence, the best first."""
    values = [item.value.confidence for item in shelf.of("facts").values()]
    return {grade.value: values.count(grade) for grade in Confidence}


RULES: tuple[Rule, ...] = (
    names_exist,
    units_hold,
    dates_are_past,
    facts_are_used,
    lines_are_used,
    *STRUCTURE_RULES,
    *GUIDELINE_RULES,
    *COVER_RULES,
)
