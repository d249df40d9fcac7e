"""Eight processes that write to one SQLite file at once: ``python -m tests.product.faults.writing PROCESSES EACH``.

Each transaction reads before it writes, as the product's do. Prints one JSON line: how many were written, which errors
there were, and the longest wait in seconds.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from collections import Counter
from multiprocessing.queues import Queue
from typing import Any

import django

from tests.patience import PATIENCE


def write(number: int, count: int, told: Queue[Any]) -> None:
    from django.db import OperationalError, transaction

    from sonae.answers.models import Answer, Source, Subject
    from sonae.tenancy.scope import within
    from sonae.web.clock import now

    errors: Counter[str] = Counter()
    longest = 0.0
    for turn in range(count):
        start = time.perf_counter()
        try:
            with within(), transaction.atomic():
                Answer.objects.filter(question="employees").count()
                subject = Subject.objects.create()
                Answer.objects.create(
                    subject=subject,
                    question="employees",
                    value=number * 1000 + turn,
                    at=now(),
                    by="x",
                    source=Source.AGENT,
                )
        except OperationalError as error:
            errors[str(error)] += 1
        longest = max(longest, time.perf_counter() - start)
    told.put((dict(errors), longest))


def main(processes: int, each: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from sonae.answers.models import Answer
    from sonae.tenancy.scope import within

    call_command("migrate", verbosity=0)
    connection.close()
    context = multiprocessing.get_context("fork")
    told: Queue[Any] = context.Queue()
    children = [context.Process(target=write, args=(number, each, told)) for number in range(processes)]
    for child in children:
        child.start()
    found = [told.get(timeout=PATIENCE) for _ in children]
    for child in children:
        child.join()
    errors: Counter[str] = Counter()
    for some, _ in found:
        errors.update(some)
    longest = max(wait for _, wait in found)
    with within():
        written = Answer.objects.count()
    print(json.dumps({"written": written, "errors": errors, "longest": longest}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
