"""Rules inside the structures: paths and axes that exist, shares that add up, measures that do not wait in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sonae_core.packs.costs import DRIVER_OF_BASIS, QUANTITIES_OF_BASIS, UNITS_OF_BASIS, Component, CostLine
from sonae_core.packs.facts import Fact
from sonae_core.packs.findings import Finding
from sonae_core.packs.measures import Effect, Measure
from sonae_core.packs.questions import UNKNOWN, Question
from sonae_core.packs.shapes import INDUSTRIES
from sonae_core.packs.shelf import Shelf, near
from sonae_core.packs.threats import Scenario
from sonae_core.values.document import Path

_ALMOST = 1e-6


def _fact(shelf: Shelf, name: str | None) -> Fact | None:
    return shelf.value("facts", name) if name is not None else None


def paths_have_weight(shelf: Shelf) -> Iterator[Finding]:
    """0 < w for every path; the parts of the events are not more than the whole."""
    for item in shelf.of("scenarios").values():
        scenario: Scenario = item.value
        total = 0.0
        for name, path in scenario.paths.items():
            weight = _fact(shelf, path.weight)
            if weight is not None and weight.bounds[0] <= 0:
                yield item.place.finding(
                    ("paths", name, "weight"), "重みが0です", "0より大きくするか、この経路を消してください"
                )
            total += weight.point if weight is not None else 0.0
        if total > 1 + _ALMOST:
            yield item.place.finding(
                ("paths",), f"経路の重みの合計が1を超えています（{total:g}）", "合計が1以下になるように直してください"
            )


def lines_can_be_paid(shelf: Shelf) -> Iterator[Finding]:
    """A line of a scenario has at least one component whose driver the scenario draws."""
    for item in shelf.of("scenarios").values():
        scenario: Scenario = item.value
        for index, entry in enumerate(scenario.lines):
            line: CostLine | None = shelf.value("lines", entry.line)
            needed = {DRIVER_OF_BASIS[component.basis] for component in line.components} if line else {None}
            if None not in needed and not needed & scenario.drivers.present:
                yield item.place.finding(
                    ("lines", index),
                    f"費目 {entry.line} を計算する材料（{'、'.join(sorted(map(str, needed)))}）がシナリオにありません",
                    "drivers に足すか、lines から消してください",
                )


def components_have_fitting_units(shelf: Shelf) -> Iterator[Finding]:
    """The units of a unit cost and of a quantity belong to their basis."""
    for item in shelf.of("lines").values():
        line: CostLine = item.value
        for index, component in enumerate(line.components):
            for place, name, allowed in _priced(component):
                fact = _fact(shelf, name)
                if fact is not None and fact.unit not in allowed:
                    yield item.place.finding(
                        ("components", index, place),
                        f"単位が合いません（{fact.id} は {fact.unit}、basis は {component.basis}）",
                        f"{'、'.join(allowed) or '何も書けません'} の事実を指すか、basis を直してください",
                    )


def _priced(component: Component) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    prices, quantities = UNITS_OF_BASIS[component.basis], QUANTITIES_OF_BASIS[component.basis]
    yield "unit_cost", component.unit_cost, prices
    yield "quantity", component.quantity, quantities
    for name in component.beside:
        yield "beside", name, prices


def axes_make_it_worse(shelf: Shelf) -> Iterator[Finding]:
    """The bad state is never better than the good one."""
    for item in shelf.of("scenarios").values():
        for index, axis in enumerate(item.value.severity):
            for driver, name in axis.multiplies.items():
                fact = _fact(shelf, name)
                if fact is not None and min(fact.point, *fact.bounds) < 1:
                    yield item.place.finding(
                        ("severity", index, "multiplies", driver),
                        f"悪い状態のほうが軽くなる倍率です（{fact.id}）",
                        "1以上にしてください",
                    )


# --- measures -------------------------------------------------------------------------------------------------------


def effects_reach_something(shelf: Shelf) -> Iterator[Finding]:
    """Paths and axes that effects name exist; a rate effect leaves at most everything."""
    axes = {axis.axis: None for item in shelf.of("scenarios").values() for axis in item.value.severity}
    for item in shelf.of("measures").values():
        measure: Measure = item.value
        for index, effect in enumerate(measure.effects):
            for inside, problem, remedy in _effect(shelf, effect, axes):
                yield item.place.finding(("effects", index, inside), problem, remedy)


def _effect(shelf: Shelf, effect: Effect, axes: Mapping[str, None]) -> Iterator[tuple[str, str, str]]:
    scenario: Scenario | None = shelf.value("scenarios", effect.scenario) if effect.scenario else None
    if effect.path is not None and scenario is not None and effect.path not in scenario.paths:
        yield "path", f"シナリオ {scenario.id} にない経路です（{effect.path}）", near(effect.path, scenario.paths)
    if effect.axis is not None:
        known = {axis.axis: None for axis in scenario.severity} if scenario else axes
        if effect.axis not in known and not (scenario is None and shelf.has_gaps):
            yield "axis", f"ない軸です（{effect.axis}）", near(effect.axis, known)
    rate = _fact(shelf, effect.rate)
    if rate is not None and max(rate.point, *rate.bounds) > 1:
        yield "rate", f"対策をすると件数が増える倍率です（{rate.id}）", "0より大きく1以下にしてください"


def measures_can_be_started(shelf: Shelf) -> Iterator[Finding]:
    """Prerequisites lead to no circle, and nothing that is required is excluded."""
    for name, item in shelf.of("measures").items():
        needed = _needed(shelf, name)
        if name in needed:
            yield item.place.finding(
                ("prerequisites",), f"前提が輪になっています（{name}）", "どれか1つの prerequisites を消してください"
            )
        for index, other in enumerate(item.value.exclusions):
            if other in needed or other == name:
                yield item.place.finding(
                    ("exclusions", index), f"前提でもある対策を除いています（{other}）", "どちらかから消してください"
                )


def _needed(shelf: Shelf, name: str) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        measure: Measure | None = shelf.value("measures", waiting.pop())
        for each in measure.prerequisites if measure else ():
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def answers_that_rule_out_exist(shelf: Shelf) -> Iterator[Finding]:
    """Questions and answers named under ``not_for`` can be given."""
    for item in shelf.of("measures").values():
        for name, answers in item.value.not_for.items():
            question: Question | None = shelf.value("questions", name)
            if shelf.missing("questions", name):
                yield item.place.finding(
                    ("not_for", name), f"質問 {name} がありません", near(name, shelf.of("questions"))
                )
            for answer in answers if question else ():
                if question and answer not in question.option_ids:
                    yield item.place.finding(
                        ("not_for", name), f"選べない答えです（{answer}）", f"次から選びます: {_options(question)}"
                    )


def questions_and_measures_agree(shelf: Shelf) -> Iterator[Finding]:
    """A measure's question names that measure, and the other way round."""
    for name, item in shelf.of("measures").items():
        question: Question | None = shelf.value("questions", item.value.question) if item.value.question else None
        if question is not None and question.measure != name:
            yield item.place.finding(
                ("question",), f"質問 {question.id} は {question.measure} を聞いています", "どちらかを直してください"
            )
    for name, item in shelf.of("questions").items():
        measure: Measure | None = shelf.value("measures", item.value.measure) if item.value.measure else None
        if measure is not None and measure.question != name:
            yield item.place.finding(
                ("measure",),
                f"対策 {measure.id} の question は {measure.question or 'ありません'}",
                f"{name} にしてください",
            )
        if measure is not None and measure.effect == "known" and item.value.partial is None:
            yield item.place.finding(
                ("partial",),
                f"「一部」の効き目がありません（対策 {measure.id}）",
                "partial に割合の事実を書いてください",
            )


