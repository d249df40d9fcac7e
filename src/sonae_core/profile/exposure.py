"""What a company's answers mean for the model: how often, how exposed, what a day of standstill costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sonae_core.packs.measures import Measure
from sonae_core.packs.questions import PERCENT, Question
from sonae_core.packs.snapshot import Pack
from sonae_core.packs.threats import Scenario
from sonae_core.profile.answers import AnswerSheet
from sonae_core.profile.company import Company

DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Between:
    """A figure with the range in which it lies: yen, shares or factors."""

    point: float
    low: float
    high: float


@dataclass(frozen=True)
class Situation:
    """One company, seen through one state of the packs."""

    pack: Pack
    company: Company
    sheet: AnswerSheet

    @property
    def employees(self) -> float:
        """At least one person runs a company."""
        return float(max(self.company.employees, 1))

    @property
    def size(self) -> float:
        """Employees as a multiple of the average firm."""
        return self.employees / self.pack.point(self.pack.parameters.reference_employees)

    # --- how much is exposed ----------------------------------------------------------------------------------------

    def persons_held(self) -> Between:
        """Persons whose data are held; the pack's guess when it is not known."""
        question = self._question_with("when_unknown")
        if question is None:
            return Between(0.0, 0.0, 0.0)
        known = self.sheet.values.get(question.id)
        if known is not None:
            return Between(float(known), float(known), float(known))
        fact = self.pack.fact(str(question.when_unknown))
        scale = self.employees if fact.unit == "persons_per_employee" else 1.0
        low, high = fact.bounds
        return Between(fact.point * scale, low * scale, high * scale)

    def data_classes(self) -> Mapping[str, float]:
        """The probability of each class of data: certain when answered, as common as in other firms otherwise."""
        question = next((q for q in self.pack.questions.values() if q.id == "data_class"), None)
        return {} if question is None else self._weights(question)

    def impairment(self) -> Between:
        """Which part of a day's earnings is lost while computers stand still (0–1)."""
        return self._by_option("impairment")

    def website_share(self) -> Between:
        """Which part of the sales comes through the web site (0–1): as answered in percent, else as usual."""
        question = next((q for q in self.pack.questions.values() if q.gives == "website_share"), None)
        percent = None if question is None else self.sheet.values.get(question.id)
        if percent is None:
            return self._by_option("website_share")
        share = float(percent) / PERCENT
        return Between(share, share, share)

    def yen_per_day(self) -> Between:
        """Operating profit and continuing costs of a calendar day, never below 0 (docs/explanation/loss-model.md)."""
        company = self.company
        if company.operating_profit is not None and company.continuing_costs is not None:
            known = max(company.operating_profit + company.continuing_costs, 0) / DAYS_A_YEAR
            return Between(known, known, known)
        fact = self.pack.fact(str(self.pack.parameters.interruption_ratio[company.industry]))
        low, high = fact.bounds
        daily = company.sales / DAYS_A_YEAR
        return Between(daily * fact.point, daily * low, daily * high)

    # --- how often --------------------------------------------------------------------------------------------------

    def base_rate(self, scenario: Scenario) -> float:
        """Events a year of a firm like this one in size, industry and exposure, with the average firm's measures."""
        size = scenario.size
        low, high = self.pack.point(size.at_least), self.pack.point(size.at_most)
        factor = min(max(self.size ** self.pack.point(size.exponent), low), high)
        industry = scenario.industry.get(self.company.industry)
        factor *= self.pack.point(industry) if industry is not None else 1.0
        for question in self.pack.questions.values():
            factor *= self.exposure(question, scenario)[0]
        return self.pack.point(scenario.base_rate) * factor

    def exposure(self, question: Question, scenario: Scenario) -> tuple[float, float, float]:
        """The factor of the answer on the rate, and the least and greatest that another answer would give."""
        total, least, greatest = 1.0, 1.0, 1.0
        for each in question.rates:
            if each.scenario != scenario.id:
                continue
            weight = 1.0 if each.path is None else self.pack.point(scenario.paths[each.path].weight)
            factors = {option: self.pack.point(fact) ** weight for option, fact in each.by_option.items()}
            common = {option: self.pack.point(fact) for option, fact in question.prevalence.items()}
            average = sum(factors[option] * share for option, share in common.items()) / sum(common.values())
            answer = self.sheet.choice(question.id)
            total *= 1.0 if answer is None else factors[answer] / average
            least *= min(factors.values()) / average
            greatest *= max(factors.values()) / average
        return total, least, greatest

    # --- measures in place ------------------------------------------------------------------------------------------

    def in_place(self, measure_id: str) -> float | None:
        """How far a measure is in place (0–1), None when it is not known."""
        measure = self.pack.measures[measure_id]
        if measure.question is None:
            return None
        question = self.pack.questions[measure.question]
        answer = self.sheet.choice(question.id)
        if answer is None:
            return None
        if answer == "partial" and question.partial is not None:
            return self.pack.point(question.partial)
        return 1.0 if answer == "yes" else 0.0

    def offered(self, measure: Measure) -> bool:
        """Whether a measure can be proposed: not wholly in place, not ruled out by an answer or by what is in place."""
        ruled_out = any(self.sheet.choice(name) in answers for name, answers in measure.not_for.items())
        wanted = (self.in_place(measure.id) or 0.0) < 1.0
        return wanted and not ruled_out and not any(self.in_place(other) == 1.0 for other in measure.exclusions)

    def axis_good(self, scenario: Scenario, index: int) -> float:
        """The probability that the company is in the good state of a severity axis."""
        axis = scenario.severity[index]
        known = [
            share
            for measure in self.pack.measures.values()
            for effect in measure.effects
            if effect.axis == axis.axis and effect.scenario in (None, scenario.id)
            if measure.question is not None and (share := self.in_place(measure.id)) is not None
        ]
        return max(known) if known else self.pack.point(axis.share_good)

    # --- answers with weights ---------------------------------------------------------------------------------------

    def _question_with(self, attribute: str) -> Question | None:
        asked = (q for q in self.pack.questions.values() if q.company_field is None)
        return next((q for q in asked if getattr(q, attribute)), None)

    def _weights(self, question: Question) -> dict[str, float]:
        answer = self.sheet.choice(question.id)
        if answer is not None:
            return {answer: 1.0}
        common = {option: self.pack.point(fact) for option, fact in question.prevalence.items()}
        total = sum(common.values())
        return {option: share / total for option, share in common.items()}

    def _by_option(self, attribute: str) -> Between:
        question = self._question_with(attribute)
        if question is None:
            return Between(1.0, 1.0, 1.0)
        facts = getattr(question, attribute)
        weights = self._weights(question)
        chosen = [self.pack.fact(facts[option]) for option in weights]
        point = sum(weights[option] * self.pack.point(facts[option]) for option in weights)
        return Between(point, min(f.bounds[0] for f in chosen), max(f.bounds[1] for f in chosen))
