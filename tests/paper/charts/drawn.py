"""Reading a drawing back: its words with the room they take, its marks, and what must hold of every chart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from sonae_paper.charts.chart import Chart
from sonae_paper.charts.drawing import text_width

SVG = "{http://www.w3.org/2000/svg}"
PEOPLE_WRITE = [
    "長" * 200,
    "😀🚒👩‍👩‍👧‍👦商店",
    "𠮷野家具",
    "مرحبا\u202eעולם",
    "a\x00b\x07c\u200b\nd\te",
    '<script>alert("1")</script>&amp;]]>',
    "\ud800欠けた",
    "#eval $x$ *@`",
    "",
]


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: Word) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not apart and not (self.bottom <= other.top or other.bottom <= self.top)


def parsed(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)  # noqa: S314 - our own drawing


def words_of(chart: Chart) -> list[Word]:
    found = []
    for element in parsed(chart).iter(f"{SVG}text"):
        text, size = element.text or "", float(element.get("font-size", "0"))
        x, y, wide = float(element.get("x", "0")), float(element.get("y", "0")), text_width(text, size)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
        found.append(Word(text, left, left + wide, y - size * 0.85, y + size * 0.2))
    return found


def marks(chart: Chart, name: str, **attributes: str) -> list[ElementTree.Element]:
    root = parsed(chart)
    for definitions in root.findall(f"{SVG}defs"):
        root.remove(definitions)
    found = root.iter(f"{SVG}{name}")
    return [each for each in found if all(each.get(key) == value for key, value in attributes.items())]


def check(chart: Chart) -> None:
    """What holds of every chart, whatever it shows."""
    root = parsed(chart)
    assert root.get("role") == "img"
    title, desc = root[0], root[1]
    assert title.tag == f"{SVG}title"
    assert desc.tag == f"{SVG}desc"
    assert (title.text or "", desc.text) == (chart.title, chart.description)
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    _self_contained(root, chart.svg)
    _words_have_room(chart)
    assert chart.head
    assert all(len(row) == len(chart.head) for row in chart.rows)


def _self_contained(root: ElementTree.Element, svg: str) -> None:
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not names & {"script", "style", "image", "foreignObject", "use", "a", "animate"}
    keys = {key for element in root.iter() for key in element.attrib}
    assert not {key for key in keys if key.startswith("on") or "href" in key or key == "style"}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)
    assert re.findall(r"https?:[^\"]*", svg) == ["http://www.w3.org/2000/svg"]


def _words_have_room(chart: Chart) -> None:
    words = words_of(chart)
    for word in words:
        assert word.left >= -0.5, word
        assert word.right <= chart.width + 0.5, word
        assert word.top >= -0.5, word
        assert word.bottom <= chart.height + 0.5, word
    for index, word in enumerate(words):
        assert not [other for other in words[index + 1 :] if word.touches(other)], word
