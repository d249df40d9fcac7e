"""Small pieces of HTML: words of people are escaped, and amounts and dates are never split over lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from sonae_paper.charts.chart import Chart
from sonae_paper.text.names import one_line

_WHOLE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日(?:（.）)?|1,?0+社のうち\d+社|[約−]{0,2}\d[\d,.兆億万]*(?:円|社|人|件|日|時間|年|台|倍|%)以?上?"
)
_UNIT = re.compile(r"[兆億万円]+")


def words(text: str) -> str:
    """Text as content of an element, on one line; amounts and dates keep together."""
    return _WHOLE.sub(lambda found: f'<span class="nb">{found[0]}</span>', escape(one_line(text), quote=False))


def name(text: str) -> str:
    """What somebody is called; whichever way it is written, it does not turn the words around it."""
    return f"<bdi>{escape(one_line(text), quote=False)}</bdi>"


def amount(text: str, *, big: bool = False) -> str:
    """Yen in words, its units smaller than its figures."""
    sized = _UNIT.sub(lambda found: f"<small>{found[0]}</small>", escape(text, quote=False))
    return f'<span class="yen{" yen-big" if big else ""}">{sized}</span>'


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph; nothing for no text."""
    return f"<p{_class(kind)}>{words(text)}</p>" if text else ""


def bullets(texts: Iterable[str], kind: str = "") -> str:
    """A list; nothing for no items."""
    items = "".join(f"<li>{words(text)}</li>" for text in texts)
    return f"<ul{_class(kind)}>{items}</ul>" if items else ""


def section(title: str, *content: str, number: int, kind: str = "") -> str:
    """A part of the page under its heading; nothing where there is no content."""
    inside = "".join(content)
    if not inside:
        return ""
    heading = f'<h2 id="part-{number}">{words(title)}</h2>'
    return f'<section aria-labelledby="part-{number}"{_class(kind)}>{heading}{inside}</section>'


def folded(summary: str, content: str, kind: str = "") -> str:
    """Content that opens on demand; on paper it stands open unless ``kind`` says otherwise."""
    return f"<details{_class(f'more {kind}'.strip())}><summary>{words(summary)}</summary>{content}</details>"


def table(head: Iterable[str], rows: Iterable[Iterable[str]], caption: str) -> str:
    """A table whose first column names the row; the region scrolls by itself on narrow screens."""
    heads = "".join(f'<th scope="col"{_class("num" if at else "")}>{words(cell)}</th>' for at, cell in enumerate(head))
    body = "".join(_row(list(row)) for row in rows)
    named = f'<caption class="vh">{words(caption)}</caption>'
    inside = f"<table>{named}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(one_line(caption))}の表">{inside}</div>'


def _row(cells: list[str]) -> str:
    first, *rest = cells
    numbers = "".join(f'<td class="num">{words(cell)}</td>' for cell in rest)
    return f'<tr><th scope="row">{words(first)}</th>{numbers}</tr>'


def figure(wide: Chart, narrow: Chart, *, says: bool = True) -> str:
    """A drawing for screens and paper, one for telephones, its message, and its figures as a table."""
    drawings = f'<div class="wide-only">{wide.svg}</div><div class="narrow-only">{narrow.svg}</div>'
    message = f"<figcaption>{words(wide.description)}</figcaption>" if says else ""
    numbers = folded("数字を表で見る", table(wide.head, wide.rows, wide.title), "no-print")
    return f'<figure class="fig">{drawings}{message}</figure>{numbers}'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
