"""The sheet: one question a page, or all of a group on one, then the answers to check and the button that computes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sonae.accounts.site import house_of
from sonae.answers.models import Answer
from sonae.assessments import actions
from sonae.assessments.case import company_file, guessed, size
from sonae.assessments.links import new_link, results_link
from sonae.assessments.models import KEPT, Draft
from sonae.assessments.prospect import how_many
from sonae.assessments.sheet import (
    GROUP_TITLES,
    SHORT_GROUPS,
    AnswerError,
    Asked,
    further,
    further_groups,
    sheet,
    short_sheet,
    shown,
    understood,
)
from sonae.assessments.views.opening import by_whom, company_of, of_draft, refused
from sonae.web.access import for_everybody
from sonae.web.arrival import carried_or_seen
from sonae.web.clock import now, today
from sonae.web.errors import not_found
from sonae.web.limits import Limit
from sonae.web.once import earlier, once
from sonae.web.origin import nonce_of
from sonae_core.packs.questions import UNKNOWN
from sonae_paper.text.numbers import spoken_yen

STARTS = Limit("start", 30, 3600)
RUNS = Limit("run", 60, 600)
SECONDS_A_QUESTION = 14


# --- start ----------------------------------------------------------------------------------------------------------


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What comes, how long it takes; the button makes the draft. The first page may send its two answers along."""
    if request.method != "POST":
        return render(
            request, "assessments/start.html", {"kept_days": _kept_days(request), "groups": _group_titles(SHORT_GROUPS)}
        )
    return begin(request)


def begin(request: HttpRequest) -> HttpResponse:
    """A new draft, perhaps on an agency's site, whose results then honour what the agency may show; on to its first
    question."""
    house = house_of(request)
    begun_with, kept = (None, KEPT) if house is None else (house.agency, timedelta(days=house.draft_days))
    if (too_often := refused(request, STARTS)) is not None:
        return too_often
    if (before := earlier(nonce_of(request))) is not None:
        return HttpResponseRedirect(before)
    given = {}
    for name in ("industry", "employees"):
        if request.POST.get(name, "").strip():
            try:
                given[name] = understood(sheet()[name], request.POST[name])
            except AnswerError:
                continue  # asked again on its own page
    link = new_link()

    def act() -> str:
        came = carried_or_seen(request, now())
        actions.start_draft(link=link, given=given, at=now(), begun_with=begun_with, kept=kept, came=came)
        return _next_open(link, given)

    return HttpResponseRedirect(once(nonce_of(request), now(), act))


def _kept_days(request: HttpRequest) -> int:
    house = house_of(request)
    return KEPT.days if house is None else house.draft_days


def _group_titles(groups: Sequence[str]) -> list[str]:
    return [GROUP_TITLES[group] for group in groups]


def _next_open(link: str, answers: Mapping[str, Any]) -> str:
    """The first question of the short sheet without an answer, or the page that shows all of them."""
    name = next((asked.id for asked in short_sheet() if asked.id not in answers), None)
    return reverse("check", args=[link]) if name is None else reverse("question", args=[link, name])


@of_draft
def resume(request: HttpRequest, token: str, draft: Draft) -> HttpResponse:
    """Where the visitor left off."""
    return HttpResponseRedirect(_next_open(token, _answers(draft)))


def _answers(draft: Draft) -> dict[str, Any]:
    return Answer.objects.filter(subject=draft.subject_id).newest()


# --- one question a page --------------------------------------------------------------------------------------------


@of_draft
def question(request: HttpRequest, token: str, draft: Draft, name: str) -> HttpResponse:
    """One question; the answer is kept when the next page appears."""
    asked = sheet().get(name)
    if asked is None:
        return not_found(request)
    if request.method == "POST":
        return _answer_one(request, token, draft, asked)
    return _question_page(request, token, draft, asked)


def _answer_one(request: HttpRequest, token: str, draft: Draft, asked: Asked) -> HttpResponse:
    text = _given_text(request, asked)
    try:
        value = understood(asked, text)
    except AnswerError as error:
        return _question_page(request, token, draft, asked, text, str(error))
    _record(request, draft, {asked.id: value})
    back = request.POST.get("back") == "check"
    return HttpResponseRedirect(reverse("check", args=[token]) if back else _after(token, asked))


def _record(request: HttpRequest, draft: Draft, given: Mapping[str, Any]) -> None:
    """Sent twice it is written once, because the newest answer is not written again; sent anew it counts again.

    So answers need no note that their form was taken (``once``): one who goes back to a page that the browser kept
    alive and answers otherwise, even back to the first answer, is right every time.
    """
    actions.answer(draft=draft, given=given, by=by_whom(request), at=now())


def _given_text(request: HttpRequest, asked: Asked) -> str:
    """What was typed or chosen; for a number the box 「わからない」 counts when nothing is typed beside it."""
    text = request.POST.get(asked.id, "")
    unsure = request.POST.get(f"{asked.id}-unknown") == UNKNOWN
    return UNKNOWN if unsure and not text.strip() else text