# --- questions ------------------------------------------------------------------------------------------------------


def exposures_name_paths(shelf: Shelf) -> Iterator[Finding]:
    """A path that an exposure names exists."""
    for item in shelf.of("questions").values():
        for index, exposure in enumerate(item.value.rates):
            scenario: Scenario | None = shelf.value("scenarios", exposure.scenario)
            if scenario is not None and exposure.path is not None and exposure.path not in scenario.paths:
                yield item.place.finding(
                    ("rates", index, "path"),
                    f"シナリオ {scenario.id} にない経路です（{exposure.path}）",
                    near(exposure.path, scenario.paths),
                )


def prevalences_add_up(shelf: Shelf) -> Iterator[Finding]:
    """The shares of firms over all options make one."""
    for item in shelf.of("questions").values():
        facts = [_fact(shelf, name) for name in item.value.prevalence.values()]
        total = sum(fact.point for fact in facts if fact is not None)
        if facts and None not in facts and abs(total - 1) > _ALMOST:
            yield item.place.finding(
                ("prevalence",), f"会社の割合の合計が1ではありません（{total:g}）", "合計が1になるように直してください"
            )


def industries_are_complete(shelf: Shelf) -> Iterator[Finding]:
    """The question for the industry offers all twenty."""
    for item in shelf.of("questions").values():
        question: Question = item.value
        if question.company_field == "industry" and question.option_ids != tuple(INDUSTRIES):
            yield item.place.finding(
                ("options",), "業種が A から T までそろっていません", "A から T の順に書いてください"
            )


