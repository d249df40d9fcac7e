"""The result page: what an accident costs, how often, what to do first, what insurance changes, and why we say so."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from sonae_core.packs.snapshot import Pack
from sonae_paper.charts.assessment import bad_years, breakdown_bars, loss_to_retained, readiness, serious_companies
from sonae_paper.pages import grounds
from sonae_paper.pages.markup import amount, bullets, figure, folded, name, paragraph, section, words
from sonae_paper.pages.plans import measures, plans, to_do
from sonae_paper.text import sentences
from sonae_paper.text.answers import answered
from sonae_paper.text.dates import weekday_date
from sonae_paper.text.numbers import about_yen, out_of_companies, percent, spoken_yen
from sonae_paper.text.parts import split

Json = Mapping[str, Any]

WIDE, NARROW = 680, 288
_MARK = (
    "M2.2 3.3v3.3M3.3 2.2h3.3M2.2 14.3v3.3M14.3 2.2h3.3M2.2 25.4v3.3M25.4 2.2h3.3M7.7 8.8v3.3M8.8 7.7h3.3M7.7 19.9v3.3"
    "M19.9 7.7h3.3M13.2 3.3v3.3M3.3 13.2h3.3M13.2 25.4v3.3M25.4 13.2h3.3M18.8 3.3v3.3M3.3 18.8h3.3M18.8 25.4v3.3"
    "M25.4 18.8h3.3M24.3 8.8v3.3M8.8 24.3h3.3M24.3 19.9v3.3M19.9 24.3h3.3M29.8 3.3v3.3M3.3 29.8h3.3M29.8 14.3v3.3"
    "M14.3 29.8h3.3M29.8 25.4v3.3M25.4 29.8h3.3"
)
_KNOT = "M13.2 14.3v3.3M14.3 13.2h3.3M18.8 14.3v3.3M14.3 18.8h3.3"


def result(answer: Json, pack: Pack) -> str:
    """One self-contained HTML file of an assessment (the JSON of ``sonae assess``): no script, no request, printable.

    The same answer and pack give the same text.
    """
    titles = {key: measure.title for key, measure in pack.measures.items()}
    titles |= {key: question.text for key, question in pack.questions.items()}
    main = [
        _verdict(answer, pack),
        '<div class="wrap res">',
        _breakdown(answer),
        _after_insurance(answer),
        _bad_years(answer),
        measures(answer, pack, titles, number=4),
        plans(answer, number=5),
        to_do(answer, titles, number=6),
        _readiness(answer),
        section("いま急がなくてよいもの", bullets(answer["not_first"]), number=8, kind="honest"),
        grounds.about(answer, number=9),
        "</div>",
    ]
    return _document(answer, "".join(main))


@cache
def _style() -> str:
    return (files("sonae_paper.pages") / "result.css").read_text(encoding="utf-8")


def _document(answer: Json, main: str) -> str:
    style = _style()
    digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = f"試算の結果 {about_yen(answer['event']['median'])}｜備え"
    mark = f'<svg viewBox="0 0 32 32" aria-hidden="true"><path class="mark-thread" d="{_MARK}"/>'
    mark += f'<path class="mark-knot" d="{_KNOT}"/></svg>'
    return (
        '<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">本文へ移動</a>\n'
        f'<header class="head"><div class="wrap"><p class="brand">{mark}備え</p></div></header>\n'
        f'<main id="main">{main}</main>\n{grounds.foot(answer)}</body>\n</html>\n'
    )


def _verdict(answer: Json, pack: Pack) -> str:
    event = answer["event"]
    head = "大きな事故が起きたら、費用と損失は"
    left = (
        f"<h1>{head}{amount(about_yen(event['median']), big=True)}かかる見込みです。</h1>"
        f'<p class="range">{words(sentences.many_cost(event))}{words(sentences.threshold(event))}。</p>'
        f"{_band(answer)}{_split(answer)}{paragraph(sentences.small(event), 'fine')}"
    )
    often = words(f"このような事故が1年に1回以上起きる会社は、{out_of_companies(answer['frequency']['serious'])}です。")
    drawings = figure(
        serious_companies(answer, prefix="often-wide", width=440),
        serious_companies(answer, prefix="often", width=NARROW),
        says=False,
    )
    right = f'{_first(answer)}<h2 class="small-head">起きやすさ</h2><p>{often}</p>{drawings}'
    return (
        f'<div class="verdict"><div class="wrap"><p class="who">{_who(answer, pack)}</p>'
        f"<div>{left}</div><div>{right}</div></div></div>"
    )


def _who(answer: Json, pack: Pack) -> str:
    company = answer["inputs"]["company"]
    asked = pack.questions.get("industry")
    industry = "" if asked is None else answered(asked, answer["inputs"])
    facts = [industry, f"{company['employees']:,}人", f"売上{spoken_yen(company['sales'])}"]
    day = f'<time datetime="{answer["as_of"]}">{weekday_date(date.fromisoformat(answer["as_of"]))}</time>'
    called = f"{name(company['name'])}・" if company.get("name") else ""
    return f"{called}{'・'.join(words(fact) for fact in facts if fact)}・{day}の試算"


def _band(answer: Json) -> str:
    return "" if answer["band"] is None else paragraph(sentences.band(answer["band"]), "fine")


def _split(answer: Json) -> str:
    """What insurance pays of it and what stays, as two amounts; their bar is among the drawings below."""
    lines = answer["event"]["lines"]
    paid, kept = (sum(line[key] for line in lines) for key in ("paid", "retained"))
    if not paid:
        return paragraph("保険がないものとして計算しています。全額が自社に残ります。", "fine") if kept else ""
    paid_words, kept_words = (amount(spoken_yen(part)) for part in split(paid, kept))
    return (
        '<dl class="split-line"><div><dt>保険から受け取れる見込み</dt>'
        f'<dd>{paid_words}</dd></div><div><dt>自社に残る</dt><dd class="own">{kept_words}</dd></div></dl>'
    )


def _first(answer: Json) -> str:
    steps = answer["measures"]["chosen"][:3]
    if not steps:
        return ""
    items = "".join(
        f'<li><b class="count">{step["order"]}</b><b>{words(step["title"])}</b>'
        f'<span class="fine">{words(sentences.price(step["cost"]))}</span></li>'
        for step in steps
    )
    heads = ("まずやること", "先にやる二つ", "先にやる三つ")
    return f'<h2 class="small-head">{heads[len(steps) - 1]}</h2><ol class="first">{items}</ol>'


def _breakdown(answer: Json) -> str:
    if not answer["event"]["lines"]:
        return ""
    drawings = figure(
        breakdown_bars(answer, prefix="bars-wide", width=WIDE), breakdown_bars(answer, prefix="bars", width=NARROW)
    )
    note = "足し算が合うように、同じ細かさでまるめています。それほど正確という意味ではありません。"
    facts = folded("この数字の出どころと仮定", grounds.of_lines(answer), "no-print")
    return section("まん中あたりの事故の内訳", drawings, paragraph(note, "fine"), facts, number=1)


def _after_insurance(answer: Json) -> str:
    if not any(line["paid"] for line in answer["event"]["lines"]):
        return ""
    drawings = figure(
        loss_to_retained(answer, prefix="fall-wide", width=WIDE), loss_to_retained(answer, prefix="fall", width=NARROW)
    )
    return section("保険が払うと、自社に残る額", drawings, number=2)


def _readiness(answer: Json) -> str:
    """The ten directives, where at least one of them is known."""
    wide = readiness(answer, "management_guideline", prefix="ten-wide", width=WIDE)
    narrow = readiness(answer, "management_guideline", prefix="ten", width=NARROW)
    if wide is None or narrow is None:
        return ""
    guideline = next(each for each in answer["guidelines"] if each["id"] == "management_guideline")
    told = f"{guideline['title']} {guideline['edition']}。{guideline['what_it_is_not']}"
    return section("経営の10の項目でみると", figure(wide, narrow), paragraph(told, "fine"), number=7)


def _bad_years(answer: Json) -> str:
    chances, retained = answer["chances"], answer["year"]["retained"]
    above, cash = chances["retained_above_cash"], answer["inputs"].get("cash")
    told = [
        sentences.mean_year(retained),
        sentences.bad_year(retained),
        "" if cash and above else sentences.above_cash(above),
        sentences.limit_reached(chances["limit_exhausted"]),
    ]
    drawings = figure(
        bad_years(answer, prefix="years-wide", width=WIDE), bad_years(answer, prefix="years", width=NARROW)
    )
    fact = ""
    if cash and above:
        fact = (
            f"<p>1年に自社から出るお金が<b>{words(spoken_yen(round(cash)))}</b>を超える確率</p>"
            f'<p class="bigfact">{percent(above, 1)}</p>'
        )
    aside = f'<div class="aside">{fact}{"".join(paragraph(text) for text in told)}</div>'
    return section(
        "大きな損害の年に、自社から出るお金", f'<div class="split"><div>{drawings}</div>{aside}</div>', number=3
    )
