"""A stored result as the page shows it: every figure worded once, by the one formatter.

Takes the JSON of the contract, whatever engine and packs made it, and the packs of today for words that the answer
names by id only. Nothing here calculates a figure that the answer does not hold, but shares of it for the lengths of
bars.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sonae.assessments.sheet import YES_PARTIAL_NO
from sonae_core.packs.questions import Question
from sonae_core.packs.snapshot import Pack
from sonae_paper.charts.assessment import bad_years, serious_companies
from sonae_paper.charts.curve import Point, chance_above
from sonae_paper.documents import view
from sonae_paper.text import sentences
from sonae_paper.text.dates import weekday_date
from sonae_paper.text.labels import CONFIDENCES
from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies, percent, spoken_yen
from sonae_paper.text.parts import in_step, shared_step, split

Json = Mapping[str, Any]
Part = dict[str, Any]

WIDE, NARROW = 640, 280
SHOWN_LINES = 8
CERTAIN = 0.995


def verdict(answer: Json, pack: Pack) -> Part:
    """The first screen: what it costs, within which range, who pays, how often."""
    event, chance = answer["event"], answer["frequency"]["serious"]
    company = view.company(answer, pack)
    name = answer["inputs"]["company"].get("name")
    return {
        "who": company.facts,
        "name": company.name if name else "",
        "day": date.fromisoformat(answer["as_of"]),
        "day_words": weekday_date(date.fromisoformat(answer["as_of"])),
        "headline": about_yen(event["median"]).removeprefix("約"),
        "any": event["median"] > 0,
        "range": sentences.many_cost(event),
        "threshold": sentences.threshold(event),
        "small": sentences.small(event),
        "often": out_of_companies(chance),
        "wide": serious_companies(answer, prefix="often-w", width=520),
        "narrow": serious_companies(answer, prefix="often-n", width=NARROW),
        **split_of(answer["event"]["lines"]),
    }


def split_of(lines: list[Json]) -> Part:
    """What insurance pays of the middling event and what stays, in words and as widths."""
    paid, kept = (sum(line[key] for line in lines) for key in ("paid", "retained"))
    paid_words, kept_words = split(paid, kept)
    share = paid / (paid + kept) if paid + kept else 0.0
    return {
        "insured": paid > 0,
        "paid": spoken_yen(paid_words),
        "kept": spoken_yen(kept_words),
        "total": spoken_yen(paid_words + kept_words),
        "paid_width": _width(share),
        "kept_width": _width(1 - share),
    }


def _width(share: float) -> str:
    """As SVG writes a length: 「78.07%」."""
    return f"{min(max(share, 0.0), 1.0) * 100:.2f}%"


def band(answer: Json) -> str:
    """The sentence about how far figures may lie elsewhere; empty while it is not known."""
    return "" if answer["band"] is None else sentences.band(answer["band"])


# --- the middling event ---------------------------------------------------------------------------------------------


def breakdown(answer: Json) -> Part | None:
    """The cost lines as bars, the largest first, and all of them to the yen as a table."""
    lines = sorted(answer["event"]["lines"], key=lambda line: -line["gross"])
    lines = [line for line in lines if line["gross"] > 0]
    if not lines:
        return None
    shown = _largest(lines)
    step = shared_step(sum(line["gross"] for line in shown))
    gross = in_step([line["gross"] for line in shown], step)
    all_paid, _ = split(sum(line["paid"] for line in shown), sum(line["retained"] for line in shown))
    paid = in_step([line["paid"] for line in shown], step, total=all_paid, most=gross)
    most = max(line["gross"] for line in shown)
    return {
        "rows": [_bar(*row, most) for row in zip(shown, gross, paid, strict=True)],
        "table": [_line(line) for line in lines],
        "sum": [exact_yen(sum(line[key] for line in lines)) for key in ("gross", "paid", "retained")],
        "insured": all_paid > 0,
        "says": _heaviest(lines),
        "total": spoken_yen(sum(gross)),
    }


def _largest(lines: list[Json]) -> list[Json]:
    if len(lines) <= SHOWN_LINES:
        return lines
    rest = lines[SHOWN_LINES - 1 :]
    summed = {key: sum(line[key] for line in rest) for key in ("gross", "paid", "retained")}
    return [*lines[: SHOWN_LINES - 1], {"id": "", "title": f"ほかの{len(rest)}費目", **summed}]


def _bar(line: Json, gross: int, paid: int, most: float) -> Part:
    kept = gross - paid
    return {
        "id": line["id"],
        "title": line["title"],
        "gross": spoken_yen(gross),
        "paid": spoken_yen(paid) if paid else "なし",
        "kept": spoken_yen(kept) if kept else "なし",
        "paid_width": _width(line["paid"] / most),
        "kept_start": _width(line["paid"] / most),
        "kept_width": _width(line["retained"] / most),
        "has_paid": line["paid"] > 0,
        "has_kept": line["retained"] > 0,
    }


def _line(line: Json) -> Part:
    figures = {key: exact_yen(line[key]) for key in ("gross", "paid", "retained")}
    return {"id": line["id"], "title": line["title"], **figures}


def _heaviest(lines: list[Json]) -> str:
    """Which line weighs most, and which most on the company itself."""
    most, own = lines[0], max(lines, key=lambda line: line["retained"])
    text = f"いちばん重いのは「{most['title']}」の{about_yen(most['gross'])}。"
    if any(line["paid"] for line in lines) and own["retained"] > 0 and own["id"] != most["id"]:
        text += f"いちばん手元に響くのは「{own['title']}」の{about_yen(own['retained'])}です。"
    return text


# --- the year -------------------------------------------------------------------------------------------------------


def years(answer: Json) -> Part:
    """The loss curve with one plain sentence, and what the reader can pay."""
    cash, chances = answer["inputs"].get("cash"), answer["chances"]
    points = [Point(each["yen"], each["gross"], each["retained"]) for each in answer["year"]["curve"]]
    insured = any(point.retained < point.gross for point in points)
    wide = bad_years(answer, prefix="years-w", width=WIDE)
    own = chances["retained_above_cash"]
    bare = chance_above(points, cash, lambda point: point.gross) if cash and insured else own
    of = 1_000 if min([chance for chance in (bare, own) if chance], default=1.0) < 0.01 else 100
    retained = answer["year"]["retained"]
    said = [sentences.bad_year(retained), sentences.limit_reached(chances["limit_exhausted"])]
    return {
        "wide": wide,
        "narrow": bad_years(answer, prefix="years-n", width=NARROW),
        "insured": insured,
        "cash": "" if cash is None else spoken_yen(round(cash)),
        "bare": _beyond(points, cash)
        if bare is None and insured
        else ""
        if bare is None
        else out_of_companies(bare, of),
        "own": "" if own is None else out_of_companies(own, of),
        "says": [text for text in said if text],
        "detail": _detail(answer),
    }


def _beyond(points: list[Point], cash: float | None) -> str:
    """What the end of the curve says of an amount that lies outside of it."""
    if not cash or not points:
        return ""
    if cash > points[-1].yen:
        return out_of_companies(points[-1].gross, 1000) + "以下"
    return out_of_companies(points[0].gross) + "以上"


def _detail(answer: Json) -> list[tuple[str, str, str, str]]:
    """Mean, quantiles and tail means of a year: for those who ask for them, folded."""
    parts = [answer["year"][name] for name in ("gross", "paid", "retained")]
    rows = [("1年の平均", *(about_yen(part["mean"]) for part in parts))]
    for level, words in (("0.9", "10年に1度の年"), ("0.99", "100年に1度の年"), ("0.995", "200年に1度の年")):
        rows.append((f"{words}（これ以上）", *(about_yen(part["quantiles"][level]) for part in parts)))
        rows.append((f"{words}より悪い年の平均", *(_or_none(part["tvar"].get(level)) for part in parts)))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _or_none(yen: float | None) -> str:
    return "—" if yen is None else about_yen(yen)


# --- measures -------------------------------------------------------------------------------------------------------


def measures(answer: Json, pack: Pack) -> Part:
    """What to do, in order, within the budget, and how the year changes."""
    found = answer["measures"]
    before, after = found.get("nothing"), found.get("best")
    mean = before["gross"] if before else answer["year"]["gross"]["mean"]
    most = max((-step["change"]["gross"] for step in found["chosen"]), default=0)
    titles = _titles(pack)
    budget = None if found["budget"] is None else found["budget"]["first_year"]
    first = sum(step["cost"]["one_off"] + step["cost"]["yearly"] for step in found["chosen"])
    return {
        "steps": [_step(step, mean, most, pack) for step in found["chosen"]],
        "budget": "" if budget is None else spoken_yen(budget),
        "spent": spoken_yen(first),
        "left": "" if budget is None else spoken_yen(max(budget - first, 0)),
        "spent_width": _width(first / budget) if budget else "",
        "change": _change(before, after) if before and after and found["chosen"] else [],
        "says": sentences.nothing_done(found),
        "more": sentences.more_budget(found, titles),
        "later": [titles.get(name, name) for name in found["later"]],
        "unknown": [titles.get(name, name) for name in found["effect_unknown"]],
        "sure": _sure(found["stability"]),
        "honest": _honest(found["chosen"], mean),
        "proved": found["proved"],
    }


def _sure(stability: list[Json]) -> dict[str, str]:
    """How surely a measure is chosen, where that is not certain; the page says of all others that it is."""
    return {
        each["id"]: "" if each["in_best"] >= CERTAIN else sentences.stability(each["in_best"]) for each in stability
    }


def _titles(pack: Pack) -> dict[str, str]:
    titles = {name: measure.title for name, measure in pack.measures.items()}
    return titles | {name: question.text for name, question in pack.questions.items()}


def _step(step: Json, mean: float, most: float, pack: Pack) -> Part:
    cost, less = step["cost"], -step["change"]["gross"]
    measure = pack.measures.get(step["id"])
    return {
        "id": step["id"],
        "order": step["order"],
        "title": step["title"],
        "what": "" if measure is None else measure.what,
        "first_year": spoken_yen(cost["one_off"] + cost["yearly"]),
        "yearly": spoken_yen(cost["yearly"]) if cost["yearly"] and cost["one_off"] else "",
        "every_year": bool(cost["yearly"]) and not cost["one_off"],
        "days": f"作業{cost['person_days']:g}日" if cost["person_days"] else "",
        "less": _less(less, mean),
        "width": _width(less / most) if most > 0 else "",
        "effect": sentences.effect(step),
    }


def _less(yen: float, mean: float) -> str:
    """「損害 約31%減」: the part of the yearly mean that goes."""
    if yen <= 0 or mean <= 0:
        return "損害は変わりません"
    return f"損害 約{percent(yen / mean)}減"


def _change(before: Json, after: Json) -> list[tuple[str, str, str]]:
    """Loss, retained and premium move together: one table, now and afterwards, a year on average."""
    rows = (
        ("損害の平均", "gross"),
        ("自社に残る額", "retained"),
        ("保険料の目安", "premium"),
        ("対策の費用", "measures"),
        ("自社の合計", "total"),
    )
    return [(title, about_yen(before[key]), about_yen(after[key])) for title, key in rows if before[key] or after[key]]


def _honest(chosen: list[Json], mean: float) -> str:
    """What measures without a price bring, in one sentence; empty where there are none."""
    free = [step for step in chosen if not step["cost"]["one_off"] and not step["cost"]["yearly"]]
    less = -sum(step["change"]["gross"] for step in free)
    if not free or less <= 0 or mean <= 0:
        return ""
    share = percent(less / mean)
    return f"この会社の場合、お金のかからない対策{len(free)}件で、1年の損害の平均が約{share}減る見込みです。"


# --- what is open, and what it rests on -----------------------------------------------------------------------------


def open_questions(answer: Json, pack: Pack) -> Part:
    """わからない as things to do, and one message that asks for them all."""
    unknown = [_open(each, pack) for each in answer["unknown"]]
    further = [_open(each, pack) for each in answer.get("further", ())][:5]
    return {"unknown": unknown, "further": further, "message": _message(unknown) if unknown else ""}


def _open(each: Json, pack: Pack) -> Part:
    question = pack.questions.get(each["question"])
    return {
        "text": each["question"] if question is None else question.text,
        "help": "" if question is None else question.counts_as_yes,
        "ask": each["ask"],
        "effect": sentences.open_effect(each["effect_on_range"]),
        "choices": _choices(question),
    }


def _choices(question: Question | None) -> list[str]:
    if question is None or question.kind == "number":
        return []
    if question.kind == "yes_partial_no":
        return [label for _, label in YES_PARTIAL_NO]
    return [option.label for option in question.options]


def _message(unknown: list[Part]) -> str:
    """A message to send: what we ask, why, and that a rough answer is enough."""
    lines = ["お世話になっております。", "サイバー攻撃への備えを確かめています。次のことを教えてください。", ""]
    for number, each in enumerate(unknown, start=1):
        lines.append(f"{number}. {each['text']}")
        if each["help"]:
            lines.append(f"   （{each['help']}）")
        lines.append(f"   答え: {'・'.join(each['choices']) if each['choices'] else '　'}")
    lines += ["", "わかる範囲でかまいません。調べないとわからないものは、そう書いてください。"]
    lines.append("よろしくお願いします。")
    return "\n".join(lines)


def about(answer: Json) -> Part:
    """Day, versions, and how many of the facts behind are assumptions."""
    counts = Counter(entry["confidence"] for entry in answer["sources"])
    return {
        "count": len(answer["sources"]),
        "kinds": [(CONFIDENCES[kind], counts[kind]) for kind in CONFIDENCES if counts[kind]],
        "assumed": counts["assumed"],
        "notices": answer["notices"],
        "pack": answer["pack"]["version"],
        "pack_hash": answer["pack"]["hash"][:12],
        "engine": answer["engine"],
        "seed": answer["seed"],
    }
