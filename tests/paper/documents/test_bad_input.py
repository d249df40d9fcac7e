"""Whatever a name, an amount or an answer is, every paper comes out, keeps words as words, and says what it lost."""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from typing import Any

import pytest

from sonae_core.assessment.assess import assess
from sonae_paper.documents.papers import KINDS, paper
from sonae_paper.documents.press import Paper
from tests.paper.documents.conftest import COMPANIES, DAY, answer, pack, read, words

QUICK = ("ketsuron",)
EVERY = [pytest.param(kind, marks=() if kind in QUICK else pytest.mark.full) for kind in KINDS]
"""The one-page paper at once, the others in the full run."""
NARROW = "、。「」（）・"
MARKUP = '#eval("1+1") *太* $x^2$ @ref <lab> #image("a.png") `r` \\u{41} // c /* c */ = h - i [x] {y} ~ _z_'


def named(kind: str, name: str) -> Paper:
    """The paper of the factory under another name, as if that had been its name in the file."""
    found = copy.deepcopy(answer("factory"))
    found["inputs"]["company"]["name"] = name
    return paper(kind, found, pack())


@lru_cache(maxsize=4)
def answer_with(changes: str) -> dict[str, Any]:
    """The factory's answer with changes of its file (JSON; null takes away): once for all papers made from it."""
    wanted = {key: value for key, value in (COMPANIES["factory"] | json.loads(changes)).items() if value is not None}
    return assess(wanted, pack=pack(), seed=1, as_of=DAY, uncertain=False).to_json()


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_a_name_stays_text_on_the_page_and_in_the_title(kind: str) -> None:
    made = named(kind, MARKUP)
    about = read(made.pdf).metadata
    assert about is not None
    assert about.title == f"{KINDS[kind]} {MARKUP}"
    assert '#eval("1+1")' in words(made.pdf, 1)
    assert made.warnings == ()


def test_a_name_cannot_become_a_bookmark() -> None:
    outline = [entry.title for entry in read(named("report", "= 見出し").pdf).outline if not isinstance(entry, list)]
    assert outline
    assert not [title for title in outline if "見出し" in str(title)]


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("letters", ["あ" * 200, "a" * 200, "ア" * 200, "1" * 200, "株 " * 100])
def test_a_name_of_200_letters_stays_on_the_page(kind: str, letters: str) -> None:
    made = named(kind, letters.strip())
    assert kind != "ketsuron" or made.pages == 1
    assert not outside(made.pdf)


@pytest.mark.parametrize("kind", EVERY)
def test_an_emoji_becomes_a_geta_mark_with_a_warning(kind: str) -> None:
    made = named(kind, "みほん😀商店")
    assert "みほん〓商店" in words(made.pdf, 1)
    assert made.warnings == ("印刷できる字がないため、〓に置き換えました: 😀",)


@pytest.mark.parametrize("name", ["𠮷野家具", "髙﨑㈱", "𠀋商店", "Café Žižka", "鷗外", "①→✓⚠"])
def test_rare_letters_of_names_are_printed(name: str) -> None:
    made = named("ketsuron", name)
    assert made.warnings == ()
    assert name.replace(" ", "") in words(made.pdf)


def test_control_and_direction_marks_go_with_a_warning() -> None:
    made = named("ketsuron", "みほん\u202e商\u200b店\ufeff\u2066")
    assert "みほん商店" in words(made.pdf)
    title = read(made.pdf).metadata
    assert title is not None
    assert title.title == "結論 みほん商店"


def test_letters_with_marks_behind_them_are_joined() -> None:
    made = named("ketsuron", "か\u3099ら商店 Cafe\u0301")
    assert "がら商店" in words(made.pdf)
    assert made.warnings == ()


@pytest.mark.parametrize("kind", EVERY)
def test_a_name_in_another_direction_comes_out(kind: str) -> None:
    made = named(kind, "שלום مرحبا 商店")
    assert "商店" in words(made.pdf, 1)
    assert made.pages


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize(
    "changes",
    [
        {"answers": {}},
        {"budget": 0},
        {"budget": None},
        {"cash": 0},
        {"policy": {"product": "払わない契約", "sections": [{"id": "a", "lines": ["legal"], "retention": 10**15}]}},
        {"company": {"industry": "A", "employees": 1, "sales": 1}},
        {"company": {"industry": "G", "employees": 1_000_000, "sales": 10_000_000_000_000}},
        {"policy": COMPANIES["factory"]["policy"] | {"product": MARKUP}},
        {"policy": COMPANIES["factory"]["policy"] | {"product": "長" * 200}},
    ],
    ids=["unknown", "budget0", "no budget", "cash0", "pays nothing", "1 yen", "10 trillion", "markup", "long"],
)
def test_every_strange_company_gets_its_papers(kind: str, changes: dict[str, Any]) -> None:
    made = paper(kind, copy.deepcopy(answer_with(json.dumps(changes))), pack())
    assert kind != "ketsuron" or made.pages == 1
    assert made.warnings == ()
    assert not outside(made.pdf)


@pytest.mark.parametrize("kind", ["report", *(pytest.param(kind, marks=pytest.mark.full) for kind in KINDS)])
def test_amounts_of_trillions_are_whole_and_inside_the_page(kind: str) -> None:
    found = copy.deepcopy(answer("factory"))
    for line in found["event"]["lines"]:
        line["gross"], line["paid"] = line["gross"] * 10_000_000, line["paid"] * 10_000_000
        line["retained"] = line["gross"] - line["paid"]
    total = sum(line["gross"] for line in found["event"]["lines"])
    found["event"] |= {"median": total, "p10": total // 9, "p90": total * 7, "mean": total}
    assert not outside(paper(kind, found, pack()).pdf)


def test_no_event_at_all_leaves_out_what_there_is_not() -> None:
    found = copy.deepcopy(answer("factory"))
    found["event"]["lines"] = []
    found["frequency"]["serious"] = 0.0
    found["measures"] |= {"chosen": [], "stability": [], "later": []}
    for kind in KINDS:
        assert paper(kind, found, pack()).pages


def outside(pdf: bytes) -> list[str]:
    """Pieces of text that begin before the left margin (26 mm) or end in the last 12 mm, as widths are estimated."""
    left, right = 26 / 25.4 * 72 - 3, (210 - 12) / 25.4 * 72
    found: list[str] = []

    def look(text: str, outer: Any, inner: Any, _: Any, size: float) -> None:
        start = inner[4] * outer[0] + outer[4]
        scale = abs(inner[0] * outer[0]) * size
        end = start + sum(scale * (0.5 if char in NARROW or ord(char) < 0x300 else 0.85) for char in text.strip())
        if text.strip() and not (left <= start and end <= right):
            found.append(f"{text.strip()} {start:.0f} to {end:.0f}")

    for page in read(pdf).pages:
        page.extract_text(visitor_text=look)
    return found
