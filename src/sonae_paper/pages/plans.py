"""The parts of the result page one acts on: measures in order, insurance, and questions still open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae_core.packs.snapshot import Pack
from sonae_paper.pages.markup import amount, bullets, folded, name, paragraph, section, words
from sonae_paper.text import sentences
from sonae_paper.text.labels import FICTIONAL
from sonae_paper.text.numbers import exact_yen

Json = Mapping[str, Any]


def measures(answer: Json, pack: Pack, titles: Mapping[str, str], *, number: int) -> str:
    """What to do, in order, within the budget; what more money would buy; what comes later."""
    found = answer["measures"]
    budget = found["budget"]
    first_year = None if budget is None else budget["first_year"]
    stability = {each["id"]: each["in_best"] for each in found["stability"]}
    title = "まずやること" if first_year is None else f"予算{exact_yen(first_year)}の中で、この順番で"
    steps = "".join(_step(step, stability, pack) for step in found["chosen"])
    chosen = (
        f'<ol class="plan">{steps}</ol>' if steps else paragraph("この予算で、費用に見合う対策は見つかりませんでした。")
    )
    later = bullets([titles.get(each, each) for each in found["later"]])
    unknown = bullets([titles.get(each, each) for each in found["effect_unknown"]])
    return section(
        title,
        chosen,
        paragraph(sentences.nothing_done(found), "says"),
        paragraph(sentences.more_budget(found, titles)),
        folded("ほかの対策（かけるお金あたりの効き目が大きい順）", later) if later else "",
        folded("効き目の大きさがわかっていない対策", unknown) if unknown else "",
        number=number,
    )


def _step(step: Json, stability: Mapping[str, float], pack: Pack) -> str:
    measure = pack.measures.get(step["id"])
    sure = sentences.stability(stability[step["id"]]) if step["id"] in stability else ""
    return (
        f'<li><b class="count">{step["order"]}</b><div><h3>{words(step["title"])}</h3>'
        f"{'' if measure is None else paragraph(measure.what)}</div>"
        f'<div class="cost">{paragraph(sentences.price(step["cost"]))}</div>'
        f'<div class="fine">{paragraph(sentences.effect(step) + "。")}{paragraph(sure and sure + "。")}</div></li>'
    )


def plans(answer: Json, *, number: int) -> str:
    """Without insurance first, beside it the own policy and invented examples; what is not paid in the same size."""
    real = [_plan(plan) for plan in answer["plans"] if not plan["fictional"]]
    examples = [_plan(plan) for plan in answer["plans"] if plan["fictional"]]
    rows = [real + examples] if len(real) == 1 else [real, examples]
    not_paid = bullets(answer["not_paid"])
    return section(
        "保険があると、1年の平均でこう変わります",
        *(f'<div class="cards of-{len(row)}">{"".join(row)}</div>' for row in rows if row),
        _premium(answer),
        f"<h3>どの保険でも、払われないもの</h3>{not_paid}" if not_paid else "",
        number=number,
    )


def _plan(plan: Json) -> str:
    premium = plan["premium"]
    label = f'<p class="label">{words(FICTIONAL)}</p>' if plan["fictional"] else ""
    price = "—" if premium is None else words(sentences.premium_range(premium))
    rows = (
        ("保険から", amount(exact_yen(plan["paid"]["mean"]))),
        ("自社に残る", amount(exact_yen(plan["retained"]["mean"]))),
        ("保険料の目安（年）", price),
    )
    figures = "".join(f"<div><dt>{head}</dt><dd>{value}</dd></div>" for head, value in rows)
    missing = bullets(plan["not_covered"])
    return (
        f'<article class="card"><h3>{name(plan["title"])}</h3>{label}<dl>{figures}</dl>'
        f"{'<h4>払わないもの</h4>' + missing if missing else ''}</article>"
    )


def _premium(answer: Json) -> str:
    premium = answer["premium"]
    if premium is None:
        return paragraph("保険料は見積もりではありません。", "fine")
    plan = next(plan for plan in answer["plans"] if plan["id"] == premium["plan"])
    band = f"保険料の目安は、年{sentences.premium_range(premium)}。{premium['basis']}。"
    technical = f"この試算で保険から支払われる額は、平均で年{exact_yen(premium['technical'])}（経費は含みません）。"
    note = f"{premium['note']}。" if premium["note"] else ""
    conditions = folded("保険料の目安の条件", bullets(premium["conditions"]))
    return f"<h3>{name(plan['title'])}の保険料</h3>{paragraph(band)}{paragraph(technical + note, 'fine')}{conditions}"


def to_do(answer: Json, titles: Mapping[str, str], *, number: int) -> str:
    """What was answered with わからない: whom to ask, and how much depends on it. No blame in it."""
    items = "".join(_open(each, titles) for each in answer["unknown"])
    calm = "わからないのは、ふつうのことです。わかると、幅が狭くなります。"
    further = "".join(_open(each, titles) for each in answer.get("further", ()))
    more = folded("もっとくわしく調べるなら（まだ聞いていない質問）", f'<ul class="open">{further}</ul>', "no-print")
    return section(
        "次に確かめること",
        f'{paragraph(calm, "fine")}<ul class="open">{items}</ul>' if items else "",
        more if further else "",
        number=number,
        kind="" if items else "no-print",
    )


def _open(each: Json, titles: Mapping[str, str]) -> str:
    return (
        f"<li><b>{words(titles.get(each['question'], each['question']))}</b>"
        f"<span>聞く相手: {words(each['ask'])}</span>"
        f'<span class="fine">{words(sentences.open_effect(each["effect_on_range"]))}</span></li>'
    )
