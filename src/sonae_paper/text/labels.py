"""Japanese words for the short closed lists of the answers: grades of effects, confidence of facts, yes and no."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

GRADES: Mapping[str, str] = MappingProxyType(
    {
        "experiment": "実験の数字",
        "observational": "観察の数字",
        "vendor": "売り手の数字",
        "judgement": "判断によるもの",
    }
)
CONFIDENCES: Mapping[str, str] = MappingProxyType(
    {
        "verified": "出典を読んだもの",
        "derived": "出典から計算したもの",
        "unverified": "出典が未確認のもの",
        "assumed": "仮定",
    }
)
YES_NO: Mapping[str, str] = MappingProxyType({"yes": "はい", "partial": "一部", "no": "いいえ"})
UNKNOWN = "わからない"
FICTIONAL = "架空の例。実在の商品ではありません"
