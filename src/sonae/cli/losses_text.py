"""The answer of ``losses`` as a table for people."""

from __future__ import annotations

from typing import Any

_FIGURES = (("gross", "損害の総額"), ("paid", "支払われる保険金"), ("retained", "自己負担"))
_SOLVERS = {"compound": "厳密計算", "simulate": "シミュレーション"}


def losses_text(answer: dict[str, Any]) -> str:
    """One block a figure, then the probabilities and how each was computed."""
    lines = ["1年あたり（円）", ""]
    for name, title in _FIGURES:
        block = answer[name]
        lines.append(f"{title}（{_SOLVERS[answer['solvers'][name]]}）")
        error = answer["standard_error"][f"{name}_mean"]
        lines.append(f"  平均 {_yen(block['mean'])}" + (f"（標準誤差 {_yen(error)}）" if error is not None else ""))
        lines.append(f"  標準偏差 {_yen(block['sd'])}")
        for level, value in block["quantiles"].items():
            lines.append(
                f"  {_percent(level)}の年はこれ以下 {_yen(value)}、それを超える年の平均 {_yen(block['tvar'][level])}"
            )
        for amount, probability in block["cdf"].items():
            lines.append(f"  {_yen(float(amount))}以下の確率 {_percent(probability)}")
        lines.append("")
    chances = answer["probabilities"]
    lines.append(f"事故が1件も起きない確率 {_percent(chances['no_event'])}")
    lines.append(f"保険金が出ない確率 {_percent(chances['no_payment'])}")
    if chances["aggregate_exhausted"] is not None:
        lines.append(f"年間の支払限度額を使い切る確率 {_percent(chances['aggregate_exhausted'])}")
    if answer["years"]:
        lines.append(f"シミュレーションは{answer['years']:,}年、乱数の種は{answer['seed']}")
    return "\n".join(lines)


def _yen(value: float | None) -> str:
    return "存在しません" if value is None else f"{value:,.0f}円"


def _percent(value: float | str) -> str:
    return f"{float(value) * 100:.6g}%"
