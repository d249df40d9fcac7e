"""Two questions that nobody need answer: what is to be protected, and why one asks. The first signs of what is wanted.

The words are kept as they were shown, because what somebody wanted must be readable later as they said it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A question with its answers: code → words."""

    text: str
    options: Mapping[str, str]


INTENTS: Mapping[str, Asked] = {
    "protect": Asked(
        "いちばん守りたいもの",
        {
            "data": "お客様や従業員の情報",
            "running": "業務が止まらないこと",
            "money": "お金（だまし取られる送金など）",
            "trust": "取引先からの信用",
            "undecided": "まだ決まっていない",
        },
    ),
    "why": Asked(
        "ご相談のきっかけ",
        {
            "asked": "取引先や親会社から求められた",
            "heard": "近くの会社や業界で被害があった",
            "renewal": "いまの保険を見直したい",
            "cost": "いくらかかるかを知りたい",
            "hit": "被害に遭った、または遭いかけた",
            "other": "そのほか",
        },
    ),
}


def in_words(given: Mapping[str, str]) -> dict[str, str]:
    """Question → answer, both as they were shown; what was not answered is left out."""
    return {
        INTENTS[name].text: INTENTS[name].options[code]
        for name, code in given.items()
        if name in INTENTS and code in INTENTS[name].options
    }
