"""What makes a sending look like a machine's. Nothing here refuses: it is asked one plain question, or kept apart.

A person must never be turned away by a guess, and a machine must not learn what gave it away: both see the same page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.core import signing

TRAP = "homepage"
"""A field that no person sees. Programs fill in whatever looks like an address of the web."""
LEAST = timedelta(seconds=3)
"""Nobody fills in the form faster."""
MANY_LINKS = 3
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥々ｦ-ﾟ]")
_LONG = 40
REASONS: Mapping[str, str] = {
    "trap": "人には見えない欄に入力がありました",
    "wrong": "確認の質問の答えが違いました",
    "fast": "開いてから3秒たたずに送られました",
    "unseen": "フォームを開かずに送られました",
    "links": "本文にアドレスが3つ以上あります",
    "foreign": "長い本文に日本語がありません",
    "burst": "同じところから続けて送られました",
    "repeated": "同じメールアドレスで続けて送られました",
}
"""Code → what the agency reads."""
SURE = frozenset(("trap", "wrong", "repeated"))
"""Reasons that a question would not take away."""


def look(*, trap: str, shown_at: str, text: str, at: datetime, burst: bool) -> list[str]:
    """Codes of what looks odd. ``shown_at``: when the form was shown, as it says itself, or empty."""
    found = {
        "trap": bool(trap.strip()),
        "unseen": not shown_at,
        "fast": bool(shown_at) and at - datetime.fromisoformat(shown_at) < LEAST,
        "links": len(_LINK.findall(text)) >= MANY_LINKS,
        "foreign": len(text) >= _LONG and not _JAPANESE.search(text),
        "burst": burst,
    }
    return [code for code, odd in found.items() if odd]


def is_sure(reasons: Sequence[str]) -> bool:
    """Whether it is kept apart without asking."""
    return bool(SURE & set(reasons))


# --- one plain question ---------------------------------------------------------------------------------------------

_DIGITS = "０一二三四五六七八九"
_SALT = "sonae.leads.question"
_AGE = 3600


def question_of(number: int) -> tuple[str, str]:
    """A sum in words that people read, and what comes back with the answer. ``number``: any, the sum is made of it."""
    left, right = 2 + number % 7, 1 + number // 7 % 8
    return f"{_DIGITS[left]}たす{_DIGITS[right]}は、いくつですか", signing.dumps([left + right], salt=_SALT)


def is_right(answer: str, seal: str) -> bool:
    """Whether the sum is right."""
    try:
        [total] = signing.loads(seal, salt=_SALT, max_age=_AGE)
    except (signing.BadSignature, ValueError):
        return False
    return answer.strip().isdecimal() and len(answer.strip()) < 4 and int(answer) == total
