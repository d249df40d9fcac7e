"""All-day events as a file that every calendar can read (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75
"""Of one line; longer ones are folded."""
_END = "\r\n"
_PRODUCT = "-//Sonae//Deadlines//JA"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayEvent:
    """Something on one day or several; the same thing keeps its ``uid``, so that it replaces itself when read again."""

    uid: str
    first: date
    last: date
    title: str
    text: str


def calendar(name: str, events: Iterable[DayEvent], as_of: datetime) -> bytes:
    """The file. ``as_of`` is when it was made; each event reminds at nine in the morning of the day before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for event in events for line in _event(event, as_of)),
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + _END for line in lines).encode()


def _event(event: DayEvent, as_of: datetime) -> Iterator[str]:
    yield from (
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{as_of.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.last + _ONE_DAY:%Y%m%d}",
        f"SUMMARY:{_escaped(event.title)}",
        f"DESCRIPTION:{_escaped(event.text)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT15H",  # the day begins at midnight; fifteen hours before is nine o'clock
        f"DESCRIPTION:{_escaped(event.title)}",
        "END:VALARM",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _folded(line: str) -> str:
    """Broken between letters where it is too long; what follows begins with a space, which counts."""
    parts, now, room = [""], 0, MOST_OCTETS
    for letter in line:
        size = len(letter.encode())
        if now + size > room:
            parts.append("")
            now, room = 0, MOST_OCTETS - 1
        parts[-1] += letter
        now += size
    return f"{_END} ".join(parts)
