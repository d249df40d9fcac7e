"""The charts of an assessment (the JSON of ``sonae assess``), so that every paper and page draws them alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae_paper.charts.bars import Split, cost_bars
from sonae_paper.charts.chart import Chart
from sonae_paper.charts.companies import companies
from sonae_paper.charts.curve import Point, loss_curve
from sonae_paper.charts.radar import Axis, radar
from sonae_paper.charts.waterfall import Step, waterfall

Json = Mapping[str, Any]
_STEPS = 6


def serious_companies(answer: Json, *, prefix: str, width: int = 640) -> Chart:
    """How many companies a year have a serious event."""
    title = "1年のうちに大きな事故にあう会社"
    return companies(answer["frequency"]["serious"], title=title, prefix=prefix, width=width)


def breakdown_bars(answer: Json, *, prefix: str, width: int = 640, most: int = 8) -> Chart:
    """What a middling serious event costs, by line, insured and retained."""
    lines = [Split(line["title"], line["paid"], line["retained"]) for line in answer["event"]["lines"]]
    return cost_bars(lines, title="まん中あたりの事故の内訳", prefix=prefix, width=width, most=most)


def bad_years(answer: Json, *, prefix: str, width: int = 640) -> Chart:
    """The loss curve from the threshold of serious events upwards, with what the company can pay."""
    points = [Point(each["yen"], each["gross"], each["retained"]) for each in answer["year"]["curve"]]
    return loss_curve(
        points,
        title="大きな損害の年に、自社から出るお金",
        prefix=prefix,
        threshold=answer["inputs"].get("cash"),
        above=answer["chances"]["retained_above_cash"],
        start=answer["event"]["threshold"],
        width=width,
    )


def loss_to_retained(answer: Json, *, prefix: str, width: int = 640) -> Chart:
    """From the cost of a middling serious event to what stays: what insurance pays, the largest lines first."""
    lines = answer["event"]["lines"]
    paid = sorted((line for line in lines if line["paid"] > 0), key=lambda line: -line["paid"])
    shown, rest = (paid, []) if len(paid) <= _STEPS else (paid[: _STEPS - 1], paid[_STEPS - 1 :])
    steps = [Step(line["title"], line["paid"]) for line in shown]
    if rest:
        steps.append(Step(f"ほか{len(rest)}つの費目", sum(line["paid"] for line in rest)))
    whole = Step("かかる額", sum(line["gross"] for line in lines))
    title = "保険が払うと、自社に残る額"
    return waterfall(whole, steps, "自社に残る額", taken_by="保険から", title=title, prefix=prefix, width=width)


def readiness(answer: Json, guideline: str, *, prefix: str, width: int = 640) -> Chart | None:
    """How far the company has come in each group of a guideline; None without that guideline, or when nothing is known.

    ``guideline``: its id, 「management_guideline」 for the ten directives.
    """
    found = next((each for each in answer.get("guidelines", ()) if each["id"] == guideline), None)
    if found is None or all(group["share"] is None for group in found["groups"]):
        return None
    axes = [Axis(group["title"], group["share"]) for group in found["groups"]]
    return radar(axes, title=f"{found['title']}の{len(axes)}の項目", prefix=prefix, width=width)
