"""Sentences about an assessment that text, pages and sheets share: the same figure in the same words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae_paper.text.labels import GRADES
from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies, percent, spoken_yen, yen_range

Json = Mapping[str, Any]

LEAST_TOLD = 0.005
"""Shares of the yearly loss below this, 「0%」 when rounded, are 「ほとんど変わりません」."""


def many_cost(event: Json) -> str:
    """Between which amounts most serious events lie."""
    return f"多くは{yen_range(event['p10'], event['p90'])}の間です（10件のうち8件）。"


def threshold(event: Json) -> str:
    """Which events are called serious."""
    return f"大きな事故とは、{about_yen(event['threshold']).removeprefix('約')}以上かかるものをいいます"


def band(found: Json) -> str:
    """How far the headline may lie elsewhere, for all that is not known."""
    return (
        f"はっきりしないことが多いので、まん中の額は{yen_range(*found['event_median'])}、"
        f"頻度は{companies_range(*found['frequency'])}の幅をみてください。"
    )


def small(event: Json) -> str:
    """What events below the threshold cost; empty where there are none."""
    found = event["small"]
    if found["probability"] <= 0:
        return ""
    return (
        f"もっと小さな事故は{out_of_companies(found['probability'])}で起き、"
        f"まん中の額は{about_yen(found['median'])}です。"
    )


def companies_range(low: float, high: float) -> str:
    """「100社のうち2社から4社」, both of as many companies."""
    of = 1_000 if low < 0.01 else 100
    a, b = out_of_companies(low, of), out_of_companies(high, of)
    start = f"{of:,}社のうち"
    both = a.startswith(start) and b.startswith(start)
    return a if a == b else f"{a}から{b.removeprefix(start) if both else b}"


def mean_year(retained: Json) -> str:
    """What stays with the company in a year, on average."""
    return f"自社に残る額は、平均で{about_yen(retained['mean'])}。"


def bad_year(retained: Json) -> str:
    """What stays with the company in one year out of a hundred, at least."""
    return f"100年に1度くらいの悪い年には、{about_yen(retained['quantiles']['0.99'])}以上が自社に残ります。"


def above_cash(chance: float | None, cash: int | None = None) -> str:
    """How likely it is that more stays than the company can pay; empty where it did not say what it can pay.

    ``cash``: what it can pay, in yen, where the reader does not see it beside the sentence.
    """
    if chance is None:
        return ""
    amount = "自社で払える額" if cash is None else f"自社で払える額（{spoken_yen(cash)}）"
    if chance == 0:
        return f"{amount}を超えることは、ほとんどありません。"
    return f"{amount}を超える確率は、1年に{percent(chance, 1)}です。"


def limit_reached(chance: float) -> str:
    """How likely it is that the limit of the policy is reached; empty where it is not."""
    return f"保険の限度額に届く確率は、1年に{percent(chance, 1)}です。" if chance > 0 else ""


def price(cost: Json) -> str:
    """What a measure costs."""
    text = f"初めに{exact_yen(cost['one_off'])}、毎年{exact_yen(cost['yearly'])}"
    if not cost["one_off"] and not cost["yearly"]:
        text = "お金はかかりません"
    return text + (f"。自社の作業{cost['person_days']:g}日" if cost["person_days"] else "")


def effect(step: Json) -> str:
    """What a measure changes, and how that is known."""
    change = step["change"]
    moved = [("損害", change["gross"]), ("自社に残る額", change["retained"]), ("保険料", change["premium"])]
    less = "、".join(f"{name}が{about_yen(-yen)}" for name, yen in moved if yen < 0)
    text = f"1年の平均で{less}減ります" if less else "1年の平均では変わりません"
    return f"{text}（効き目は{GRADES[step['grade']]}）"


def stability(share: float) -> str:
    """How often a measure stays in the best choice when effects lie elsewhere in their range."""
    if share >= 0.995:
        return "効き目が幅のどこにあっても選ばれます"
    return f"効き目を幅の中で変えて計算し直すと、{percent(share)}の場合に選ばれます"


def more_budget(measures: Json, titles: Mapping[str, str]) -> str:
    """What some more money would buy; empty where no budget was given and nothing is bought."""
    after, budget = measures["next"], measures["budget"]
    if after["buys"]:
        more = "、".join(titles.get(name, name) for name in after["buys"])
        return f"予算があと{exact_yen(after['extra_budget'])}あれば: {more}"
    if budget is None or budget["first_year"] is None:
        return ""
    return f"予算をあと{exact_yen(after['extra_budget'])}増やしても、選ばれる対策は変わりません。"


def nothing_done(measures: Json) -> str:
    """What the expected year costs when nothing is done, and when what is chosen is done; with premium and measures.

    Empty for an answer that was stored before this was part of it.
    """
    before, after = measures.get("nothing"), measures.get("best")
    if before is None or after is None:
        return ""
    kept = "自社に残る額と保険料の目安を合わせて" if before["premium"] else "自社に残る額は"
    text = f"何もしなければ、{kept}、1年の平均で{about_yen(before['total'])}。"
    if not measures["chosen"]:
        return text
    return f"{text}まずやることをすると、対策の費用も入れて{about_yen(after['total'])}になります。"


def premium_range(premium: Json) -> str:
    """「49,100〜83,000円」: a band, never one number."""
    return f"{premium['low']:,}〜{premium['high']:,}円"


def open_effect(share: float) -> str:
    """How much an unknown answer may move; a share that rounds to nothing is not told as a figure."""
    if share == 0:
        return "答えても金額は変わりません。やることの一覧が正しくなります"
    if share < LEAST_TOLD:
        return "答えても金額はほとんど変わりません。やることの一覧が正しくなります"
    return f"答えで1年の損害の平均が最大{percent(share)}変わります"
