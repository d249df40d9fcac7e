"""Rules between cost lines, scenarios and what insurance pays in general."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sonae_core.packs.covering import Cause, CoverLine
from sonae_core.packs.findings import Finding
from sonae_core.packs.shelf import Shelf, near


def every_line_has_a_standing(shelf: Shelf) -> Iterator[Finding]:
    """No cost line is left without a word on whether insurance pays it."""
    if shelf.has_gaps:
        return  # what could not be read may say it
    for name, item in shelf.of("lines").items():
        if name not in shelf.of("cover_lines"):
            yield item.place.finding(
                (), f"補償の有無が書かれていない費目です（{name}）", "cover_lines に書いてください"
            )


def standings_fit_their_lines(shelf: Shelf) -> Iterator[Finding]:
    """What cannot be insured is not paid, and the section named exists."""
    for item in shelf.of("cover_lines").values():
        rule: CoverLine = item.value
        line = shelf.value("lines", rule.line)
        if line is not None and not line.insurable and rule.standing != "not_paid":
            yield item.place.finding(
                ("standing",), f"保険にできない費目です（{rule.line}）", "standing を not_paid にしてください"
            )
        if rule.kind is not None and shelf.missing("cover_kinds", rule.kind):
            yield item.place.finding(
                ("kind",), f"ない補償の種類です（{rule.kind}）", near(rule.kind, shelf.of("cover_kinds"))
            )


def causes_meet_lines_that_arise(shelf: Shelf) -> Iterator[Finding]:
    """A cause speaks of costs that its scenarios have, or nobody would ever read it."""
    for item in shelf.of("cover_causes").values():
        cause: Cause = item.value
        scenarios = [shelf.value("scenarios", name) for name in cause.scenarios]
        if None in scenarios:
            continue
        arising = {entry.line for scenario in scenarios if scenario is not None for entry in scenario.lines}
        for index, line in enumerate(cause.lines):
            if line not in arising:
                yield item.place.finding(
                    ("lines", index), f"この事故ではかからない費目です（{line}）", "lines から消してください"
                )


COVER_RULES: tuple[Callable[[Shelf], Iterator[Finding]], ...] = (
    every_line_has_a_standing,
    standings_fit_their_lines,
    causes_meet_lines_that_arise,
)
