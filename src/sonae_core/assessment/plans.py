"""What a policy would pay: no insurance first, then the company's own policy, then invented example plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sonae_core.assessment.risk import Risk
from sonae_core.cover.terms import Policy, Terms
from sonae_core.packs.products import Product
from sonae_core.packs.snapshot import Pack
from sonae_core.premium.schedule import PremiumBand, premium_band
from sonae_core.values.reading import read

OWN, NONE = "own", "none"


@dataclass(frozen=True)
class Plan:
    """One policy at this company. ``fictional``: an invented example, no product that exists."""

    id: str
    title: str
    fictional: bool
    terms: Terms | None
    mean_paid: float
    mean_retained: float
    premium: PremiumBand | None
    not_covered: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def product_terms(pack: Pack, product_id: str) -> Terms:
    """The terms of an example product of the packs."""
    product: Product = pack.products[product_id]
    return read(Policy, _plain(product.policy), under=f"products.{product_id}.policy").terms()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def plans(risk: Risk, own: Policy | None, own_paid: float = 0.0) -> tuple[Plan, ...]:
    """None, own (if any), and the example plans, each with what a year brings on average.

    ``own_paid``: what the own policy pays of a year, yearly limits included. For the example plans
    each event counts as the only one of its year.
    """
    gross = float((risk.pool.gross * risk.pool.weights).sum())
    found = [Plan(NONE, "保険なし", False, None, 0.0, gross, None)]
    if own is not None:
        plan = _plan(risk, OWN, own.product or "ご加入の保険", own.terms(), gross)
        found.append(replace(plan, mean_paid=own_paid, mean_retained=gross - own_paid))
    for product in risk.situation.pack.products.values():
        terms = product_terms(risk.situation.pack, product.id)
        plan = _plan(risk, product.id, product.title, terms, gross)
        found.append(
            Plan(
                plan.id, plan.title, True, terms, plan.mean_paid, plan.mean_retained, plan.premium, product.not_covered
            )
        )
    return tuple(found)


def _plan(risk: Risk, name: str, title: str, terms: Terms, gross: float) -> Plan:
    paid = float((risk.pool.paid(terms) * risk.pool.weights).sum())
    return Plan(name, title, False, terms, paid, gross - paid, premium_band(risk.situation, terms))
