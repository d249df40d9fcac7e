"""The tables one works with: measures in their order, and the sheet of questions with the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae_core.measures.company import CostBreakdown, cost
from sonae_core.packs.measures import Measure
from sonae_core.packs.questions import Question
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.answers import AnswerSheet
from sonae_core.profile.company import Company
from sonae_core.profile.exposure import Situation
from sonae_paper.sheets.cells import Cell, Table, columns, count, days, row, share, text, yen
from sonae_paper.text.answers import answered, given_to
from sonae_paper.text.labels import GRADES, GROUPS

Json = Mapping[str, Any]
Row = tuple[Cell, ...]


def measures(answer: Json, pack: Pack) -> Table:
    """Chosen measures in their order; then the others, the most useful for the money first; then the unmeasured."""
    found = answer["measures"]
    chosen = found["chosen"]
    stability = {each["id"]: each["in_best"] for each in found["stability"]}
    others = [(name, "ほかの対策") for name in found["later"]]
    others += [(name, "効き目の大きさがわかっていない対策") for name in found["effect_unknown"]]
    rows = [_chosen(step, stability, pack) for step in chosen]
    rows += [_other(name, kind, stability, answer, pack) for name, kind in others]
    heads = columns(
        ("順番", 6),
        ("区分", 14),
        ("対策", 32),
        ("初めの費用", 13),
        ("毎年の費用", 13),
        ("自社の作業（日）", 9),
        ("損害の変化（年の平均）", 13),
        ("自社に残る額の変化", 13),
        ("保険料の変化", 12),
        ("効き目の根拠", 13),
        ("選ばれる割合", 10),
        ("やり方", 44),
    )
    note = (
        "「変化」はマイナスが減ることを表します。「選ばれる割合」は、効き目を幅の中で変えて計算し直したときの割合です。"
    )
    return Table("対策", "対策の優先順位", note, heads, tuple(rows))


def _chosen(step: Json, stability: Mapping[str, float], pack: Pack) -> Row:
    price, change = step["cost"], step["change"]
    measure = pack.measures.get(step["id"])
    return row(
        count(step["order"]),
        text("まずやること"),
        text(step["title"]),
        yen(price["one_off"]),
        yen(price["yearly"]),
        days(price["person_days"]),
        yen(change["gross"]),
        yen(change["retained"]),
        yen(change["premium"]),
        text(GRADES.get(step["grade"], step["grade"])),
        share(stability.get(step["id"])),
        text("" if measure is None else measure.what),
    )


def _other(name: str, kind: str, stability: Mapping[str, float], answer: Json, pack: Pack) -> Row:
    measure = pack.measures.get(name)
    price = None if measure is None else _price(measure, answer, pack)
    return row(
        text(None),
        text(kind),
        text(name if measure is None else measure.title),
        yen(None if price is None else price.one_off),
        yen(None if price is None else price.yearly),
        days(None if price is None else price.person_days),
        *(text(None) for _ in range(3)),
        text("" if measure is None else GRADES[measure.grade.value]),
        share(stability.get(name)),
        text("" if measure is None else measure.what),
    )


def _price(measure: Measure, answer: Json, pack: Pack) -> CostBreakdown:
    """What it costs a company of this size; the answers do not matter for it."""
    company = Company.model_validate({**answer["inputs"]["company"], "name": None})
    return cost(Situation(pack, company, AnswerSheet({}, ())), measure)


def questions(answer: Json, pack: Pack) -> Table:
    """Every question of the packs with its answer; what is not known says whom to ask and how much depends on it."""
    effects = {each["question"]: each["effect_on_range"] for each in answer["unknown"]}
    rows = [_question(question, effects, answer["inputs"]) for question in pack.questions.values()]
    heads = columns(
        ("番号", 6),
        ("区分", 10),
        ("質問", 36),
        ("回答", 22),
        ("数", 16),
        ("答えで変わる割合（最大）", 11),
        ("聞く相手", 18),
        ("判定の目安", 38),
        ("なぜ聞くか", 38),
    )
    numbered = tuple((count(index), *cells) for index, cells in enumerate(rows, 1))
    note = "「わからない」も答えです。わかると、幅が狭くなります。「答えで変わる割合」は1年の損害の平均についてです。"
    return Table("質問と回答", "質問票と回答", note, heads, numbered)


def _question(question: Question, effects: Mapping[str, float], inputs: Json) -> Row:
    value = given_to(question, inputs)
    number = value if question.kind == "number" else None
    amount = yen(number) if question.unit == "円" else count(number)
    return row(
        text(GROUPS.get(question.group, question.group)),
        text(question.text),
        text(answered(question, inputs)),
        amount,
        share(effects.get(question.id)),
        text(question.ask),
        text(question.counts_as_yes),
        text(question.why),
    )


def guidelines(answer: Json, pack: Pack) -> Table:
    """Every topic of every guideline: how far the company has come, and what answers or helps it."""
    rows = [
        _topic(guideline, group, topic, pack)
        for guideline in answer.get("guidelines", ())
        for group in guideline["groups"]
        for topic in group["topics"]
    ]
    heads = columns(
        ("指針", 26), ("区分", 26), ("番号", 8), ("項目", 40), ("いま", 10), ("確かめる質問", 40), ("役に立つ対策", 40)
    )
    note = "法律の義務ではなく、項目はわたしたちの言葉で書いたものです。「いま」の空いた項目は、わからないものです。"
    return Table("指針と対策", "指針の項目でみると", note, heads, tuple(rows))


def _topic(guideline: Json, group: Json, topic: Json, pack: Pack) -> Row:
    asked = [pack.questions[name].text for name in topic["questions"] if name in pack.questions]
    helping = [pack.measures[name].title for name in topic["measures"] if name in pack.measures]
    return row(
        text(f"{guideline['title']} {guideline['edition']}"),
        text(group["title"]),
        text(topic["number"]),
        text(topic["title"]),
        share(topic["share"]),
        text("、".join(each.rstrip("。") for each in asked)),
        text("、".join(helping)),
    )
