"""Visitors who ask for documents while web and sender are killed; then what they were shown is looked for as a set.

A visitor is shown a 受付番号. Each one shown must be kept once, under the company that sent it, and its mails must have
left: to whoever asked and to the agency, at least once, every copy under one Message-ID. Nothing that nobody sent may
be there.

``python -m tests.product.faults.requesting_table 500 5 [PostgreSQL]`` prints what so many requests and kills left.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from django.core import signing

from sonae.config.demo import AGENCY
from sonae.web import arrival
from tests.product.faults.mailing import SPACE, VISITORS, Running, Sender, go_through
from tests.product.outbox.mailserver import Post, post_office
from tests.product.postgres.cluster import cluster
from tests.product.serving.walking import NotShownError, Walker

SITE = f"/a/{AGENCY[1]}"
NUMBER = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
WITHOUT_OUTBOX = "tests.product.faults.requesting_run"
PARTS = ("sender", "web", "sender", "page", "sender")
"""What is killed, in turns."""
MAILS_EACH = 2
"""To whoever asked, and to the agency."""


class Asker(Sender):
    """Asks for the start book under the name of a number, and reads the 受付番号 that it is shown."""

    def __init__(self, site: Running, first: int, enough: int) -> None:
        super().__init__(site, first, enough, f"{SITE}/shiryo/")
        self.numbers: dict[int, str] = {}
        """What was sent → the number that was shown for it."""
        self.came: dict[int, str] = {}

    def submit(self, walker: Walker, value: int, form: str) -> None:
        """Send the form and read the page that it leads to."""
        walker.headers = {"X-Forwarded-For": f"198.51.{value // 250 % 250}.{value % 250}"}
        came = self.came.setdefault(value, self._came())  # sent again as it was: another text is another sending
        place = walker.send(self.path, {**_asked(value), arrival.FIELD: came}, form)
        found = NUMBER.search(walker.read(place))
        if found is None:
            raise NotShownError("no number on the page")
        self.numbers[value] = found[0].replace("-", "")

    def _came(self) -> str:
        """As the form was shown a minute ago: nobody writes as fast as these visitors."""
        seen = {"landing": "/shiryo/", "at": (datetime.now(UTC) - timedelta(minutes=1)).isoformat()}
        key = (self.site.data / "keys" / "signing").read_text(encoding="ascii").strip()
        return signing.dumps(seen, key=key, salt="sonae.web.arrival")


def _asked(value: int) -> dict[str, str]:
    return {
        "nani": "documents",
        "documents": "startbook",
        "company": f"{value}",
        "name": "架空 太郎",
        "email": mailbox(value),
        "handling": "on",
    }


def mailbox(value: int) -> str:
    """Whose mail it is."""
    return f"v{value}@example.jp"


def site_of(folder: Path, post: Post, *, outbox: bool = True, **more: str) -> Running:
    """The invented agency's site."""
    program = {} if outbox else {"program": WITHOUT_OUTBOX}
    return Running(folder, post, {"SONAE_PROXIES": "1", **more}, demo="--demo", **program)


@dataclass(frozen=True)
class Verdict:
    """Of requests and of their mails; every part but ``duplicates``, ``recovered`` and ``tries`` has to be empty."""

    lost: tuple[int, ...]
    """Shown a number that is not kept, or not as what was sent."""
    twice: tuple[int, ...]
    """Kept more than once."""
    unexpected: tuple[str, ...]
    unmailed: tuple[int, ...]
    """Kept, and whoever asked got no mail."""
    untold: tuple[str, ...]
    """Numbers of which the agency got no mail."""
    names: tuple[str, ...]
    """Mails whose copies came under more than one Message-ID."""
    duplicates: int
    recovered: int
    """Kept although the visitor was shown nothing and never came back."""
    tries: int
    problems: tuple[str, ...]


def run(site: Running, requests: int, kills: list[str], seed: int, **more: object) -> Verdict:
    """So many requests by four visitors, a part killed at each of so many moments, then the sets."""
    visitors = [Asker(site, 1_000_000 + SPACE * n, requests // VISITORS) for n in range(VISITORS)]
    go_through(site, visitors, kills, seed, **more)  # type: ignore[arg-type]
    return verdict(site, visitors)


def verdict(site: Running, visitors: Sequence[Asker]) -> Verdict:
    """What is there beside what was sent and shown."""
    shown = {value: number for each in visitors for value, number in each.numbers.items()}
    attempted = set().union(*(each.attempted for each in visitors))
    rows = site.rows("SELECT company, number FROM leads_request")
    ours = [(int(company), number) for company, number in rows if str(company).isdigit()]
    kept, times = {number: company for company, number in ours}, Counter(company for company, _ in ours)
    names, copies = _mails(site.post.taken)
    reached = {to for to, _ in names}
    told = {
        number.replace("-", "")
        for mail in site.post.taken
        if "example.jp" not in str(mail["To"])
        for number in NUMBER.findall(mail.get_content())
    }
    return Verdict(
        lost=tuple(value for value, number in shown.items() if kept.get(number) != value),
        twice=tuple(company for company, count in times.items() if count > 1),
        unexpected=tuple(str(company) for company in times if company not in attempted),
        unmailed=tuple(value for value in times if mailbox(value) not in reached),
        untold=tuple(number for number in kept if number not in told),
        names=tuple(to for to, count in Counter(to for to, _ in names).items() if "example.jp" in to and count > 1),
        duplicates=copies,
        recovered=len(set(times) - set(shown)),
        tries=sum(each.tries for each in visitors),
        problems=tuple(problem for each in visitors for problem in each.problems),
    )


def _mails(taken: Iterable[EmailMessage]) -> tuple[set[tuple[str, str]], int]:
    """Recipient and name of each mail, and how many came again."""
    found = Counter((parseaddr(str(mail["To"]))[1], str(mail["Message-ID"])) for mail in taken)
    return set(found), sum(found.values()) - len(found)


def row(requests: int, kills: int, database: str) -> str:
    """One line of a table: what so many requests and kills left."""
    parts = [PARTS[turn % len(PARTS)] for turn in range(kills)]
    start = time.perf_counter()
    with (
        cluster() if database == "PostgreSQL" else nullcontext("") as address,
        tempfile.TemporaryDirectory(prefix="sonae-asked-") as folder,
        post_office() as post,
    ):
        found = run(
            site_of(Path(folder), post, **({"DATABASE_URL": address} if address else {})), requests, parts, seed=1
        )
    killed = ", ".join(str(parts.count(part)) for part in ("sender", "page", "web"))
    bad = (len(found.lost), len(found.unmailed) + len(found.untold), len(found.unexpected) + len(found.twice))
    cells = (database, f"{requests:,}", killed, f"{found.tries:,}", *bad, found.duplicates)
    return f"| {' | '.join(map(str, cells))} | {time.perf_counter() - start:.0f} |"
