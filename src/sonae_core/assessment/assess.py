"""``assess``: the answer for one company, in the contract's shape (docs/reference/cli.md)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from sonae_core import __version__
from sonae_core.assessment.assumptions import with_assumptions
from sonae_core.assessment.choices import EXTRA, Choices, choose
from sonae_core.assessment.company_file import Case, CompanyFile, lines_not_modelled, read_case
from sonae_core.assessment.guideline_stands import guideline_stands
from sonae_core.assessment.lines import breakdown
from sonae_core.assessment.openings import OpenQuestion, openings
from sonae_core.assessment.plans import Plan, plans
from sonae_core.assessment.provenance import facts_of_lines, facts_of_scenario, facts_used, source_entry
from sonae_core.assessment.risk import Risk
from sonae_core.assessment.uncertainty import Uncertainty
from sonae_core.assessment.years import YearFigures, limit_chance, year_figures
from sonae_core.cover.terms import Terms
from sonae_core.measures.optimise import Year
from sonae_core.packs.shapes import INDUSTRIES
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.exposure import Situation
from sonae_core.values.document import Document

SCHEMA = 1
CURVE_POINTS = 25
Json = dict[str, Any]


@dataclass(frozen=True)
class Assessment:
    """One answer, with everything it rests on. The same inputs, packs and seed give the same answer."""

    case: Case
    pack: Pack
    seed: int
    as_of: date
    uncertain: bool = True
    """Whether band and stability are worked out (they cost most of the time)."""

    # --- parts ------------------------------------------------------------------------------------------------------

    @cached_property
    def risk(self) -> Risk:
        """What does not depend on a policy."""
        return Risk(Situation(self.pack, self.case.file.company, self.case.sheet), self.seed)

    @cached_property
    def terms(self) -> Terms | None:
        """The company's own policy."""
        policy = self.case.file.policy
        return None if policy is None else policy.terms()

    @cached_property
    def paid(self) -> Any:
        """What the own policy pays of each event of the pool."""
        return self.risk.pool.paid(self.terms)

    @cached_property
    def figures(self) -> YearFigures:
        """The year under the own policy."""
        return year_figures(self.risk.pool, self.terms, self.paid, self.seed)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """No insurance, the own policy, example plans."""
        return plans(self.risk, self.case.file.policy, self.figures.paid.mean)

    @cached_property
    def choices(self) -> Choices:
        """The measures."""
        return choose(self.risk, self.terms, self.case.file.budget, stability=self.uncertain)

    # --- the contract -----------------------------------------------------------------------------------------------

    def to_json(self) -> Json:
        """Keys as in the contract; yen are whole, probabilities have 12 digits."""
        pack, own = self.pack, self.case.file.assumptions or {}
        answer: Json = _digits(
            {
                "schema": SCHEMA,
                "engine": __version__,
                "pack": {"version": pack.version, "hash": pack.hash},
                "seed": self.seed,
                "as_of": self.as_of.isoformat(),
                "inputs": self._inputs(),
                **self._open(),
                "frequency": self._frequency(),
                "event": self._event(),
                "year": self._year(),
                "chances": self._chances(),
                "band": self._band(),
                "plans": [_plan(plan) for plan in self.plans],
                "measures": self._measures(),
                "premium": self._premium(),
                "guidelines": guideline_stands(self.risk),
                "not_first": [notice.text for notice in pack.texts.not_first],
                "not_paid": [notice.text for notice in pack.texts.not_paid],
            }
        )
        # Facts stand as they are written: nothing is rounded in them.
        answer["sources"] = [source_entry(pack.fact(name), own=name in own) for name in sorted(facts_used(self.risk))]
        answer["notices"] = [*(notice.text for notice in pack.texts.notices), *self._notices()]
        return answer

    def _open(self) -> Json:
        """What nobody knows yet, and what the full sheet would ask besides."""
        found = openings(self.risk)
        return {
            "unknown": [_open_question(each) for each in found.unknown],
            "further": [_open_question(each) for each in found.further],
            "checklist": [question.id for question in found.checklist],
        }

    def _notices(self) -> list[str]:
        """What this answer has to say beyond what every answer says."""
        missing = lines_not_modelled(self.case.file.policy, self.pack)
        return [f"契約にある費目のうち、この試算に出てこないもの: {'、'.join(missing)}"] if missing else []

    def _inputs(self) -> Json:
        given = self.case.file.model_dump(mode="json", exclude_none=True)
        given["answers"] = dict(self.case.sheet.values)
        return given

    def _frequency(self) -> Json:
        rates = self.risk.pool.rates
        return {
            "serious": self.risk.serious_chance,
            "any": self.risk.any_chance,
            "scenarios": [
                {
                    "id": name,
                    "title": self.pack.scenarios[name].title,
                    "rate": rate,
                    "probability": -math.expm1(-rate),
                    "serious": self.risk.serious_rate_of(name),
                    "facts": facts_of_scenario(self.pack.scenarios[name]),
                }
                for name, rate in rates.items()
            ],
        }

    def _event(self) -> Json:
        median, low, high = self.risk.headline
        facts = facts_of_lines(self.risk)
        small_chance, small_median = self.risk.small
        return {
            "threshold": round(self.risk.threshold),
            "median": round(median),
            "p10": round(low),
            "p90": round(high),
            "mean": round(self.risk.serious_mean),
            "lines": [
                {
                    "id": line.id,
                    "title": self.pack.lines[line.id].title,
                    "gross": line.gross,
                    "paid": line.paid,
                    "retained": line.retained,
                    "facts": facts[line.id],
                }
                for line in breakdown(self.risk, self.terms, self.paid)
            ],
            "small": {"probability": small_chance, "median": round(small_median)},
        }

    def _year(self) -> Json:
        figures = self.figures
        return {
            "gross": figures.gross.statistics,
            "paid": figures.paid.statistics,
            "retained": {**figures.retained.statistics, "mean": round(figures.gross.mean) - round(figures.paid.mean)},
            "curve": self._curve(),
        }

    def _curve(self) -> list[Json]:
        """The chance that a year costs more than each amount, from 100,000 yen to the 99.5 % year and beyond."""
        top = max(2.0 * self.figures.gross.statistics["quantiles"]["0.995"], 10.0 * self.risk.threshold)
        amounts = [float(round(x)) for x in np.geomspace(1e5, top, CURVE_POINTS)]
        gross, retained = self.figures.gross.exceeds(amounts), self.figures.retained.exceeds(amounts)
        return [
            {"yen": round(yen), "gross": one, "retained": min(other, one)}
            for yen, one, other in zip(amounts, gross, retained, strict=True)
        ]

    def _chances(self) -> Json:
        cash = self.case.file.cash
        return {
            "retained_above_cash": None if cash is None else self.figures.retained.exceeds([float(cash)])[0],
            "limit_exhausted": limit_chance(self.risk.pool, self.terms, self.figures),
        }

    def _band(self) -> Json | None:
        if not self.uncertain:
            return None
        band = Uncertainty(self.risk).band(self.terms, self.figures.retained.mean)
        return {
            "event_median": [round(value) for value in band.event_median],
            "frequency": list(band.frequency),
            "retained_mean": [round(value) for value in band.retained_mean],
        }

    def _measures(self) -> Json:
        choices, budget = self.choices, self.case.file.budget
        return {
            "objective": "expected",
            "budget": None if budget is None else budget.model_dump(mode="json"),
            "proved": choices.choice.proved,
            "chosen": [self._chosen(order, step) for order, step in enumerate(choices.choice.steps, start=1)],
            "next": {"extra_budget": EXTRA, "buys": list(choices.next_buys), "saves": round(choices.next_saves)},
            "nothing": _year_of(choices.choice.before),
            "best": _year_of(choices.choice.after),
            "later": list(choices.later),
            "stability": [{"id": name, "in_best": share} for name, share in choices.stability.items()],
            "effect_unknown": list(choices.effect_unknown),
        }

    def _chosen(self, order: int, step: Any) -> Json:
        measure = self.pack.measures[step.option.id]
        return {
            "id": measure.id,
            "title": measure.title,
            "order": order,
            "cost": {
                "one_off": round(step.option.one_off),
                "yearly": round(step.option.yearly),
                "person_days": step.option.person_days,
            },
            "change": {
                "gross": round(step.change.gross),
                "retained": round(step.change.retained),
                "premium": round(step.change.premium),
            },
            "grade": measure.grade.value,
        }

    def _premium(self) -> Json | None:
        """Of the own policy, or of the middle example plan."""
        insured = [plan for plan in self.plans if plan.premium is not None]
        plan = next((p for p in insured if p.id == "own"), insured[len(insured) // 2] if insured else None)
        if plan is None or plan.premium is None:
            return None
        schedule = self.pack.premium
        examples = [self.pack.fact(example.premium) for example in schedule.examples]
        month = max(fact.as_of for fact in examples)
        return {
            "plan": plan.id,
            "low": _yen(plan.premium.low),
            "high": _yen(plan.premium.high),
            "technical": _yen(plan.mean_paid),
            "conditions": [
                condition.text
                for condition in schedule.conditions
                if self.case.file.company.industry in (condition.industries or INDUSTRIES)
            ],
            "note": None if plan.premium.low <= plan.mean_paid <= plan.premium.high else schedule.apart,
            "basis": schedule.basis.format(count=len(examples), month=f"{month.year}年{month.month}月"),
        }


def assess(
    given: Document | Mapping[str, Any] | CompanyFile, *, pack: Pack, seed: int = 1, as_of: date, uncertain: bool = True
) -> Assessment:
    """The assessment of a company file. Raises InputError naming field and remedy."""
    case = read_case(given, pack)
    under = f"{given.name}: assumptions" if isinstance(given, Document) else "assumptions"
    return Assessment(case, with_assumptions(pack, case.file.assumptions or {}, under), seed, as_of, uncertain)


def _open_question(each: OpenQuestion) -> Json:
    return {"question": each.question.id, "ask": each.question.ask, "effect_on_range": each.effect}


def _year_of(year: Year) -> Json:
    """An expected year in whole yen; what stays, the premium and the measures add up to the total."""
    retained, premium, measures = round(year.retained), round(year.premium), round(year.measures)
    return {
        "gross": round(year.gross),
        "retained": retained,
        "premium": premium,
        "measures": measures,
        "total": retained + premium + measures,
    }


def _plan(plan: Plan) -> Json:
    band, paid = plan.premium, round(plan.mean_paid)
    return {
        "id": plan.id,
        "title": plan.title,
        "fictional": plan.fictional,
        "paid": {"mean": paid},
        "retained": {"mean": round(plan.mean_paid + plan.mean_retained) - paid},
        "premium": None if band is None else {"low": _yen(band.low), "high": _yen(band.high)},
        "not_covered": list(plan.not_covered),
    }


def _yen(value: float) -> int:
    """Premiums to the hundred yen: finer would pretend to a quotation."""
    return round(value / 100) * 100


def _digits(value: Any) -> Any:
    """Floats to 12 significant digits, and none that JSON cannot hold."""
    if isinstance(value, (str, int)) or value is None:
        return value
    if isinstance(value, float):
        return float(f"{value:.12g}") if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _digits(inner) for key, inner in value.items()}
    return [_digits(inner) for inner in value]


def titles(pack: Pack, ids: Iterable[str]) -> list[str]:
    """The titles of measures."""
    return [pack.measures[name].title for name in ids]
