"""報告義務: must it be reported, by when, and what to write to the others. Asked by GET; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sonae.public.tools.asking import UNKNOWN, Form
from sonae.public.views import library
from sonae.web.clock import now, today
from sonae_core.law.answer import adviser
from sonae_core.law.breach_report import ReportDates
from sonae_core.law.leak_check import Checked, Told, Verdict, asked_kinds, check, counted_kind
from sonae_core.packs.law import Regime
from sonae_core.values.errors import InputError
from sonae_paper.text import leak
from sonae_paper.text.calendar import calendar
from sonae_paper.text.dates import short_date, weekday_date
from sonae_paper.text.labels import CONFIDENCES

MOST_PERSONS = 1_000_000_000
YES_NO = (("yes", "はい"), ("no", "いいえ"), (UNKNOWN, "わからない"))
WHOSE = (
    ("own", "自社で持っている"),
    ("handed", "自社のものを、よその会社に任せている（委託元）"),
    ("held", "よその会社から預かっている（委託先）"),
    (UNKNOWN, "わからない"),
)
SHIELDS = (
    ("none", "守られていなかった"),
    ("encrypted", "高度な暗号化などで守られていた"),
    ("recovered_unread", "だれかに見られる前に、全部を回収した"),
    (UNKNOWN, "わからない"),
)
SAID = {"yes": True, "no": False}


@dataclass(frozen=True)
class Asking:
    """The form, and what it tells once nothing has to be mended."""

    form: Form
    regime: Regime
    kinds: tuple[str, ...]
    told: Told | None
    whose: str

    @property
    def query(self) -> str:
        """The same question as an address; a day that was understood as a bare day."""
        fields = self.form.fields
        typed = {name: field.typed for name, field in fields.items() if field.typed}
        if self.told:
            typed = {**typed, "known": self.told.known.isoformat(), "known-text": ""}
        unsure = {"persons-unknown": UNKNOWN} if fields["persons"].unsure else {}
        return urlencode({"entity": self.regime.entity, **typed, **unsure})


def asking(query: QueryDict, day: date) -> Asking:
    """Read the query; ``day`` is today."""
    regimes = adviser().law.regimes
    regime = regimes.get(query.get("entity", ""), regimes["business"])
    form = Form(query, ("known", "known-text", "persons", "whose", "shield", *regime.kinds))
    known = _known(form, regime, day)
    rules = asked_kinds(regime, known or day)
    situations = {
        rule.kind: SAID.get(form.choice(rule.kind, leak.asked(rule), YES_NO, rule.explanation[0])) for rule in rules
    }
    counted = counted_kind(regime, known or day)
    hint = f"{counted.more_than:,}人を超えると、それだけで報告の対象です。{counted.explanation[0]}"
    persons = form.number_or_unknown("persons", "本人は、多くて何人ですか", "人", high=MOST_PERSONS, hint=hint)
    whose = form.choice("whose", "だれの情報ですか", WHOSE)
    shield = form.choice("shield", "情報は守られていましたか", SHIELDS)
    told = None
    if form.is_answered and known is not None:
        exempt = shield if shield in {each.kind for each in regime.exemptions} else None
        told = Told(regime.entity, known, situations, persons, exempt)
    return Asking(form, regime, tuple(situations), told, whose)


def _known(form: Form, regime: Regime, day: date) -> date | None:
    hint = "会社のどこかの部署が、はじめて知った日です。任せた先から聞いたときは、おそくとも聞いた日です。"
    known = form.day("known", "いつ知りましたか", day, hint)
    if known is None:
        return None
    field = form.fields["known-text" if form.fields["known-text"].typed else "known"]
    if known > day:
        field.error = f"まだ来ていない日です（{weekday_date(known)}）。きょうまでの日にしてください。"
    elif known < regime.first_day:
        field.error = f"報告は{weekday_date(regime.first_day)}から義務になりました。それより前の日は計算できません。"
    return None if field.error else known


@require_safe
def duty_check(request: HttpRequest) -> HttpResponse:
    """The three questions, and the answer with its days."""
    day = today()
    asked = asking(request.GET, day)
    found = _checked(asked)
    fields = asked.form.fields
    context = {
        "form": asked.form,
        "fields": fields,
        "known_text": fields["known-text"],
        "kinds": [fields[kind] for kind in asked.kinds],
        "entity": asked.regime.entity,
        "entities": leak.ENTITIES.items(),
        "today": day,
        "law": asked.regime.law,
        **(_result(asked, found, day) if found else {}),
    }
    return render(request, "public/tools/duty_check.html", context, status=422 if asked.form.errors else 200)


def _checked(asked: Asking) -> Checked | None:
    if asked.told is None:
        return None
    try:
        return check(asked.told, adviser())
    except InputError as error:
        asked.form.fields["known"].error = f"{error.problem}。{error.remedy}。"
        return None


@require_safe
def duty_calendar(request: HttpRequest) -> HttpResponse:
    """The days for a calendar; without days the page says why there are none."""
    asked = asking(request.GET, today())
    found = _checked(asked)
    if found is None or found.answer.dates is None:
        return HttpResponseRedirect(f"{reverse('duty-check')}?{asked.query}")
    events = leak.day_events(found, asked.regime, found.answer.dates)
    body = calendar(f"{leak.ENTITIES[asked.regime.entity]}の報告の期限", events, now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="houkoku-kigen.ics"'
    return response


def _result(asked: Asking, found: Checked, day: date) -> dict[str, Any]:
    dates = found.answer.dates
    return {
        "verdict": found.verdict.value,
        "headline": leak.verdict(found),
        "because": leak.because(found),
        "shorter": leak.shorter(found, asked.regime),
        "explanation": leak.explained(found),
        "undecided": found.verdict is Verdict.UNDECIDED,
        "rows": _rows(asked, dates, day) if dates else [],
        "items": asked.regime.items.items,
        "recipient": asked.regime.recipient.explanation[0],
        "desk": library().desks["ppc"],
        "messages": _messages(asked, found, day),
        "confidence": CONFIDENCES[found.answer.confidence.value],
        "sources": [
            {**source, "grade": CONFIDENCES[str(source["confidence"])], "day": date.fromisoformat(str(source["as_of"]))}
            for source in found.answer.sources
        ],
        "query": asked.query,
    }


def _rows(asked: Asking, dates: ReportDates, day: date) -> list[dict[str, Any]]:
    """What to do by when: date first, how long there is second."""
    guide = f"目安は{short_date(dates.guide_first)}〜{short_date(dates.guide_last)}。休日でも延びません。"
    soon = {"left": leak.left(dates.guide_last, day), "over": dates.guide_last < day}
    rows: list[dict[str, Any]] = []
    if asked.whose == "held":
        duty = library().duties["processor_tell_client"]
        rows.append({"title": duty.title, "when": "すみやかに", "note": f"{guide}{duty.what}", **soon})
    note = f"{guide}わかっていることだけで出せます。"
    rows.append({"title": "速報", "when": "すぐに", "note": note, **soon})
    due = dates.final.due
    rows.append(
        {
            "title": "確報",
            "when": f"{weekday_date(due)}まで",
            "day": due,
            "note": leak.moved(dates),
            "left": leak.left(due, day),
            "late": due < day,
        }
    )
    rows.append({"title": "本人への通知", "when": "すみやかに", "note": asked.regime.notify_persons.explanation[0]})
    return rows


def _messages(asked: Asking, found: Checked, day: date) -> list[leak.Message]:
    """To whom there is somebody to write; to both where it is not known whose it is."""
    dates = found.answer.dates
    if dates is None or asked.told is None:
        return []
    messages = []
    if asked.whose in ("handed", UNKNOWN):
        messages.append(leak.to_processor(asked.regime, dates, day))
    if asked.whose in ("held", UNKNOWN):
        told = Told(asked.told.entity, day, asked.told.situations, asked.told.persons, asked.told.exempt)
        theirs = check(told, adviser()).answer.dates
        messages.append(leak.to_entrusting(asked.regime, dates, theirs, day))
    return messages
