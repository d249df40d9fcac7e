"""What an answer says of the question sheet itself: what it would still ask, and how far public self checks are met."""

from __future__ import annotations

from typing import Any

from sonae_paper.text import sentences

Json = dict[str, Any]

MOST_TELLING = 5
"""How many questions of the full sheet are named to those who answered the short one."""


def further_text(answer: Json, titles: dict[str, str]) -> str:
    """How much the full sheet would ask besides, and what of it would tell most; empty when all is answered."""
    asked = len(answer["further"]) + len(answer["checklist"])
    if not asked:
        return ""
    head = f"くわしい質問票には、あと{asked}問あります（書き方は「./sonae assess --example」）"
    lines = [f"{head}。金額がよく動く質問:" if answer["further"] else head]
    for each in answer["further"][:MOST_TELLING]:
        effect = sentences.open_effect(each["effect_on_range"])
        lines.append(f"・{titles.get(each['question'], each['question'])}（{effect}）")
    return "\n".join(lines)


def scores_text(answer: Json) -> str:
    """Points that a guideline has of its own, apart from every yen; told once most of its topics are answered."""
    lines: list[str] = []
    for each in answer["guidelines"]:
        score = each["score"]
        if score is not None and score["answered"] * 2 > score["topics"]:
            count = f"{score['topics']}項目のうち{score['answered']}項目の答えから"
            lines.append(f"{each['title']}の目安: {score['most']}点中{score['points']}点（{count}）")
            lines += [f"  {text}" for text in (score["band"], score["note"], each["what_it_is_not"]) if text]
    return "\n".join(lines)