def _after(token: str, asked: Asked) -> str:
    """The next question of the short sheet, answered or not, so that one can walk through; at its end the check."""
    order = [each.id for each in short_sheet()]
    index = order.index(asked.id) + 1 if asked.id in order else len(order)
    return reverse("question", args=[token, order[index]]) if index < len(order) else reverse("check", args=[token])


def _typed(asked: Asked, value: Any) -> str:
    """A kept answer as the field shows it."""
    return str(value) if asked.options else f"{int(value):,}"


def _question_page(
    request: HttpRequest, token: str, draft: Draft, asked: Asked, text: str | None = None, error: str = ""
) -> HttpResponse:
    """With what was typed, or with the answer that is kept."""
    answers = _answers(draft)
    if text is None:
        text = _kept_text(asked, answers)
    order = short_sheet()
    place = next((index for index, each in enumerate(order) if each.id == asked.id), None)
    context = {
        **_frame(token, draft),
        "asked": asked,
        "text": text,
        "unsure": text == UNKNOWN,
        "error": error,
        "understood": _echo(asked, text, error),
        "back": request.GET.get("back") or request.POST.get("back") or "",
        "progress": None if place is None else _progress(order, place),
        "previous": _previous(token, order, place),
        "stands": how_many(answers),
    }
    return render(request, "assessments/question.html", context, status=422 if error else 200)


def _echo(asked: Asked, text: str, error: str) -> str:
    """「5億円として計算します」, for a number that is there."""
    if asked.options or error or text in ("", UNKNOWN):
        return ""
    return shown(asked, understood(asked, text))


def _previous(token: str, order: Sequence[Asked], place: int | None) -> str:
    if place is None:
        return reverse("check", args=[token])
    return reverse("question", args=[token, order[place - 1].id]) if place else reverse("start")


def _progress(order: Sequence[Asked], place: int) -> dict[str, Any]:
    """In words and as stitches: one a question, the group one is in."""
    left = (len(order) - place) * SECONDS_A_QUESTION
    groups = list(SHORT_GROUPS)
    return {
        "number": place + 1,
        "of": len(order),
        "time": "あと約1分" if left <= 90 else f"あと約{round(left / 60)}分",
        "group": GROUP_TITLES[order[place].group],
        "group_number": groups.index(order[place].group) + 1,
        "groups": [_progress_group(name, order, place) for name in groups],
        "stitches": [_stitch(index, place, len(order)) for index in range(len(order))],
        "here": f"{(place + 0.5) / len(order) * 100:.2f}%",
    }


def _progress_group(name: str, order: Sequence[Asked], place: int) -> dict[str, Any]:
    """A word under the thread, as wide as its questions."""
    count = sum(1 for asked in order if asked.group == name)
    return {"title": GROUP_TITLES[name], "here": name == order[place].group, "count": count}


def _stitch(index: int, place: int, count: int) -> dict[str, str]:
    gap, width = 1.3, 100 / count
    kind = "sewn-done" if index < place else "sewn-next"
    return {"kind": kind, "x1": f"{index * width + gap:.2f}%", "x2": f"{(index + 1) * width - gap:.2f}%"}


def _frame(token: str, draft: Draft) -> dict[str, Any]:
    """What every page under a draft's link shows."""
    return {"token": token, "expires": draft.expires_at, "resume_path": reverse("resume", args=[token])}


# --- many questions on one page -------------------------------------------------------------------------------------


@of_draft
def together(request: HttpRequest, token: str, draft: Draft) -> HttpResponse:
    """The whole short sheet on one page, for a meeting."""
    return _many(request, token, draft, list(short_sheet()), "まとめて答える", reverse("check", args=[token]))


@of_draft
def more(request: HttpRequest, token: str, draft: Draft, group: str) -> HttpResponse:
    """One group of the full sheet."""
    groups = list(further_groups())
    if group not in groups:
        return not_found(request)
    place = groups.index(group)
    done = place + 1 == len(groups) or "finish" in request.POST
    after = reverse("check", args=[token]) if done else reverse("more", args=[token, groups[place + 1]])
    title = f"もっと正確に: {GROUP_TITLES[group]}"
    return _many(request, token, draft, list(further(group)), title, after, f"{len(groups)}のうち{place + 1}つ目")


def _many(
    request: HttpRequest, token: str, draft: Draft, asked: list[Asked], title: str, after: str, place: str = ""
) -> HttpResponse:
    if request.method != "POST":
        answers = _answers(draft)
        rows = [_row(each, _kept_text(each, answers)) for each in asked]
        return _many_page(request, token, draft, rows, title, place)
    rows, values = [], {}
    for each in asked:
        text = _given_text(request, each)
        row = _row(each, text)
        rows.append(row)
        if text.strip() == "":
            continue  # left open: it can be answered later
        try:
            values[each.id] = understood(each, text)
        except AnswerError as error:
            row["error"] = str(error)
    if any(row["error"] for row in rows):
        return _many_page(request, token, draft, rows, title, place, status=422)
    _record(request, draft, values)
    return HttpResponseRedirect(after)


