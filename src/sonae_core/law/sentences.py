"""The sentences of an answer, in Japanese: what stands and why, how the days were counted, what to do.

Sentences about the rules come from the pack; those written here only join them with the dates and numbers of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sonae_core.law.breach_report import Alternative, Deadline, ReportDates
from sonae_core.law.calendar import OfficeCalendar, japanese_date
from sonae_core.law.question import UNKNOWN, Question
from sonae_core.law.triage import Standing, Triage, unnamed_count
from sonae_core.packs.law import Regime


def of_standing(triage: Triage, question: Question, regime: Regime) -> Iterator[str]:
    """Which triggers stand, which fell away, and what the number of persons did."""
    for each in triage.standing:
        yield f"「{each.rule.title}」（{each.rule.article}）に当たるので、報告の対象です。"
        yield from each.rule.explanation
        if each.rule.more_than is not None and question.persons == UNKNOWN:
            yield f"人数が分からないので、{each.rule.more_than:,}人を超えうるものとして扱いました。"
    yield from of_too_few(triage, question)
    yield from of_unnamed_count(question, regime)


def of_unnamed_count(question: Question, regime: Regime) -> Iterator[str]:
    """What a number of persons means that was given without its trigger."""
    rule = unnamed_count(question, regime)
    if rule is None or rule.more_than is None:
        return
    name = f"「{rule.title}」（{rule.article}、{rule.kind}）"
    if question.persons == UNKNOWN:
        yield f"人数が分からず{rule.more_than:,}人を超えうるので、{name}も加えて確かめてください。"
    elif isinstance(question.persons, int) and question.persons > rule.more_than:
        yield f"人数が{rule.more_than:,}人を超えるので、{name}にも当たるはずです。加えて確かめてください。"
    else:
        yield f"人数は{rule.more_than:,}人を超えないので、{name}には当たりません。ほかの要件は人数にかかわりません。"


def of_too_few(triage: Triage, question: Question) -> Iterator[str]:
    """Why a trigger by number of persons fell away."""
    for each in triage.too_few:
        yield (
            f"人数は最大でも{question.persons:,}人で、{each.rule.more_than:,}人を超えないので、"
            f"「{each.rule.title}」（{each.rule.article}）には当たりません。"
            "あとで超えたときは、超えたと分かった日を知った日として、もう一度確かめてください。"
        )


def of_no_duty(triage: Triage, question: Question, regime: Regime) -> Iterator[str]:
    """Why there is no duty, what must be shown for it, and that a voluntary report is possible."""
    if triage.exemption is not None:
        yield from triage.exemption.explanation
    yield from of_too_few(triage, question)
    yield f"このため、{regime.law}による報告と本人への通知の義務はありません。"
    if triage.exemption is not None:
        yield from triage.exemption.proof.explanation
    yield from regime.voluntary.explanation


def of_preliminary(dates: ReportDates, regime: Regime) -> Iterator[str]:
    """The prompt report: at once, and until about when."""
    rule = regime.preliminary
    yield (
        f"速報は、すぐに出します。目安は{rule.guide_first_day}〜{rule.guide_last_day}日以内で、"
        f"知った日を1日目とすると、遅くとも{japanese_date(dates.guide_last)}ごろまでです。"
        "目安なので、休日に当たっても延びません。"
    )
    yield from rule.explanation


def of_final(dates: ReportDates, triage: Triage, regime: Regime, calendar: OfficeCalendar) -> Iterator[str]:
    """The final report: how the days were counted, why the day moved, which other readings there are."""
    final = dates.final
    if any(each.rule.malicious for each in triage.standing):
        yield f"不正の目的のおそれがあるので、確報は{final.days}日以内です。ほかの要件と重なっても同じです。"
    elif len({each.known for each in triage.standing}) > 1:
        yield "知った日が要件ごとに違うので、いちばん早い期限をとりました。"
    yield (
        f"知った日の{japanese_date(final.start)}を1日目とすると、{final.days}日目は{japanese_date(final.raw)}です。"
        "土日や祝日も数えます。"
    )
    yield from of_moved(final, regime, calendar)
    yield from of_alternatives(dates)
    yield from regime.final.explanation


def of_moved(final: Deadline, regime: Regime, calendar: OfficeCalendar) -> Iterator[str]:
    """Why the last day moved, and how the rule was read."""
    if final.moved:
        why = calendar.closed_because(final.raw)
        yield f"その日は閉庁日（{why}）なので、期限は次の開庁日の{japanese_date(final.due)}に移ります。"
        yield from regime.rolling.explanation


def of_alternatives(dates: ReportDates) -> Iterator[str]:
    """That the guideline leaves the start open, and which date to keep."""
    if dates.alternatives:
        safest = min(dates.final.due, dates.alternatives[0].deadline.due)
        yield "不正の目的のおそれを後から知ったときに、どの日を1日目とするかを、ガイドラインは決めていません。"
        for each in dates.alternatives:
            yield reason(each) + f"期限は{japanese_date(each.deadline.due)}になります。"
        yield f"いちばん早い{japanese_date(safest)}までに確報を出すことをお勧めします。"


def reason(alternative: Alternative) -> str:
    """Why the rules may also be read to give this date."""
    term = alternative.deadline
    if alternative.first_without_malice:
        return f"先に知った要件だけで数える読み方では、{japanese_date(term.start)}を1日目とする{term.days}日です。"
    return f"不正の目的のおそれを知った{japanese_date(term.start)}を1日目とする読み方では、{term.days}日です。"


def too_few_reason(each: Standing) -> str:
    """One line for programs: why the trigger fell away."""
    return f"{each.rule.more_than:,}人を超えない"


def iso(day: date) -> str:
    """``2026-11-24``."""
    return day.isoformat()
