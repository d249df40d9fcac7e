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
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "company": "会社",
        "data": "データ",
        "connections": "つながり",
        "defences": "守り",
        "access": "パスワードと権限",
        "devices": "機器",
        "mail": "メールと支払い",
        "people": "人と紙",
        "partners": "取引先とクラウド",
        "response": "起きたとき",
        "management": "会社の決まり",
    }
)
"""What a question is about."""
WHO: Mapping[str, str] = MappingProxyType(
    {
        "finder": "見つけた人",
        "president": "社長",
        "it": "パソコンの担当・保守会社",
        "accounting": "経理",
        "front": "お客さまの窓口",
        "legal": "契約・個人情報の担当",
        "everyone": "全員",
    }
)
"""Who takes a step of a playbook."""
UNKNOWN = "わからない"
FICTIONAL = "架空の例。実在の商品ではありません"
