"""Why a part of a cost is not paid: one Japanese sentence a reason, with the term and its amount."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sonae_core.cover.ledger import Entry
from sonae_core.cover.order import Reason
from sonae_core.cover.terms import LineTerms, SectionTerms, Terms


@dataclass(frozen=True)
class Cutback:
    """What the sentence speaks of: the terms at work, the entry, and the yen that are not paid."""

    terms: Terms
    section: SectionTerms
    line: LineTerms
    entry: Entry
    yen: int


def yen_text(amount: Decimal | int) -> str:
    """1000000 as 「1,000,000円」."""
    return f"{amount:,.0f}円" if isinstance(amount, Decimal) else f"{amount:,}円"


def plain(number: Decimal) -> str:
    """A decimal without exponent or idle zeros: 7.50 as 「7.5」."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _first(own: Decimal | None, shared: Decimal | None) -> str:
    return plain(own or shared or Decimal(0))


def _no_consent(cut: Cutback) -> str:
    return f"保険会社の事前の同意がないため、この費用{yen_text(cut.yen)}は支払われません。"


def _waiting(cut: Cutback) -> str:
    hours = _first(cut.line.waiting_hours, cut.section.waiting_hours)
    return f"はじめの{hours}時間は補償されないため（待機時間）、{yen_text(cut.yen)}は支払われません。"


def _max_hours(cut: Cutback) -> str:
    hours = _first(cut.line.max_hours, cut.section.max_hours)
    return f"補償される時間は{hours}時間までのため、{yen_text(cut.yen)}は支払われません。"


def _share(cut: Cutback) -> str:
    share = cut.line.share if cut.line.share != 1 else cut.terms.event_share
    return f"支払われるのは費用の{plain(share * 100)}%のため、{yen_text(cut.yen)}は自社の負担です。"


def _per_head(cut: Cutback) -> str:
    amount, heads = cut.line.per_head or 0, cut.entry.heads or 0
    return (
        f"1人あたり{yen_text(amount)}まで（{heads:,}人で{yen_text(amount * heads)}）のため、"
        f"{yen_text(cut.yen)}は支払われません。"
    )


def _sublimit(cut: Cutback) -> str:
    limit = cut.line.sublimit or Decimal(0)
    return f"この費目の1事故の限度額は{yen_text(limit)}のため、{yen_text(cut.yen)}は支払われません。"


def _retention(cut: Cutback) -> str:
    return f"免責金額{yen_text(cut.section.retention)}のうち、{yen_text(cut.yen)}は自社の負担です。"


def _section_limit(cut: Cutback) -> str:
    limit = cut.section.limit or Decimal(0)
    return f"この補償の1事故の限度額は{yen_text(limit)}のため、{yen_text(cut.yen)}は支払われません。"


def _period(owner: str, limit: Decimal | None, paid: Decimal, cut: Cutback) -> str:
    before = f"（これまでの支払い{yen_text(paid)}）" if paid else ""
    return (
        f"{owner}の保険期間中の限度額は{yen_text(limit or Decimal(0))}{before}のため、"
        f"{yen_text(cut.yen)}は支払われません。"
    )


def _section_aggregate(cut: Cutback) -> str:
    return _period("この補償", cut.section.aggregate_limit, cut.section.already_paid, cut)


def _event_limit(cut: Cutback) -> str:
    limit = cut.terms.event_limit or Decimal(0)
    return f"契約全体の1事故の限度額は{yen_text(limit)}のため、{yen_text(cut.yen)}は支払われません。"


def _policy_aggregate(cut: Cutback) -> str:
    return _period("契約全体", cut.terms.aggregate_limit, cut.terms.already_paid, cut)


_SENTENCES: dict[Reason, Callable[[Cutback], str]] = {
    Reason.NO_CONSENT: _no_consent,
    Reason.WAITING: _waiting,
    Reason.MAX_HOURS: _max_hours,
    Reason.SHARE: _share,
    Reason.PER_HEAD: _per_head,
    Reason.SUBLIMIT: _sublimit,
    Reason.RETENTION: _retention,
    Reason.SECTION_LIMIT: _section_limit,
    Reason.SECTION_AGGREGATE: _section_aggregate,
    Reason.EVENT_LIMIT: _event_limit,
    Reason.POLICY_AGGREGATE: _policy_aggregate,
}


def sentence(reason: Reason, cut: Cutback) -> str:
    """The sentence for a cost that a section covers."""
    return _SENTENCES[reason](cut)


def uncovered_sentence(yen: int) -> str:
    """The sentence for a cost that no section covers."""
    return f"この契約の補償の対象でない費用のため、{yen_text(yen)}は支払われません。"
