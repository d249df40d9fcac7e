"""An assessment as calm text for the people of the company. Takes the JSON of the contract, and nothing else."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sonae_paper.text import sentences
from sonae_paper.text.facts import fact_text
from sonae_paper.text.labels import CONFIDENCES, FICTIONAL
from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies
from sonae_paper.text.sheet import further_text, scores_text
from sonae_paper.text.table import shortened, table

Json = dict[str, Any]


def assessment_text(answer: Json, titles: dict[str, str]) -> str:
    """``titles``: id → Japanese title of measures and questions that the answer names by id only."""
    parts = [
        _headline(answer),
        _lines(answer),
        _plans(answer),
        _year(answer),
        _measures(answer, titles),
        _premium(answer),
        _listed("保険が払わないもの", answer["not_paid"]),
        _listed("いま急がなくてよいもの", answer["not_first"]),
        _unknown(answer, titles),
        further_text(answer, titles),
        scores_text(answer),
        _sources(answer),
        _listed("ご注意", answer["notices"]),
    ]
    return "\n\n".join(part for part in parts if part)


def _headline(answer: Json) -> str:
    event, frequency = answer["event"], answer["frequency"]
    lines = [
        f"大きな事故が起きたら、費用と損失は{about_yen(event['median'])}。",
        sentences.many_cost(event),
        f"このような事故が1年に1回以上起きる会社は、{out_of_companies(frequency['serious'])}です。",
        f"（{sentences.threshold(event)}）",
        "" if answer["band"] is None else sentences.band(answer["band"]),
        sentences.small(event),
    ]
    return "\n".join(line for line in lines if line)


def _lines(answer: Json) -> str:
    event = answer["event"]
    if not event["lines"]:
        return ""
    insured = any(line["paid"] for line in event["lines"])
    head = ["費目", "かかる額", *(["保険から", "自社に残る"] if insured else [])]
    rows = [
        [
            line["title"],
            exact_yen(line["gross"]),
            *([exact_yen(line["paid"]), exact_yen(line["retained"])] if insured else []),
        ]
        for line in sorted(event["lines"], key=lambda one: -one["gross"])
    ]
    total = [exact_yen(sum(line[key] for line in event["lines"])) for key in ("gross", "paid", "retained")]
    rows.append(["合計", *(total if insured else total[:1])])
    note = "\n（足し算が合うように円まで書いています。それほど正確という意味ではありません）"
    if not insured:
        note += "\n（保険がないものとして計算しています。全額が自社に残ります）"
    return "まん中あたりの事故の内訳\n" + table(head, rows) + note


def _plans(answer: Json) -> str:
    rows = []
    for plan in answer["plans"]:
        premium = plan["premium"]
        rows.append(
            [
                shortened(("架空の" if plan["fictional"] else "") + plan["title"], 40),
                exact_yen(plan["paid"]["mean"]),
                exact_yen(plan["retained"]["mean"]),
                "—" if premium is None else sentences.premium_range(premium),
            ]
        )
    text = "保険があると（1年の平均）\n" + table(["保険", "保険から", "自社に残る", "保険料の目安（年）"], rows)
    if any(plan["fictional"] for plan in answer["plans"]):
        text += f"\n  {FICTIONAL}。それぞれが払わないもの:"
    for plan in answer["plans"]:
        if plan["not_covered"]:
            text += f"\n  ・{plan['title']}: " + "。".join(plan["not_covered"]) + "。"
    return text


def _year(answer: Json) -> str:
    retained, chances = answer["year"]["retained"], answer["chances"]
    lines = [
        "1年でみると",
        sentences.mean_year(retained),
        sentences.bad_year(retained),
        sentences.above_cash(chances["retained_above_cash"]),
        sentences.limit_reached(chances["limit_exhausted"]),
    ]
    return "\n".join(line for line in lines if line)


def _measures(answer: Json, titles: dict[str, str]) -> str:
    measures = answer["measures"]
    stability = {each["id"]: each["in_best"] for each in measures["stability"]}
    budget = measures["budget"]
    first_year = None if budget is None else budget["first_year"]
    head = "まずやること" + (
        "（予算の指定なし）" if first_year is None else f"（初年度の予算 {exact_yen(first_year)}）"
    )
    if not measures["chosen"]:
        lines = [head, "この予算で、費用に見合う対策は見つかりませんでした。"]
    else:
        lines = [head, *(_step(step, stability) for step in measures["chosen"])]
    lines += [sentences.nothing_done(measures), sentences.more_budget(measures, titles)]
    lines += _named("ほかの対策（かけるお金あたりの効き目が大きい順）", measures["later"], titles)
    lines += _named("効き目の大きさがわかっていない対策", measures["effect_unknown"], titles)
    return "\n".join(line for line in lines if line)


def _named(head: str, ids: list[str], titles: dict[str, str]) -> list[str]:
    return [head, *(f"・{titles.get(name, name)}" for name in ids)] if ids else []


def _step(step: Json, stability: dict[str, float]) -> str:
    effect = sentences.effect(step)
    if step["id"] in stability:
        effect += f"。{sentences.stability(stability[step['id']])}"
    return f"{step['order']}. {step['title']}\n   {sentences.price(step['cost'])}\n   {effect}"


def _premium(answer: Json) -> str:
    premium = answer["premium"]
    if premium is None:
        return ""
    plan = next(plan for plan in answer["plans"] if plan["id"] == premium["plan"])
    return "\n".join(
        [
            f"保険料の目安（{plan['title']}）: 年 {sentences.premium_range(premium)}",
            f"  この試算で保険から支払われる額は、平均で年{exact_yen(premium['technical'])}（経費は含みません）",
            f"  {premium['basis']}",
            *([f"  {premium['note']}。"] if premium["note"] else []),
            *(f"  ・{condition}" for condition in premium["conditions"]),
        ]
    )


def _listed(title: str, sentences: list[str]) -> str:
    return "\n".join([title, *(f"・{sentence}" for sentence in sentences)]) if sentences else ""


def _unknown(answer: Json, titles: dict[str, str]) -> str:
    if not answer["unknown"]:
        return ""
    lines = ["次に確かめること（わからないと答えた質問）"]
    for each in answer["unknown"]:
        title = titles.get(each["question"], each["question"])
        effect = sentences.open_effect(each["effect_on_range"])
        lines.append(f"・{title}\n   聞く相手: {each['ask']}（{effect}）")
    return "\n".join(lines)


def _sources(answer: Json) -> str:
    entries = {entry["id"]: entry for entry in answer["sources"]}
    pack = answer["pack"]
    lines = ["おもな数字の出どころ（［仮定］は、確かな統計がまだない数字です）"]
    for name, facts in _main_figures(answer):
        lines.append(f"・{name}")
        lines += [f"   {fact_text(entries[fact])}" for fact in facts if fact in entries]
    counts = Counter(entry["confidence"] for entry in answer["sources"])
    kinds = "、".join(f"{word}{counts[kind]}件" for kind, word in CONFIDENCES.items())
    lines += [
        f"使った事実は、ぜんぶで{len(entries)}件です（{kinds}）。",
        "1件ずつの出典と仮定の理由は「./sonae packs show 事実のid」で見られます（idは --json の sources）。",
        f"事実集 {pack['version']}（{pack['hash'][:12]}）、計算 {answer['engine']}、算定日 {answer['as_of']}。",
    ]
    return "\n".join(lines)


def _main_figures(answer: Json) -> list[tuple[str, list[str]]]:
    """The two most frequent causes of serious events and the six largest lines, with the facts behind them."""
    scenarios = sorted(answer["frequency"]["scenarios"], key=lambda each: -each["serious"])[:2]
    lines = sorted(answer["event"]["lines"], key=lambda line: -line["gross"])[:6]
    figures = [(f"頻度: {each['title']}", each["facts"]) for each in scenarios]
    return figures + [(line["title"], line["facts"]) for line in lines]
