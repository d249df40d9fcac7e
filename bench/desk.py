"""The desk of an agency with 20,000 customers: list, search, the page of one, きょう, each as whole requests.

In this process, through the whole stack of middleware, on SQLite as it comes in a data folder of its own. Half of the
companies have a diagnosis; every page is asked for other words, another company, another page number each time.
"""

from __future__ import annotations

import itertools
import random
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from bench.log import installation, timed
from bench.table import Row
from bench.timing import Times

CUSTOMERS, BATCH, MOST = 20_000, 2_000, 0.3
MOST_QUESTIONS = 15
AT = datetime(2026, 11, 24, 3, tzinfo=UTC)
PLACES = ("東", "西", "南", "北", "上", "下", "大", "小", "新", "古")
NATURE = ("山", "川", "田", "森", "沢", "原", "島", "崎", "浜", "谷")
TRADES = ("工業", "商店", "運輸", "製麺", "印刷", "建設", "電機", "薬局", "園芸", "食品")
KANA = ("ヒガシ", "ニシ", "ミナミ", "キタ", "カミ", "シモ", "オオ", "コ", "シン", "フル")


def rows(rounds: int) -> Iterator[Row]:
    """One row a page: the middle, the least and the most; the target is for 95 of 100."""
    with installation():
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        yield from _rows(rounds * 20)


def _rows(rounds: int) -> Iterator[Row]:
    from django.test import Client

    from sonae.tenancy.models import Agency
    from sonae.tenancy.scope import within
    from tests.factories.agencies import make_agency, make_member, signed_in

    agency: Agency = make_agency("架空代理店")
    member = make_member(agency)
    with within(agency.pk):
        companies = fill(agency, member)
    browser = signed_in(Client(headers={"host": "localhost"}), member)
    dice = random.Random(1)  # noqa: S311 - no secret
    pages: dict[str, Callable[[], str]] = {
        "the list, some page": lambda: "okyakusama/?" + urlencode({"page": dice.randrange(1, 900)}),
        "search by part of a name": lambda: "okyakusama/?" + urlencode({"q": _word(dice)}),
        "search for what is not there": lambda: "okyakusama/?" + urlencode({"q": f"ない{dice.randrange(999)}"}),
        "the list by change, of one line of business": lambda: "okyakusama/?sort=changed&size=100&industry=E",
        "the page of a company, seen before": _seen(companies, dice),
        "the page of a company, first look": _first(companies),
        "きょう, everybody's": lambda: "?all=1",
        "きょう, one's own": lambda: "",
    }
    for name, place in pages.items():
        yield _row(name, browser, place, rounds)


def _word(dice: random.Random) -> str:
    return dice.choice((dice.choice(PLACES) + dice.choice(NATURE), dice.choice(KANA), dice.choice(TRADES), "0300"))


def _seen(companies: list[uuid.UUID], dice: random.Random) -> Callable[[], str]:
    few = companies[:20]
    return lambda: f"okyakusama/{dice.choice(few)}/"


def _first(companies: list[uuid.UUID]) -> Callable[[], str]:
    fresh = itertools.count(100)
    return lambda: f"okyakusama/{companies[next(fresh)]}/"


def _row(name: str, browser: Any, place: Callable[[], str], rounds: int) -> Row:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask() -> None:
        answer = browser.get(f"/gyomu/{place()}")
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code}: {name}")

    for _ in range(20):
        ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    questions = sum(each["sql"].startswith("SELECT") for each in asked)
    times: Times = timed(ask, rounds)
    late = sorted(times.seconds)[int(len(times.seconds) * 0.95)]
    return Row(
        f"desk, {CUSTOMERS:,} customers: {name}",
        times,
        target=f"p95 ≤ {MOST} s, {MOST_QUESTIONS} questions",
        reached=late <= MOST and (questions <= MOST_QUESTIONS or "first look" in name),
        error=f"p95 {late:.3f} s; {questions} questions to the database",
    )


def fill(agency: Any, member: Any) -> list[uuid.UUID]:
    """Companies with people; half of them with a sheet, a result and twelve answers."""
    from sonae.answers.models import Answer, Subject
    from sonae.assessments.models import Draft, Run
    from sonae.customers.models import Contact, Customer

    companies: list[uuid.UUID] = []
    for start in range(0, CUSTOMERS, BATCH):
        made = [_company(agency, member, number) for number in range(start, start + BATCH)]
        people = [_person(customer, number) for number, customer in enumerate(made)]
        for customer, person in zip(made, people, strict=True):
            customer.set_keys([person])
        Customer.objects.bulk_create(made)
        Contact.objects.bulk_create(people)
        known = made[::2]
        subjects = [Subject(agency=agency, company=customer) for customer in known]
        drafts = [_draft(subject, number) for number, subject in enumerate(subjects)]
        Subject.objects.bulk_create(subjects)
        Draft.objects.bulk_create(drafts)
        Run.objects.bulk_create(_run(draft) for draft in drafts)
        Answer.objects.bulk_create(answer for subject in subjects for answer in _answers(subject))
        companies += [customer.pk for customer in known]
    return companies


def _company(agency: Any, member: Any, number: int) -> Any:
    from sonae.customers.models import Customer

    place, nature, trade = number % 10, number // 10 % 10, number // 100 % 10
    return Customer(
        agency=agency,
        name=f"株式会社{PLACES[place]}{NATURE[nature]}{TRADES[trade]}{number}（架空）",
        kana=f"{KANA[place]}{number}",
        industry="E" if number % 3 else "H",
        postcode=f"{number:07d}",
        phone=f"03-00{number // 100:02d}-{number % 10_000:04d}",
        person=member if number % 4 == 0 else None,
        created_at=AT - timedelta(hours=number),
        updated_at=AT - timedelta(minutes=number * 7919 % 100_000),
    )


def _person(customer: Any, number: int) -> Any:
    from sonae.customers.models import Contact

    name = f"架空 {number}子"
    return Contact(agency_id=customer.agency_id, customer=customer, name=name, main=True, created_at=AT)


def _draft(subject: Any, number: int) -> Any:
    from sonae.assessments.models import Draft

    return Draft(
        agency_id=subject.agency_id,
        subject=subject,
        created_at=AT,
        last_number=1,
        last_at=AT - timedelta(minutes=number),
        last_middle=4_900_000 + number,
        last_open=number % 5,
    )


def _run(draft: Any) -> Any:
    from sonae.assessments.models import Run

    return Run(
        agency_id=draft.agency_id, draft=draft, number=1, at=draft.last_at, as_of=AT.date(), schema=1, engine="bench",
        pack_version="bench", pack_hash="", seed=1, inputs={}, result={"text": "x" * 2_000}, band_at=AT, stands=True,
        middle=draft.last_middle,
    )  # fmt: skip


def _answers(subject: Any) -> Iterator[Any]:
    from sonae.answers.models import Answer, Source
    from sonae.config.demo import MANUFACTURER

    for question, value in MANUFACTURER.items():
        yield Answer(
            agency_id=subject.agency_id, subject=subject, question=question, value=value, at=AT, by="visitor",
            source=Source.VISITOR,
        )  # fmt: skip
