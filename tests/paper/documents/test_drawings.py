"""Drawings are to scale: bars are as long as the yen and days they stand for, read back from the PDF."""

from __future__ import annotations

from typing import Any

import pytest

from sonae_paper.documents.result import result
from tests.paper.documents.conftest import answer, made, pack, read

MM = 72 / 25.4
PAYS, LINE, WEEKS = 8 * MM, 3.6 * MM, 4.2 * MM
"""Heights by which a bar is known: of the whole event, of a cost line, of a measure in the timetable."""


def bars(kind: str, name: str, page: int, height: float) -> list[tuple[float, float, float]]:
    """Left, top and width (points) of the rectangles of that height on the page, in the order of the drawing."""
    found: list[tuple[float, float, float]] = []
    path: list[tuple[float, float]] = []

    def look(operator: bytes, operands: Any, outer: Any, _: Any) -> None:
        if operator == b"m":
            path[:] = [(float(operands[0]), float(operands[1]))]
        elif operator in (b"l", b"c"):
            path.append((float(operands[-2]), float(operands[-1])))
        elif operator in (b"f", b"h", b"B", b"b") and len(path) == 4:
            xs, ys = {x for x, _ in path}, {y for _, y in path}
            if len(xs) == len(ys) == 2 and abs(max(ys) - min(ys) - height) < 0.05:
                place = (outer[4] + min(xs), outer[5], max(xs) - min(xs))
                if place not in found:
                    found.append(place)

    read(made(kind, name).pdf).pages[page].extract_text(visitor_operand_before=look)
    return found


def test_what_insurance_pays_and_what_stays_are_drawn_in_proportion() -> None:
    lines = answer("factory")["event"]["lines"]
    paid, kept = (sum(line[key] for line in lines) for key in ("paid", "retained"))
    solid, hatched = bars("ketsuron", "factory", 0, PAYS)
    assert solid[2] / hatched[2] == pytest.approx(paid / kept, rel=1e-3)
    assert solid[2] + hatched[2] == pytest.approx(126 * MM, rel=1e-3)


def test_every_cost_line_has_bars_as_long_as_its_yen() -> None:
    lines = sorted(answer("factory")["event"]["lines"], key=lambda line: -line["gross"])
    wanted = [line[key] for line in lines for key in ("paid", "retained") if line[key]]
    drawn = [bar[2] for bar in bars("report", "factory", 1, LINE)]
    assert len(drawn) == len(wanted)
    scale = 42 * MM / lines[0]["gross"]
    assert drawn == pytest.approx([yen * scale for yen in wanted], abs=0.02)


def test_without_insurance_nothing_is_drawn_as_paid() -> None:
    lines = [line for line in answer("clinic")["event"]["lines"] if line["gross"]]
    drawn = bars("report", "clinic", 1, LINE)
    assert len(drawn) == len(lines)
    assert len({round(left, 2) for left, _, _ in drawn}) == 1


def test_the_bars_of_the_timetable_stand_where_their_days_are() -> None:
    measures = result("診断報告書", answer("factory"), pack()).measures
    drawn = bars("report", "factory", 3, WEEKS)
    assert len(drawn) == len(measures.steps)
    month = (126 - 46) * MM / len(measures.months)
    first = drawn[0][0] - measures.steps[0].start * month
    for step, (left, _, width) in zip(measures.steps, drawn, strict=True):
        assert left == pytest.approx(first + step.start * month, abs=0.05)
        assert width == pytest.approx(max((step.end - step.start) * month, 0.8 * MM), abs=0.05)
