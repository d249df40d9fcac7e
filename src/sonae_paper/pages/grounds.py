"""On what the result page rests: notices, facts with their sources, what is assumed, version, seed and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from sonae_paper.pages.markup import bullets, folded, section, words
from sonae_paper.text.dates import weekday_date
from sonae_paper.text.facts import origin, quantity
from sonae_paper.text.labels import CONFIDENCES
from sonae_paper.text.numbers import out_of_companies

Json = Mapping[str, Any]


def of_lines(answer: Json) -> str:
    """For each cost line, the largest first, the facts that its amount is made of."""
    entries = {entry["id"]: entry for entry in answer["sources"]}
    parts = []
    for line in sorted(answer["event"]["lines"], key=lambda line: -line["gross"]):
        facts = "".join(_fact(entries[fact]) for fact in line["facts"] if fact in entries)
        parts.append(f'<h3>{words(line["title"])}</h3><ul class="facts">{facts}</ul>' if facts else "")
    return "".join(parts)


def _fact(entry: Json) -> str:
    """「調査の料金 100万円〜150万円/台」 with 「仮定」 or its source."""
    return f"<li>{words(entry['title'])} <b>{words(quantity(entry))}</b> {_origin(entry)}</li>"


def _origin(entry: Json) -> str:
    if entry["confidence"] == "assumed":
        return '<span class="mark assumed">仮定</span>'
    said = words(origin(entry))
    url = entry["url"]
    if url and url.startswith(("https://", "http://")):
        said = f'<a href="{escape(url)}" rel="noreferrer noopener">{said}</a>'
    return f'<span class="mark">{said}</span>'


def about(answer: Json, *, number: int) -> str:
    """Notices, how sure the facts are, and all of them on demand."""
    counts = Counter(entry["confidence"] for entry in answer["sources"])
    kinds = "、".join(f"{word}{counts[kind]}件" for kind, word in CONFIDENCES.items())
    told = f"使った事実は、ぜんぶで{len(answer['sources'])}件です（{kinds}）。"
    told += "「仮定」は、確かな国内の統計がまだない数字です。"
    notes = f'<div>{bullets(answer["notices"])}<p class="fine">{words(told)}</p></div>'
    facts = "".join(_fact(entry) for entry in answer["sources"])
    threats = "".join(
        _threat(each) for each in sorted(answer["frequency"]["scenarios"], key=lambda one: -one["serious"])
    )
    return section(
        "この試算について",
        f'<div class="split">{notes}{_versions(answer)}</div>',
        folded("大きな事故の種類ごとの起きやすさ", f'<ul class="facts">{threats}</ul>'),
        folded("使った事実をぜんぶ見る", f'<ul class="facts">{facts}</ul>', "no-print"),
        number=number,
    )


def _threat(scenario: Json) -> str:
    return f"<li>{words(scenario['title'])} <b>{words(out_of_companies(scenario['serious']))}</b></li>"


def _versions(answer: Json) -> str:
    pack = answer["pack"]
    rows = (
        ("算定日", weekday_date(date.fromisoformat(answer["as_of"]))),
        ("事実集の版", f"{pack['version']}（{pack['hash'][:12]}）"),
        ("計算の版", answer["engine"]),
        ("乱数の種", str(answer["seed"])),
    )
    listed = "".join(f"<div><dt>{head}</dt><dd>{words(value)}</dd></div>" for head, value in rows)
    return f'<dl class="kv">{listed}</dl>'


def foot(answer: Json) -> str:
    """The last lines of the page."""
    told = "この頁はひとつのファイルです。どこにも通信しません。印刷すると、A4の紙に合わせて並びます。"
    lines = f'<p class="no-print">{words(told)}</p><p>備え {words(answer["engine"])}</p>'
    return f'<footer class="foot"><div class="wrap">{lines}</div></footer>\n'
