"""Yen, ranges, shares and frequencies in words, so that the same figure reads alike everywhere."""

from __future__ import annotations

_MAN = 10_000
_OKU = 100_000_000
_CHO = 1_000_000_000_000


def exact_yen(yen: float) -> str:
    """To the yen: 「1,234,567円」."""
    return f"{round(yen):,}円"


def rounded(yen: float, digits: int = 2) -> int:
    """To so many significant digits, never finer than 1,000 yen above 10,000 yen."""
    whole = round(abs(yen))
    if whole == 0:
        return 0
    step: int = 10 ** max(len(str(whole)) - digits, 0)
    value = (whole + step // 2) // step * step
    return -value if yen < 0 else value


def about_yen(yen: float, digits: int = 2) -> str:
    """In the units people speak in: 「約1,200万円」, 「約3億4,000万円」, 「0円」."""
    value = rounded(yen, digits)
    return "0円" if value == 0 else "約" + spoken_yen(value)


def spoken_yen(yen: int) -> str:
    """Whole yen with 兆, 億 and 万: 「1億2,000万円」, 「35万円」, 「8,000円」."""
    if yen < 0:
        return "−" + spoken_yen(-yen)
    if yen < _MAN:
        return f"{yen:,}円"
    parts = []
    for unit, name in ((_CHO, "兆"), (_OKU, "億"), (_MAN, "万")):
        count, yen = divmod(yen, unit)
        if count:
            parts.append(f"{count:,}{name}")
    return "".join(parts) + (f"{yen:,}円" if yen else "円")


def yen_range(low: float, high: float, digits: int = 2) -> str:
    """「200万円〜4,500万円」; one figure when both round alike."""
    a, b = rounded(low, digits), rounded(high, digits)
    return f"約{spoken_yen(a)}" if a == b else f"{spoken_yen(a)}〜{spoken_yen(b)}"


def companies_of(probability: float, of: int = 100) -> tuple[int | None, int]:
    """A yearly chance as so many companies of 100; below 1 %, or with ``of=1000``, of 1,000.

    The count is None where it would round to none although it can happen: fewer than one in 1,000.
    """
    if probability <= 0:
        return 0, of
    if probability >= 0.995:
        return 100, 100
    if probability >= 0.01 and of == 100:
        return round(probability * 100), 100
    return (round(probability * 1000) if probability >= 0.001 else None), 1000


def out_of_companies(probability: float, of: int = 100) -> str:
    """A yearly chance as companies: 「100社のうち6社」; below 1 % of 1,000; never 0 where it can happen.

    ``of=1000`` where it stands beside one that is below 1 %.
    """
    if probability <= 0:
        return "ほぼありません"
    if probability >= 0.995:
        return "ほぼすべての会社"
    count, whole = companies_of(probability, of)
    return "1,000社のうち1社未満" if count is None else f"{whole:,}社のうち{count}社"


def percent(share: float, digits: int = 0) -> str:
    """「12%」; small shares keep a digit."""
    value = share * 100
    if value and abs(value) < 1:
        return f"{value:.2g}%"
    return f"{value:.{digits}f}%"


def spoken_count(count: float, unit: str) -> str:
    """A whole number with 兆, 億 and 万 and its unit: 「7,010億パケット」, 「250万人」, 「3社」."""
    return spoken_yen(round(count)).removesuffix("円") + unit


def short_count(count: float, unit: str, digits: int = 4) -> str:
    """Like ``spoken_count`` where there is little room: beyond so many digits it is rounded, and says 「約」."""
    whole = round(count)
    short = rounded(whole, digits)
    return ("" if short == whole else "約") + spoken_count(short, unit)