# --- products, premium, cases ---------------------------------------------------------------------------------------


def products_cover_what_can_be_insured(shelf: Shelf) -> Iterator[Finding]:
    """Lines of a product exist and are insurable; its premium plan exists."""
    premium = shelf.value("premium", "premium")
    for item in shelf.of("products").values():
        for section, index, name in item.value.lines():
            line: CostLine | None = shelf.value("lines", name)
            path = ("policy", "sections", section, "lines", index)
            if shelf.missing("lines", name):
                yield item.place.finding(path, f"費目 {name} がありません", near(name, shelf.of("lines")))
            elif line is not None and not line.insurable:
                yield item.place.finding(path, f"保険にできない費目です（{name}）", "この補償から消してください")
        if premium is not None and item.value.premium_plan not in premium.plans:
            yield item.place.finding(
                ("premium_plan",),
                f"ないプランです（{item.value.premium_plan}）",
                near(item.value.premium_plan, premium.plans),
            )


def certificates_name_what_can_be_insured(shelf: Shelf) -> Iterator[Finding]:
    """A policy known by its certificate is made of insurable lines, each in one place."""
    for item in shelf.of("certificate").values():
        certificate = item.value
        named: list[tuple[Path, str]] = [(("stop",), certificate.stop)]
        named += [(("liability", index), line) for index, line in enumerate(certificate.liability)]
        named += [(("not_counted", index), line) for index, line in enumerate(certificate.not_counted)]
        seen: set[str] = set()
        for path, name in named:
            line: CostLine | None = shelf.value("lines", name)
            if line is not None and not line.insurable:
                yield item.place.finding(path, f"保険にできない費目です（{name}）", "ここから消してください")
            if name in seen:
                yield item.place.finding(path, f"同じ費目が2か所にあります（{name}）", "どちらかを消してください")
            seen.add(name)


def figures_have_names_of_their_own(shelf: Shelf) -> Iterator[Finding]:
    """Answers to questions and figures are kept by the same ids."""
    for name, item in shelf.of("figures").items():
        if shelf.value("questions", name) is not None:
            yield item.place.finding(("id",), f"同じidの質問があります（{name}）", "質問のidを変えてください")


def premium_classes_exist(shelf: Shelf) -> Iterator[Finding]:
    """Classes and plans that the schedule names exist."""
    for item in shelf.of("premium").values():
        premium = item.value
        for letter, name in premium.industries.items():
            if name not in premium.classes:
                yield item.place.finding(("industries", letter), f"ない区分です（{name}）", near(name, premium.classes))
        for index, example in enumerate(premium.examples):
            for place, name, known in (
                ("industry", example.industry, premium.classes),
                ("plan", example.plan, premium.plans),
            ):
                if name not in known:
                    yield item.place.finding(("examples", index, place), f"ない名前です（{name}）", near(name, known))


def cases_answer_real_questions(shelf: Shelf) -> Iterator[Finding]:
    """Answers of a case are answers to questions that exist."""
    for item in shelf.of("cases").values():
        for name, answer in item.value.profile.answers.items():
            question: Question | None = shelf.value("questions", name)
            path = ("profile", "answers", name)
            if shelf.missing("questions", name):
                yield item.place.finding(path, f"質問 {name} がありません", near(name, shelf.of("questions")))
            elif question is not None and question.kind != "number" and answer not in (*question.option_ids, UNKNOWN):
                yield item.place.finding(path, f"選べない答えです（{answer}）", f"次から選びます: {_options(question)}")


def _options(question: Question) -> str:
    return "、".join((*question.option_ids, UNKNOWN))


STRUCTURE_RULES: tuple[Callable[[Shelf], Iterator[Finding]], ...] = (
    paths_have_weight,
    lines_can_be_paid,
    components_have_fitting_units,
    axes_make_it_worse,
    effects_reach_something,
    measures_can_be_started,
    answers_that_rule_out_exist,
    questions_and_measures_agree,
    exposures_name_paths,
    prevalences_add_up,
    industries_are_complete,
    products_cover_what_can_be_insured,
    certificates_name_what_can_be_insured,
    figures_have_names_of_their_own,
    premium_classes_exist,
    cases_answer_real_questions,
)
