"""Questions and answers: those that we wrote, and those that the agency of the site has answered for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sonae.accounts.profile import AgencyProfile
from sonae.accounts.site import house_of
from sonae.leads.asked import Question
from sonae.public.reading.texts import Text, text, texts
from sonae.tenancy.scope import within
from sonae.web.errors import not_found

FOLDER = "qa"
MOST_SUMMARY = 120


@dataclass(frozen=True)
class Published:
    """A question of a visitor that an agency has answered for everybody."""

    slug: str
    title: str
    text: str
    answer: str
    day: date


@dataclass(frozen=True)
class Group:
    """Questions under one heading."""

    title: str
    questions: tuple[Text, ...]


def published_questions(house: AgencyProfile | None) -> tuple[Published, ...]:
    """What an agency has answered for everybody, the newest first."""
    if house is None:
        return ()
    with within(house.agency_id):
        found = Question.objects.filter(agency_id=house.agency_id, published_at__isnull=False)
        return tuple(
            Published(each.slug, each.title, each.text, each.answer, localdate(each.published_at))
            for each in found.order_by("-published_at", "slug")
        )


def first_sentence(text: str) -> str:
    """What a list says of an answer."""
    line = " ".join(text.split())
    return line.partition("。")[0][:MOST_SUMMARY] + "。"


def groups(questions: Iterable[Text]) -> tuple[Group, ...]:
    """The questions by their headings, in the order in which the first of each stands."""
    found: dict[str, list[Text]] = {}
    for each in questions:
        found.setdefault(each.head.group or "", []).append(each)
    return tuple(Group(title, tuple(rows)) for title, rows in found.items())


def first_questions(most: int = 5) -> tuple[Text, ...]:
    """The first ones, for pages that lead here."""
    return texts(FOLDER)[:most]


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All questions, or those under one heading."""
    every = groups(texts(FOLDER))
    wanted = request.GET.get("group", "")
    chosen = [group for group in every if group.title == wanted]
    context = {
        "groups": chosen or every,
        "every": every,
        "wanted": wanted if chosen else "",
        "count": len(texts(FOLDER)),
        "published": () if chosen else published_questions(house_of(request)),
    }
    return render(request, "public/qa.html", context)


@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One question, three lines, the answer."""
    found = text(FOLDER, slug)
    if found is None:
        return _of_agency(request, slug)
    same = [each for each in texts(FOLDER) if each.head.group == found.head.group and each != found]
    return render(request, "public/qa_one.html", {"text": found, "same": same, "parent": reverse("qa")})


def _of_agency(request: HttpRequest, slug: str) -> HttpResponse:
    for each in published_questions(house_of(request)):
        if each.slug == slug:
            return render(request, "public/qa_published.html", {"question": each})
    return not_found(request)
