"""The result page: one file that calls nobody, a table for each drawing, 「仮定」 where it is assumed."""

from __future__ import annotations

import copy
import hashlib
import re
import tomllib
from base64 import b64encode
from functools import cache
from typing import Any

import pytest

from sonae_core.packs.loader import load
from sonae_paper.pages import result
from sonae_paper.pages.markup import words
from sonae_paper.sheets import workbook
from sonae_paper.text.numbers import about_yen, exact_yen, out_of_companies
from tests.core.assessment.people import NAMES, answer, company, of
from tests.paper.charts.drawn import PEOPLE_WRITE
from tests.paper.pages.read import Page
from tests.repository.checkout import ROOT


@cache
def page(name: str) -> Page:
    return Page(result(of(name), load()))


def changed(**parts: Any) -> dict[str, Any]:
    return {**copy.deepcopy(of("shop")), **parts}


@pytest.mark.parametrize("name", NAMES)
def test_the_headline_range_and_frequency_are_those_of_the_answer(name: str) -> None:
    found, text = of(name), page(name).text
    assert f"費用と損失は{about_yen(found['event']['median'])}かかる見込みです" in text
    assert f"1年に1回以上起きる会社は、{out_of_companies(found['frequency']['serious'])}です" in text


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_and_nothing_runs(name: str) -> None:
    found = page(name)
    names = {tag for tag, _ in found.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "input", "base", "audio", "video"}
    assert not found.values("src")
    assert not [key for _, attributes in found.elements for key in attributes if key.startswith("on") or key == "style"]
    assert all(target.startswith(("#", "https://", "http://")) for target in found.values("href"))
    html = result(of(name), load())
    assert "@import" not in html
    assert set(re.findall(r"url\(([^)]*)\)", html)) <= {f"#{each}" for each in found.values("id")}


def test_the_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    html = result(of("shop"), load())
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(each["content"] for each in page("shop").all("meta") if "http-equiv" in each)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_the_style_of_the_page_is_shipped() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["sonae_paper"]
    style = ROOT / "src" / "sonae_paper" / "pages" / "result.css"
    assert style in {path for pattern in patterns for path in (ROOT / "src" / "sonae_paper").glob(pattern)}


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_every_reference_leads_somewhere(name: str) -> None:
    found = page(name)
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    wanted = [each for text in found.values("aria-labelledby") for each in text.split()]
    wanted += [target[1:] for target in found.values("href") if target.startswith("#")]
    assert set(wanted) <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_has_its_figures_as_a_table(name: str) -> None:
    found = page(name)
    drawings = [each for each in found.all("svg") if each.get("role") == "img"]
    assert len(drawings) == 2 * len(found.all("table"))
    assert len(found.all("table")) == len(found.all("figure")) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_every_assumed_fact_of_a_line_is_marked(name: str) -> None:
    html = result(of(name), load())
    by_id = {entry["id"]: entry for entry in of(name)["sources"]}
    for line in of(name)["event"]["lines"]:
        for fact in line["facts"]:
            entry = by_id[fact]
            items = re.findall(rf"<li>{re.escape(words(entry['title']))} <b>.*?</li>", html)
            assert items
            for item in items:
                assert ("仮定</span>" in item) == (entry["confidence"] == "assumed")


@pytest.mark.parametrize("name", NAMES)
def test_invented_plans_say_so_and_what_they_do_not_pay_is_as_large_as_what_they_pay(name: str) -> None:
    found, text = page(name), page(name).text
    fictional = [plan for plan in of(name)["plans"] if plan["fictional"]]
    assert text.count("架空の例。実在の商品ではありません") == len(fictional) == 3
    for plan in of(name)["plans"]:
        assert exact_yen(plan["retained"]["mean"]) in text
        assert all(sentence in text for sentence in plan["not_covered"])
    assert "fine" not in " ".join(each.get("class", "") for each in found.all("article"))


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_on_which_pack_seed_and_day_it_rests(name: str) -> None:
    found, text = of(name), page(name).text
    for part in ("2026年11月24日（火）", found["pack"]["version"], found["pack"]["hash"][:12], "乱数の種1"):
        assert part in text


def test_the_same_answer_gives_the_same_page() -> None:
    assert result(of("shop"), load()) == result(copy.deepcopy(of("shop")), load())


def test_amounts_are_never_split_over_lines() -> None:
    html = result(of("clinic"), load())
    body = re.sub(r"<svg.*?</svg>|<style>.*?</style>|<title>.*?</title>", "", html, flags=re.DOTALL)
    kept = re.sub(r'<span class="(?:nb|yen|yen yen-big)">.*?</span>', "", body)
    kept = re.sub(r'<td class="num">.*?</td>', "", kept)
    assert not re.findall(r"\d[\d,]*(?:円|万|億)", re.sub(r"<[^>]+>", "", kept))


@pytest.mark.parametrize("name", PEOPLE_WRITE)
def test_any_name_is_shown_as_words(name: str) -> None:
    given = changed()
    given["inputs"]["company"]["name"] = name
    next(plan for plan in given["plans"] if plan["id"] == "own")["title"] = name
    found = Page(result(given, load()))
    assert "script" not in {tag for tag, _ in found.elements}
    if "<script>" in name:
        assert name in found.text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", found.text)


def test_a_source_is_a_link_only_when_it_leads_to_the_web() -> None:
    given = changed()
    given["sources"] = [
        {**entry, "url": "javascript:alert(1)", "confidence": "verified", "source": "本"} for entry in given["sources"]
    ]
    assert all(target.startswith("#") for target in Page(result(given, load())).values("href"))


@pytest.mark.parametrize(
    "sheet",
    [
        {"industry": "S", "employees": 0, "sales": 1},
        {"industry": "E", "employees": 100_000, "sales": 10_000_000_000_000},
    ],
)
def test_the_smallest_and_the_largest_company_with_every_answer_unknown(sheet: dict[str, Any]) -> None:
    found = Page(result(answer({"company": sheet, "answers": {}, "budget": 0, "cash": 0}, uncertain=True), load()))
    assert "次に確かめること" in found.text
    for word in ("None", "nan", "inf円", "{", "}"):
        assert word not in found.text


def test_a_policy_that_pays_nothing_is_told_as_such() -> None:
    nothing = {"product": "払わない契約", "sections": [{"id": "x", "lines": ["damages"], "retention": 10**12}]}
    found = answer(company("shop", policy=nothing), uncertain=True)
    text = Page(result(found, load())).text
    assert "保険が払うと" not in text
    assert "払わない契約" in text


def test_an_answer_stored_before_newer_keys_came_still_becomes_page_and_workbook() -> None:
    """Keys may be added without a new schema, so that a stored answer may lack those that came later."""
    old = copy.deepcopy(of("shop"))
    for key in ("further", "checklist", "guidelines"):
        del old[key]
    for key in ("nothing", "best"):
        del old["measures"][key]
    assert "何もしなければ" not in Page(result(old, load())).text
    assert "何もしなければ" in page("shop").text
    assert workbook(old, load())


def test_an_answer_with_what_newer_packs_no_longer_have_still_becomes_page_and_workbook() -> None:
    old = copy.deepcopy(of("shop"))
    old["measures"]["later"] = ["no_longer_there", *old["measures"]["later"]]
    old["measures"]["chosen"][0]["id"] = "gone"
    old["unknown"] = [{"question": "not_asked_any_more", "ask": "社長", "effect_on_range": 0.1}]
    assert "聞く相手: 社長" in Page(result(old, load())).text
    assert workbook(old, load())
