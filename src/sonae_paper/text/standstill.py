"""A stop in words: what it costs, which part falls into the waiting hours, what a cover would pay of it."""

from __future__ import annotations

from decimal import Decimal

from sonae_core.cover.ledger import HOURS_A_DAY
from sonae_core.cover.standstill import Stop, StopCost
from sonae_paper.text.numbers import about_yen


def plain(number: Decimal) -> str:
    """「3.5」, 「14」: no zeros that say nothing."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def length(stop: Stop) -> str:
    """「3.5日（84時間）」."""
    return f"{plain(stop.days)}日（{plain(stop.hours)}時間）"


def costs(found: StopCost) -> str:
    """The sum, in one sentence."""
    stop = found.stop
    part = "全部が止まると" if stop.percent == 100 else f"仕事の{plain(stop.percent)}％が止まると"
    return f"{part}、{length(stop)}で{about_yen(found.gross, 3)}になります。"


def shared(found: StopCost) -> str:
    """What is paid of it and what is not, both in the same breath."""
    stop = found.stop
    hours = plain(stop.waiting_hours)
    if not stop.waiting_hours:
        return "待機時間がない補償なら、この全部が計算の対象になります。"
    if not found.beyond:
        return f"待機時間の{hours}時間の中で終わるので、保険からは出ません。全部が会社に残ります。"
    return (
        f"はじめの{hours}時間の{about_yen(found.waiting, 3)}は会社に残り、"
        f"そのあとの{about_yen(found.beyond, 3)}が、補償の計算の対象になります。"
    )


def shortest_paid(stop: Stop) -> str:
    """From how long a stop on a cover pays at all."""
    if not stop.waiting_hours:
        return ""
    days = plain((stop.waiting_hours / HOURS_A_DAY).quantize(Decimal("0.1")))
    return f"待機時間は約{days}日分です。それより短い停止では、保険から出ません。"
