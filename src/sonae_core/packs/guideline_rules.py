"""Rules between guidelines, questions and measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sonae_core.packs.findings import Finding
from sonae_core.packs.guidelines import Guideline
from sonae_core.packs.measures import Measure
from sonae_core.packs.questions import Question
from sonae_core.packs.shelf import Item, Shelf


def directives_agree(shelf: Shelf) -> Iterator[Finding]:
    """A measure that a topic of a directive names carries the number of that directive."""
    for item in shelf.of("guidelines").values():
        for place, group in enumerate(item.value.groups):
            for index, topic in enumerate(group.topics):
                for number, name in enumerate(topic.measures):
                    measure: Measure | None = shelf.value("measures", name)
                    if group.directive and measure is not None and group.directive not in measure.directives:
                        yield item.place.finding(
                            ("groups", place, "topics", index, "measures", number),
                            f"対策 {name} の directives に {group.directive} がありません",
                            "対策の directives に足すか、ここから消してください",
                        )


def scored_topics_are_answered_yes_or_no(shelf: Shelf) -> Iterator[Finding]:
    """Where a guideline has points, the first question of a topic can be answered yes, partly, no."""
    for item in shelf.of("guidelines").values():
        guideline: Guideline = item.value
        if guideline.scoring is not None:
            yield from _without_score(shelf, item, guideline)


def _without_score(shelf: Shelf, item: Item, guideline: Guideline) -> Iterator[Finding]:
    for place, group in enumerate(guideline.groups):
        for index, topic in enumerate(group.topics):
            question: Question | None = shelf.value("questions", topic.questions[0])
            if question is not None and question.kind != "yes_partial_no":
                yield item.place.finding(
                    ("groups", place, "topics", index, "questions", 0),
                    f"点数を付けられない質問です（{question.id}）",
                    "はい・一部・いいえ の質問を初めに書いてください",
                )


GUIDELINE_RULES: tuple[Callable[[Shelf], Iterator[Finding]], ...] = (
    directives_agree,
    scored_topics_are_answered_yes_or_no,
)
