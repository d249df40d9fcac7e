"""What one id of the packs means, as plain values: for ``packs show`` and for pages that explain a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from sonae_core.packs.facts import Dated, Fact
from sonae_core.packs.law import Law
from sonae_core.packs.references import FactRef
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.units import UNITS
from sonae_core.packs.words import GRADES, KINDS

if TYPE_CHECKING:
    from sonae_core.packs.library import Library


def describe(name: str, pack: Pack, law: Law | None, library: Library | None = None) -> Iterator[dict[str, Any]]:
    """Everything of that id, one plain dictionary each: kind, title, content, where it stands and is used."""
    for family, kind in KINDS.items():
        found = _shelf(family, pack, law, library).get(name)
        if found is not None:
            yield {
                "kind": family,
                "kind_title": kind,
                **_content(found, pack),
                "file": law.files.get(name) if family == "law" and law else pack.files.get(f"{family}:{name}"),
                "used_by": list(pack.used_by.get(f"{family}:{name}", ())),
            }


def all_ids(pack: Pack, law: Law | None, library: Library | None = None) -> dict[str, None]:
    """Every id that ``describe`` knows."""
    known: dict[str, None] = {}
    for family in KINDS:
        known.update(dict.fromkeys(_shelf(family, pack, law, library)))
    return known


def _shelf(family: str, pack: Pack, law: Law | None, library: Library | None) -> Mapping[str, Any]:
    if family == "law":
        return law.shown if law else {}
    shelf: Mapping[str, Any] = getattr(pack, family, None) or getattr(library, family, {})
    return shelf


def fact_in_words(fact: Fact) -> str:
    """``0.03（0.012〜0.07）件/年、仮定``."""
    unit = UNITS[fact.unit].title if fact.unit in UNITS else fact.unit
    spread = "" if fact.low is None or fact.high is None else f"{number(fact.low)}〜{number(fact.high)}"
    value = spread if fact.value is None else number(fact.value) + (f"（{spread}）" if spread else "")
    return f"{value} {unit}、{GRADES[fact.confidence]}"


def number(value: float) -> str:
    """A number with commas, without needless decimals."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def _content(found: Any, pack: Pack) -> dict[str, Any]:
    content: dict[str, Any] = plain(found, pack)
    if isinstance(found, Dated):
        content["confidence_title"] = GRADES[found.confidence]
    if isinstance(found, Fact):
        content["unit_title"] = UNITS[found.unit].title if found.unit in UNITS else found.unit
        content["in_words"] = fact_in_words(found)
    return content


def plain(value: Any, pack: Pack) -> Any:
    """Models and mappings as plain values, nothing that is None or empty; a fact by id with what it says."""
    if isinstance(value, FactRef):
        return {"fact": str(value), "in_words": fact_in_words(pack.fact(value))}
    if isinstance(value, BaseModel):
        pairs = ((name, getattr(value, name)) for name in type(value).model_fields)
        return {name: plain(inner, pack) for name, inner in pairs if inner is not None and inner not in ((), {})}
    if isinstance(value, Mapping):
        return {str(key): plain(inner, pack) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner, pack) for inner in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | None) else float(value)
