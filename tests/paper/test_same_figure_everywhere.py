"""One assessment says the same figure as text, page, workbook, JSON and PDF; a planted difference is found.

Each medium is read back into figures by what stands beside them; then the figures are compared as words.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sonae_core.packs.loader import load
from sonae_paper.documents.papers import paper
from sonae_paper.pages import result
from sonae_paper.sheets import workbook
from sonae_paper.text.assessment import assessment_text
from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies, percent, yen_range
from tests.core.assessment.people import NAMES, of
from tests.paper.pages.read import Page
from tests.paper.sheets.opened import Sheet, opened

Figures = dict[str, str]
SENTENCES = {
    "median": r"費用と損失は(約?[\d,兆億万]+円)",
    "range": r"多くは(.{1,40}?)の間です",
    "serious": r"1年に1回以上起きる会社は、(.{1,20}?)です",
    "mean": r"自社に残る額は、平均で(.{1,20}?)。",
    "bad": r"悪い年には、(.{1,20}?)以上が",
    "nothing": r"何もしなければ、.{1,30}?1年の平均で(.{1,20}?)。",
    "best": r"対策の費用も入れて(.{1,20}?)になります",
    "more": r"予算を?が?あと([\d,]+円)",
}


def of_json(answer: Mapping[str, Any]) -> Figures:
    event, retained, measures = answer["event"], answer["year"]["retained"], answer["measures"]
    found = {
        "median": about_yen(event["median"]),
        "range": yen_range(event["p10"], event["p90"]),
        "serious": out_of_companies(answer["frequency"]["serious"]),
        "mean": about_yen(retained["mean"]),
        "bad": about_yen(retained["quantiles"]["0.99"]),
        "nothing": about_yen(measures["nothing"]["total"]),
        "best": about_yen(measures["best"]["total"]),
        "more": exact_yen(measures["next"]["extra_budget"]),
        "cash": percent(answer["chances"]["retained_above_cash"], 1),
        "premium": f"{answer['premium']['low']:,}〜{answer['premium']['high']:,}円",
    }
    for line in event["lines"]:
        found |= {f"{key} {line['title']}": exact_yen(line[key]) for key in ("gross", "paid", "retained")}
    found |= {f"plan {plan['title']}": exact_yen(plan["retained"]["mean"]) for plan in answer["plans"]}
    for step in measures["chosen"]:
        found[f"once {step['title']}"] = exact_yen(step["cost"]["one_off"])
        found[f"yearly {step['title']}"] = exact_yen(step["cost"]["yearly"])
        found[f"effect {step['title']}"] = about_yen(-step["change"]["gross"])
    return found


def in_sentences(words: str) -> Figures:
    found = {}
    for name, pattern in SENTENCES.items():
        said = set(re.findall(pattern, words))
        assert len(said) == 1, (name, said)
        found[name] = said.pop()
    return found


def of_steps(answer: Mapping[str, Any], words: str) -> Figures:
    """From where its title stands for the last time, the first price and effect."""
    found = {}
    for step in answer["measures"]["chosen"]:
        title = step["title"]
        after = words[words.rindex(f"{step['order']}{title}") :] if f"{step['order']}{title}" in words else ""
        after = after or words[words.index(f"{step['order']}. {title}") :]
        price = re.search(r"初めに([\d,]+円)、毎年([\d,]+円)|お金はかかりません", after)
        effect = re.search(r"損害が(約?[\d,兆億万]+円)", after)
        assert price
        assert effect
        found[f"once {title}"] = price[1] or "0円"
        found[f"yearly {title}"] = price[2] or "0円"
        found[f"effect {title}"] = effect[1]
    return found


def of_text(answer: Mapping[str, Any]) -> Figures:
    pack = load()
    titles = {key: measure.title for key, measure in pack.measures.items()}
    words = assessment_text(dict(answer), titles)
    found = in_sentences(words) | of_steps(answer, words)
    for line in words.splitlines():
        cells = re.split(r" {2,}", line.strip())
        if len(cells) == 4 and cells[1].endswith("円") and cells[0] != "合計":
            plan = re.sub("^架空の", "", cells[0])
            if any(plan == each["title"] for each in answer["plans"]):
                found[f"plan {plan}"] = cells[2]
            else:
                found |= {f"{key} {cells[0]}": cells[at] for at, key in enumerate(("gross", "paid", "retained"), 1)}
    found["cash"] = re.findall(r"自社で払える額を超える確率は、1年に(.+?)です", words)[0]
    found["premium"] = re.findall(r"保険料の目安（.+?）: 年 (.+)", words)[0]
    return found


def of_page(answer: Mapping[str, Any]) -> Figures:
    html = result(answer, load())
    words = Page(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)).text
    found = in_sentences(words) | of_steps(answer, words)
    table = html[html.index("まん中あたりの事故の内訳</caption>") :]
    for name, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table[: table.index("</table>")]):
        told = [Page(cell).text for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)]
        if name != "合計":
            found |= {f"{key} {Page(name).text}": told[at] for at, key in enumerate(("gross", "paid", "retained"))}
    for card in re.findall(r"<article.*?</article>", html, re.DOTALL):
        name = re.findall(r"<bdi>(.*?)</bdi>", card)[0]
        found[f"plan {name}"] = Page(re.findall(r"自社に残る</dt><dd>(.*?)</dd>", card)[0]).text
    found["cash"] = Page(re.findall(r'<p class="bigfact">(.*?)</p>', html)[0]).text
    found["premium"] = re.findall(r"保険料の目安は、年(.+?円)。", words)[0]
    return found


def of_book(answer: Mapping[str, Any]) -> Figures:
    book = opened(workbook(answer, load()))
    numbers, said = (_by_name(book["まとめ"], letter) for letter in "BC")
    found = {
        "median": about_yen(numbers["大きな事故の費用（まん中の額）"]),
        "range": yen_range(*(numbers[f"多くの事故の{end}"] for end in ("下の端（10件のうち8件の幅）", "上の端"))),
        "serious": out_of_companies(numbers["大きな事故が1年に1回以上起きる会社"]),
        "mean": about_yen(numbers["そのうち自社に残る"]),
        "bad": about_yen(numbers["100年に1度くらいの悪い年に自社に残る額"]),
        "nothing": about_yen(numbers["何もしない年の平均（残る額・保険料）"]),
        "best": about_yen(numbers["まずやることをした年の平均（費用も）"]),
        "cash": percent(numbers["自社に残る額が払える額を超える確率（1年）"], 1),
        "premium": "〜".join(f"{numbers[f'保険料の目安（年、{end}）']:,.0f}" for end in "下上") + "円",
    }
    assert said["大きな事故の費用（まん中の額）"] == found["median"]
    for place, key in zip("BCD", ("gross", "paid", "retained"), strict=True):
        lines = _by_name(book["費用の内訳"], place, below=4)
        found |= {f"{key} {name}": exact_yen(value) for name, value in lines.items() if name != "合計"}
    found |= {f"plan {name}": exact_yen(value) for name, value in _by_name(book["保険"], "C", below=4).items()}
    for place, key in (("D", "once"), ("E", "yearly"), ("G", "effect")):
        values = _by_name(book["対策"], place, names="C", below=4)
        for step in answer["measures"]["chosen"]:
            value = values[step["title"]]
            found[f"{key} {step['title']}"] = about_yen(-value) if key == "effect" else exact_yen(value)
    return found


def _by_name(sheet: Sheet, place: str, *, names: str = "A", below: int = 0) -> dict[str, Any]:
    rows = [int(name[1:]) for name in sheet.cells if name.startswith(names) and int(name[1:]) > below]
    pairs = {sheet.cells[f"{names}{row}"].value: sheet.cells.get(f"{place}{row}") for row in rows}
    return {str(name): cell.value for name, cell in pairs.items() if cell is not None and cell.value is not None}


def of_pdf(answer: Mapping[str, Any]) -> Figures:
    pages = PdfReader(BytesIO(paper("report", answer, load()).pdf)).pages
    words = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    found = {
        name: said
        for name, pattern in SENTENCES.items()
        if name in ("median", "range", "mean", "bad")
        for said in set(re.findall(pattern, words))
    }
    found["serious"] = re.findall(r"1年に1回以上起きる会社(.{1,20}?)。", words)[0]
    found["cash"] = re.findall(r"自社で払える額(?:（.+?）)?を超える確率は、1年に(.+?)です", words)[0]
    found["premium"] = re.findall(r"保険料の目安は、年([\d,]+〜[\d,]+円)", words)[0]
    table = words[words.index("足し算が合うように") :]
    for line in answer["event"]["lines"]:
        name = re.sub(r"\s+", "", line["title"])
        told = re.search(re.escape(name) + r"([\d,]+円)([\d,]+円)([\d,]+円)", table)
        assert told, name
        found |= {f"{key} {line['title']}": told[at] for at, key in enumerate(("gross", "paid", "retained"), 1)}
    return found


MEDIA: dict[str, Callable[[Mapping[str, Any]], Figures]] = {"text": of_text, "page": of_page, "book": of_book}


def differing(medium: str, read: Figures, answer: Mapping[str, Any]) -> dict[str, tuple[str, str | None]]:
    """The figures of the JSON that the medium has otherwise, or does not have although it should."""
    wanted = of_json(answer)
    if medium == "book":
        del wanted["more"]
    if medium == "pdf":
        wanted = {name: wanted[name] for name in wanted if name in read}
    return {name: (words, read.get(name)) for name, words in wanted.items() if read.get(name) != words}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "manufacturer"])
@pytest.mark.parametrize("medium", MEDIA)
def test_a_medium_says_what_the_json_says(medium: str, name: str) -> None:
    answer = of(name)
    assert not differing(medium, MEDIA[medium](answer), answer)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "manufacturer"])
def test_the_report_says_what_the_json_says(name: str) -> None:
    read = of_pdf(of(name))
    assert len(read) >= 7 + 3 * len(of(name)["event"]["lines"])
    assert not differing("pdf", read, of(name))


amounts = st.lists(st.one_of(st.integers(0, 10**7), st.integers(0, 10**13)), min_size=90, max_size=90)
chance = st.floats(1e-6, 1)


def drawn(figures: list[int], serious: float, above: float) -> dict[str, Any]:
    """A real answer whose figures are drawn anew, from nothing to ten trillion yen."""
    answer, rest = copy.deepcopy(of("shop")), iter(figures)
    event, year, measures = answer["event"], answer["year"], answer["measures"]
    for line in event["lines"]:
        line["paid"], line["retained"] = next(rest), next(rest)
        line["gross"] = line["paid"] + line["retained"]
    event["lines"][0]["paid"] += 1
    event["lines"][0]["gross"] += 1
    event["median"] = sum(line["gross"] for line in event["lines"])
    event["p10"], event["p90"] = sorted([next(rest), next(rest)])
    year["retained"]["mean"], year["retained"]["quantiles"]["0.99"] = next(rest), next(rest)
    answer["frequency"]["serious"], answer["chances"]["retained_above_cash"] = serious, above
    answer["premium"] |= dict(zip(("low", "high"), sorted([next(rest), next(rest)]), strict=True))
    for plan in answer["plans"]:
        plan["retained"]["mean"] = next(rest)
    measures["nothing"]["total"], measures["best"]["total"] = next(rest), next(rest)
    for step in measures["chosen"]:
        step["cost"] |= {"one_off": next(rest), "yearly": next(rest)}
        step["change"]["gross"] = -1 - next(rest)
    return answer


@settings(max_examples=12)
@given(amounts, chance, chance)
def test_whatever_the_figures_are_every_medium_says_them_alike(
    figures: list[int], serious: float, above: float
) -> None:
    answer = drawn(figures, serious, above)
    for medium, read in MEDIA.items():
        assert not differing(medium, read(answer), answer)


def plant(answer: dict[str, Any], place: str) -> dict[str, Any]:
    """The answer with one figure made half as large again."""
    changed = copy.deepcopy(answer)
    *way, last = place.split(".")
    inside: Any = changed
    for key in way:
        inside = inside[int(key)] if isinstance(inside, list) else inside[key]
    inside[last] = round(inside[last] * 1.5 + 1_000) if abs(inside[last]) > 1 else inside[last] * 1.5
    return changed


PLACES = (
    "event.median",
    "event.p90",
    "event.lines.0.retained",
    "frequency.serious",
    "year.retained.mean",
    "chances.retained_above_cash",
    "measures.nothing.total",
    "measures.best.total",
    "measures.chosen.0.change.gross",
    "plans.2.retained.mean",
    "premium.low",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("medium", MEDIA)
def test_a_planted_difference_is_found(medium: str, place: str) -> None:
    answer = of("clinic")
    assert differing(medium, MEDIA[medium](plant(answer, place)), answer)


@pytest.mark.full
@pytest.mark.parametrize("place", ["event.median", "event.p90", "frequency.serious", "event.lines.3.gross"])
def test_a_planted_difference_in_the_report_is_found(place: str) -> None:
    answer = of("clinic")
    assert differing("pdf", of_pdf(plant(answer, place)), answer)
