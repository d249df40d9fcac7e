"""The tables of an assessment: summary, cost lines, plans and sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sonae_core.packs.snapshot import Pack
from sonae_paper.sheets.cells import Cell, Table, columns, count, day, row, share, sums, text, yen
from sonae_paper.sheets.doing import guidelines, measures, questions
from sonae_paper.text.answers import answered
from sonae_paper.text.dates import weekday_date
from sonae_paper.text.facts import quantity
from sonae_paper.text.labels import CONFIDENCES, FICTIONAL
from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies, percent, yen_range
from sonae_paper.text.plans import APART, not_covered

Json = Mapping[str, Any]
Row = tuple[Cell, ...]


def tables(answer: Json, pack: Pack) -> tuple[Table, ...]:
    """All tables, the summary first. ``answer`` is the JSON of ``sonae assess``."""
    return (
        _summary(answer, pack),
        measures(answer, pack),
        questions(answer, pack),
        _lines(answer),
        _plans(answer, pack),
        guidelines(answer, pack),
        _sources(answer),
    )


def _summary(answer: Json, pack: Pack) -> Table:
    rows = [
        *_who(answer, pack),
        *_event(answer),
        *_year(answer),
        *_money(answer),
        *_grounds(answer),
        *(
            row(text("ご注意" if index == 0 else ""), text(None), text(notice))
            for index, notice in enumerate(answer["notices"])
        ),
    ]
    heads = columns(("項目", 40), ("数字", 22), ("ことばで", 70))
    note = f"{weekday_date(date.fromisoformat(answer['as_of']))}の試算。予測や見積もりではありません。"
    return Table("まとめ", "サイバー事故の備え 試算のまとめ", note, heads, tuple(rows))


def _who(answer: Json, pack: Pack) -> list[Row]:
    company = answer["inputs"]["company"]
    asked = pack.questions.get("industry")
    industry = company["industry"] if asked is None else answered(asked, answer["inputs"])
    return [
        row(text("会社"), text(None), text(company.get("name") or "（名前なし）")),
        row(text("業種"), text(None), text(industry)),
        row(text("従業員（人）"), count(company["employees"]), text(f"{company['employees']:,}人")),
        row(text("1年の売上"), yen(company["sales"]), text(exact_yen(company["sales"]))),
        row(text("算定日"), day(answer["as_of"]), text(weekday_date(date.fromisoformat(answer["as_of"])))),
    ]


def _event(answer: Json) -> list[Row]:
    event, frequency, band = answer["event"], answer["frequency"], answer["band"]
    many = yen_range(event["p10"], event["p90"])
    rows = [
        row(text("大きな事故の費用（まん中の額）"), yen(event["median"]), text(about_yen(event["median"]))),
        row(text("多くの事故の下の端（10件のうち8件の幅）"), yen(event["p10"]), text(many)),
        row(text("多くの事故の上の端"), yen(event["p90"]), text(many)),
        row(text("大きな事故とみる額"), yen(event["threshold"]), text(f"{exact_yen(event['threshold'])}以上")),
        row(
            text("大きな事故が1年に1回以上起きる会社"),
            share(frequency["serious"]),
            text(out_of_companies(frequency["serious"])),
        ),
        row(
            text("何かの事故が1年に1回以上起きる会社"),
            share(frequency["any"]),
            text(out_of_companies(frequency["any"])),
        ),
    ]
    if band is None:
        return rows
    low, high = band["event_median"]
    rare, often = band["frequency"]
    return [
        *rows,
        row(text("まん中の額の幅（下）"), yen(low), text(yen_range(low, high))),
        row(text("まん中の額の幅（上）"), yen(high), text(yen_range(low, high))),
        row(text("頻度の幅（下）"), share(rare), text(out_of_companies(rare))),
        row(text("頻度の幅（上）"), share(often), text(out_of_companies(often))),
    ]


def _year(answer: Json) -> list[Row]:
    year, chances, cash = answer["year"], answer["chances"], answer["inputs"].get("cash")
    bad = year["retained"]["quantiles"]["0.99"]
    rows = [
        row(text("1年の損害の平均"), yen(year["gross"]["mean"]), text(about_yen(year["gross"]["mean"]))),
        row(text("　そのうち保険から"), yen(year["paid"]["mean"]), text(about_yen(year["paid"]["mean"]))),
        row(text("　そのうち自社に残る"), yen(year["retained"]["mean"]), text(about_yen(year["retained"]["mean"]))),
        row(text("100年に1度くらいの悪い年に自社に残る額"), yen(bad), text(f"{about_yen(bad)}以上")),
    ]
    above = chances["retained_above_cash"]
    if cash is not None and above is not None:
        rows.append(row(text("自社で払える額"), yen(cash), text(exact_yen(cash))))
        rows.append(row(text("自社に残る額が払える額を超える確率（1年）"), share(above), text(percent(above, 1))))
    return rows


def _money(answer: Json) -> list[Row]:
    budget, premium = answer["measures"]["budget"], answer["premium"]
    rows = []
    for title, key in (
        ("何もしない年の平均（残る額・保険料）", "nothing"),
        ("まずやることをした年の平均（費用も）", "best"),
    ):
        if key in answer["measures"]:
            total = answer["measures"][key]["total"]
            rows.append(row(text(title), yen(total), text(about_yen(total))))
    if budget is not None and budget["first_year"] is not None:
        rows.append(row(text("初年度の予算"), yen(budget["first_year"]), text(exact_yen(budget["first_year"]))))
    if premium is not None:
        words = text(f"{premium['low']:,}〜{premium['high']:,}円。{premium['basis']}")
        rows.append(row(text("保険料の目安（年、下）"), yen(premium["low"]), words))
        rows.append(row(text("保険料の目安（年、上）"), yen(premium["high"]), words))
    return rows


def _grounds(answer: Json) -> list[Row]:
    pack = answer["pack"]
    return [
        row(text("事実集の版"), text(pack["version"]), text(f"照合番号 {pack['hash']}")),
        row(text("乱数の種"), text(answer["seed"]), text("同じ種と入力からは、同じ数字になります")),
        row(text("計算の版"), text(answer["engine"]), text(None)),
    ]


def _lines(answer: Json) -> Table:
    rows = [
        row(text(line["title"]), yen(line["gross"]), yen(line["paid"]), yen(line["retained"]))
        for line in sorted(answer["event"]["lines"], key=lambda line: -line["gross"])
    ]
    heads = columns(("費目", 40), ("かかる額", 20), ("保険から", 20), ("自社に残る", 20))
    note = "足し算が合うように円まで書いています。それほど正確という意味ではありません。"
    return Table(
        "費用の内訳", "まん中あたりの事故の内訳", note, heads, (*rows, sums(rows)) if rows else (), total=bool(rows)
    )


def _plans(answer: Json, pack: Pack) -> Table:
    rows = [_plan(plan, answer, pack) for plan in answer["plans"]]
    heads = columns(
        ("保険", 28),
        ("保険から（年の平均）", 16),
        ("自社に残る（年の平均）", 16),
        ("保険料の目安（下）", 14),
        ("保険料の目安（上）", 14),
        ("区分", 20),
        ("払わないもの", 56),
    )
    note = f"保険料は見積もりではありません。実際の保険料と補償は、保険会社と代理店に確かめてください。{APART}"
    return Table("保険", "保険があると（1年の平均）", note, heads, tuple(rows))


def _plan(plan: Json, answer: Json, pack: Pack) -> Row:
    premium = plan["premium"] or {"low": None, "high": None}
    return row(
        text(plan["title"]),
        yen(plan["paid"]["mean"]),
        yen(plan["retained"]["mean"]),
        yen(premium["low"]),
        yen(premium["high"]),
        text(FICTIONAL if plan["fictional"] else ""),
        text("。".join(not_covered(plan, answer, pack))),
    )


def _sources(answer: Json) -> Table:
    rows = [
        row(
            text(entry["title"]),
            text(quantity(entry)),
            text(CONFIDENCES[entry["confidence"]]),
            text(entry["source"]),
            text(entry["url"]),
            text(entry["as_of"]),
            text(entry["id"]),
        )
        for entry in answer["sources"]
    ]
    heads = columns(("事実", 44), ("値", 28), ("確かさ", 16), ("出典", 36), ("URL", 30), ("時点", 12), ("id", 24))
    note = "「仮定」は、確かな国内の統計がまだない数字です。幅と理由は「./sonae packs show 事実のid」で見られます。"
    return Table("出典と仮定", "使った事実と、その出どころ", note, heads, tuple(rows))
