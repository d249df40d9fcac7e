"""A request in words: what was asked, why, and what brought whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonae.leads.models import ASKS_NAMES, Request

ORIGINS: Mapping[str, str] = {
    "landing": "はじめに開いたページ",
    "referrer": "来たサイト",
    "utm_source": "参照元",
    "utm_medium": "媒体",
    "utm_campaign": "キャンペーン",
    "utm_content": "広告の内容",
    "utm_term": "言葉",
    "qr": "QRコード",
}
"""Keys of ``web.arrival``, as people read them; others are nobody's business."""


def asked_for(request: Request) -> list[tuple[str, str]]:
    """Pairs of question and answer: what they want, and why they ask."""
    wishes = "、".join(request.wishes.order_by("title").values_list("title", flat=True))
    return [
        pair
        for pair in (
            ("ご希望", ASKS_NAMES[request.kind]),
            ("資料", wishes),
            *intent_of(request),
            ("電話を受けやすい時間", request.call_times),
            ("ご質問・ご要望", request.message),
        )
        if pair[1]
    ]


def intent_of(request: Request) -> list[tuple[str, str]]:
    """What they want to protect and why they ask, in the words that were shown."""
    return [(str(question), str(answer)) for question, answer in request.intent.items()]


def origin_of(came: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What brought a visit, in words; empty where nothing is known."""
    return [(words, str(came[name])) for name, words in ORIGINS.items() if came.get(name)]


def origin_line(came: Mapping[str, Any]) -> str:
    """The same on one line."""
    return "／".join(f"{name}: {value}" for name, value in origin_of(came))
