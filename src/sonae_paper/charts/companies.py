"""A yearly chance as stitches: one stitch is one company, the bold ones are hit."""

from __future__ import annotations

from sonae_paper.charts.chart import Caption, Chart, framed
from sonae_paper.charts.drawing import paragraph, tag
from sonae_paper.charts.look import NARROW, QUIET, RETAINED, RETAINED_INK
from sonae_paper.text.numbers import companies_of, out_of_companies

_SPREAD = {100: (61, 37), 1000: (617, 389)}
"""A step without common divisor with the number of companies, and a start: the hit ones stand apart."""


def companies(probability: float, *, title: str, prefix: str, width: int = 640) -> Chart:
    """``probability`` (per company and year) as companies of 100, or of 1,000 below 1 %.

    ``title`` names whom the bold stitches stand for: 「1年のうちに大きな事故にあう会社」.
    """
    count, of = companies_of(probability)
    said = out_of_companies(probability)
    caption = Caption(
        title=f"{title}: {said}",
        description=_description(count, of, said),
        head=("だれ", "1年に"),
        rows=((title, said),),
    )
    columns = 20 if of == 100 else (50 if width >= NARROW else 40)
    cell = width / columns
    size = min(cell, 28.0)
    left = (width - columns * size) / 2
    marks = []
    for index, hit in enumerate(_hits(count, of)):
        row, column = divmod(index, columns)
        marks.append(_stitch(left + (column + 0.5) * size, (row + 0.5) * size, size, hit))
    grid = -(-of // columns) * size
    told, bottom = paragraph(0, grid + 22, f"縫い目ひとつが1社。{_legend(count)}", width)
    return framed(caption, [_paths(marks, size), told], prefix=prefix, width=width, height=bottom - 8)


def _description(count: int | None, of: int, said: str) -> str:
    if count == 0:
        return f"{of:,}個の縫い目のどれにも印がありません。1年のうちに起きることは{said}。"
    if count is None:
        return f"1,000個の縫い目のうち、1個に中の空いた印があります。{said}。"
    return f"{of:,}個の縫い目のうち{count}個が太い印です。{said}。" if count < of else f"すべて太い印です。{said}。"


def _legend(count: int | None) -> str:
    if count == 0:
        return "印はありません。"
    return "中の空いた印は、1社より少ないことを表します。" if count is None else "太い印が、その会社です。"


def _hits(count: int | None, of: int) -> list[str]:
    """For each company: hit, part (less than one) or spared."""
    step, start = _SPREAD[of]
    marked = {(start + index * step) % of for index in range(count or 0)}
    kinds = ["hit" if index in marked else "spared" for index in range(of)]
    if count is None:
        kinds[start] = "part"
    return kinds


def _stitch(x: float, y: float, size: float, kind: str) -> tuple[str, str]:
    if kind == "part":
        r = size * 0.36
        return kind, f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"
    arm = size * (0.34 if kind == "hit" else 0.26)
    return kind, f"M{x - arm:.1f} {y:.1f}h{2 * arm:.1f}M{x:.1f} {y - arm:.1f}v{2 * arm:.1f}"


def _paths(marks: list[tuple[str, str]], size: float) -> str:
    """One path a kind: a thousand elements would only be weight."""
    pens: dict[str, dict[str, float | str]] = {
        "spared": {"stroke": QUIET, "stroke_width": max(size * 0.06, 0.8)},
        "hit": {"stroke": RETAINED, "stroke_width": size * 0.19},
        "part": {"stroke": RETAINED_INK, "stroke_width": max(size * 0.08, 1.2)},
    }
    drawn = {kind: "".join(d for each, d in marks if each == kind) for kind in pens}
    return "".join(tag("path", d=d, fill="none", **pens[kind]) for kind, d in drawn.items() if d)
