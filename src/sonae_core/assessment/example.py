"""A complete, commented COMPANY.yaml of an invented company, written from the questions of the packs."""

from __future__ import annotations

from sonae_core.packs.questions import UNKNOWN, YES_PARTIAL_NO, Question
from sonae_core.packs.snapshot import Pack

_HEAD = """\
# 「sonae assess」に渡す会社のファイルの例です。会社は架空です。
# 値を自社のものに書きかえてください。わからない質問は unknown のままで計算できます。
company:
  name: みほん金属製作所（架空）
  industry: E              # 日本標準産業分類の大分類（A〜T）。製造業は E、卸売・小売業は I、医療・福祉は P
  employees: 28            # 従業員の数（人）
  sales: 500_000_000       # 直近1年の売上高（円）
  # 次の2つを両方書くと、止まった1日の損失を業種の目安ではなく自社の数字で計算します
  # operating_profit: 20_000_000     # 営業利益（円。赤字はマイナス）
  # continuing_costs: 130_000_000    # 止まっていても出ていく固定費（円）

answers:
"""
_FURTHER = """
  # くわしい質問票。答えると幅が狭まり、もうしている対策は一覧から外れます。
  # 答える行だけ、はじめの # を消し、unknown を yes（はい）、partial（一部）、no（いいえ）などに書きかえてください。
"""
_TAIL = """
policy:                    # いま入っているサイバー保険（なければ policy をまるごと消します）
  product: ご加入の保険（例）
  aggregate_limit: 100_000_000       # 1年の支払限度額（円）
  sections:
    - {id: liability, lines: [damages, defence], retention: 100_000, limit: 100_000_000}
    - id: costs
      lines: [forensics, consulting, legal, notification_letters, call_centre]
      retention: 100_000
      limit: 20_000_000

budget:                    # 対策に使える予算（円）。数だけを書くと初年度の予算になります
  first_year: 1_500_000    # 初年度（初めの費用と1年分の費用）
  # yearly: 600_000        # 毎年の費用の上限
  # includes_premium: true # 保険料もこの予算から出すとき

cash: 10_000_000           # 事故のとき、自社の手持ちで払える額（円）
"""
_CHOSEN = {
    "works_by_hand": "partly",
    "persons_held": "1_200",
    "data_class": "basic",
    "remote_access": "vpn",
    "web_presence": "form",
    "supplier_dependence": UNKNOWN,
    "mfa": "no",
    "backup": "no",
    "updates": "partial",
}
"""What the invented company answers; a question that is not named here stays open."""


def example(pack: Pack) -> str:
    """YAML text that ``assess`` accepts."""
    asked = [question for question in pack.questions.values() if question.company_field is None]
    short = "\n".join(_question(question) for question in asked if question.sheet == "short")
    further = "\n".join(_further(question) for question in asked if question.sheet == "full")
    return f"{_HEAD}{short}\n{_FURTHER}{further}\n{_TAIL}"


def _question(question: Question) -> str:
    answer = _CHOSEN.get(question.id, UNKNOWN)
    if question.kind != "number" and answer not in question.option_ids:
        answer = UNKNOWN
    return f"  # {question.text}\n  #   {_options(question)}\n  {question.id}: {answer}"


def _further(question: Question) -> str:
    """A question of the full sheet, on a line that can be switched on."""
    options = "" if question.option_ids == YES_PARTIAL_NO else f" {_options(question)}"
    return f"  # {question.id}: {UNKNOWN}  # {question.text}{options}"


def _options(question: Question) -> str:
    if question.kind == "number":
        return f"整数（{question.unit}）、または unknown"
    if question.option_ids == YES_PARTIAL_NO:
        return "yes（はい）、partial（一部）、no（いいえ）、unknown（わからない）"
    options = "、".join(f"{option.id}（{option.label}）" for option in question.options)
    return f"{options}、unknown（わからない）"
