"""The units a fact may have, what people call them, and between which numbers a value in that unit can lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_MOST_YEN = 1e15


@dataclass(frozen=True)
class Unit:
    """A unit: its Japanese name, and the least and greatest number that make sense in it."""

    title: str
    low: float = 0.0
    high: float = 1e12
    above: bool = False
    """The least number itself does not make sense either."""

    def holds(self, value: float) -> bool:
        """Whether a value in this unit can be that number."""
        return (self.low < value if self.above else self.low <= value) and value <= self.high


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "per_year": Unit("件/年", high=1000),
        "share": Unit("割合（0〜1）", high=1),
        "factor": Unit("倍", high=1000, above=True),
        "exponent": Unit("べき指数", low=-20, high=20),
        "sigma": Unit("対数の標準偏差", high=5, above=True),
        "correlation": Unit("相関", low=0, high=0.99),
        "hours": Unit("時間"),
        "days": Unit("日"),
        "months": Unit("か月"),
        "years": Unit("年"),
        "yen": Unit("円", high=_MOST_YEN),
        "yen_per_year": Unit("円/年", high=_MOST_YEN),
        "yen_per_event": Unit("円/事故", high=_MOST_YEN),
        "yen_per_device": Unit("円/台", high=_MOST_YEN),
        "yen_per_server": Unit("円/サーバー", high=_MOST_YEN),
        "yen_per_person": Unit("円/人", high=_MOST_YEN),
        "yen_per_month": Unit("円/月", high=_MOST_YEN),
        "yen_per_device_month": Unit("円/台・月", high=_MOST_YEN),
        "yen_per_day": Unit("円/日", high=_MOST_YEN),
        "yen_per_staff_day": Unit("円/人日", high=_MOST_YEN),
        "yen_per_employee": Unit("円/従業員", high=_MOST_YEN),
        "yen_per_employee_year": Unit("円/従業員・年", high=_MOST_YEN),
        "persons": Unit("人（本人の数）"),
        "persons_per_employee": Unit("人/従業員"),
        "employees": Unit("人（従業員）"),
        "devices": Unit("台"),
        "servers": Unit("サーバー（台）"),
        "devices_per_employee": Unit("台/従業員", high=100),
        "person_days": Unit("人日"),
        "person_months": Unit("人月"),
        "organisations": Unit("組織（数）"),
        "answers": Unit("回答（数）"),
        "reports": Unit("件（届出・報告）"),
        "packets": Unit("パケット", high=1e18),
        "packets_per_address": Unit("パケット/番号"),
        "addresses": Unit("番号（IPアドレス、数）"),
    }
)