def _row(asked: Asked, text: str) -> dict[str, Any]:
    return {"asked": asked, "text": "" if text == UNKNOWN else text, "unsure": text == UNKNOWN, "error": ""}


def _kept_text(asked: Asked, answers: Mapping[str, Any]) -> str:
    if asked.id not in answers:
        return ""
    return UNKNOWN if answers[asked.id] is None else _typed(asked, answers[asked.id])


def _many_page(
    request: HttpRequest,
    token: str,
    draft: Draft,
    rows: list[dict[str, Any]],
    title: str,
    place: str,
    status: int = 200,
) -> HttpResponse:
    errors = [row for row in rows if row["error"]]
    context = {**_frame(token, draft), "rows": rows, "title": title, "place": place, "errors": errors}
    return render(request, "assessments/many.html", context, status=status)


# --- check and compute ----------------------------------------------------------------------------------------------


@of_draft
def check(request: HttpRequest, token: str, draft: Draft) -> HttpResponse:
    """Every answer with a way to change it; the button computes and leads to the result."""
    answers = _answers(draft)
    if request.method == "POST":
        return _compute(request, token, draft, answers)
    groups = [{"title": GROUP_TITLES[group], "rows": _check_rows(group, answers)} for group in (*SHORT_GROUPS, "money")]
    open_short = [asked for asked in short_sheet() if asked.id not in answers]
    extra = [asked for group in further_groups()[1:] for asked in further(group)]
    context = {
        **_frame(token, draft),
        "groups": groups,
        "open": open_short,
        "unknown": sum(1 for asked in short_sheet() if asked.id in answers and answers[asked.id] is None),
        "extra_answered": sum(1 for asked in extra if asked.id in answers),
        "extra": len(extra),
        "first_group": further_groups()[0],
        "guessed": _guesses(answers),
        "runs": draft.runs.light().order_by("-number")[:5],
        "results_token": results_link(token),
    }
    return render(request, "assessments/check.html", context)


def _check_rows(group: str, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    asked = further(group) if group == "money" else [each for each in short_sheet() if each.group == group]
    return [
        {"asked": each, "answer": shown(each, answers[each.id]) if each.id in answers else ""}
        for each in asked
        if group != "money" or each.id in answers
    ]


def _guesses(answers: Mapping[str, Any]) -> list[str]:
    """What will be assumed for facts of the company that nobody knows."""
    employees, sales = size(answers)
    sentences = {
        "industry": "業種は「分類できない」として計算します。",
        "employees": f"人数は{employees:,}人として計算します（仮定）。",
        "sales": f"売上は人数から{spoken_yen(sales)}として計算します（仮定）。",
    }
    return [sentences[name] for name in guessed(answers)]


def _compute(request: HttpRequest, token: str, draft: Draft, answers: Mapping[str, Any]) -> HttpResponse:
    known = nonce_of(request, sorted(answers.items()))
    if (before := earlier(known)) is not None:
        return HttpResponseRedirect(before)
    if (too_often := refused(request, RUNS)) is not None:
        return too_often
    inputs = company_file(answers)
    result = actions.answer_for(inputs, today(), uncertain=False)

    def act() -> str:
        run = actions.keep_run(draft=draft, of=None, inputs=inputs, result=result, at=now(), by=by_whom(request))
        return reverse("result", args=[results_link(token), run.number])

    return HttpResponseRedirect(once(known, now(), act))


@of_draft
def carry(request: HttpRequest, token: str, draft: Draft) -> HttpResponse:
    """The draft's own link in full, and as a QR code, for another device."""
    address = request.build_absolute_uri(reverse("resume", args=[token]))
    qr = segno.make(address, error="m").svg_inline(scale=1, border=2, omitsize=True)
    return render(request, "assessments/carry.html", {**_frame(token, draft), "address": address, "qr": qr})


@of_draft
def delete(request: HttpRequest, token: str, draft: Draft) -> HttpResponse:
    """Ask once, then delete everything at once."""
    if request.method != "POST":
        return render(request, "assessments/delete.html", _frame(token, draft))
    company = company_of(request)
    actions.delete_draft(draft=draft, by=by_whom(request), at=now())
    return HttpResponseRedirect(reverse("deleted") if company is None else reverse("customer", args=[company.pk]))


@for_everybody
@require_http_methods(["GET", "HEAD"])
def deleted(request: HttpRequest) -> HttpResponse:
    """Nothing is left."""
    return render(request, "assessments/deleted.html", {"kept": timedelta(0)})
