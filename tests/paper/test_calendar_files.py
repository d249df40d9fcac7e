"""A calendar file is read back by the rules of RFC 5545: lines, folding, escapes, days and reminders."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_paper.text.calendar import DayEvent, calendar

MADE = datetime(2026, 11, 28, 9, 30, tzinfo=timezone(timedelta(hours=9)))
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=300)


def event(**other: object) -> DayEvent:
    told = {
        "uid": "a@sonae.invalid",
        "first": date(2026, 12, 21),
        "last": date(2026, 12, 21),
        "title": "確報",
        "text": "",
    }
    return DayEvent(**{**told, **other})  # type: ignore[arg-type]


def unfolded(body: bytes) -> list[str]:
    """The lines as they were before folding; each physical line is whole letters and at most 75 octets."""
    assert body.endswith(b"\r\n")
    physical = body[:-2].split(b"\r\n")
    lines: list[str] = []
    for octets in physical:
        assert len(octets) <= 75
        assert b"\n" not in octets
        assert b"\r" not in octets
        text = octets.decode()
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def plain(value: str) -> str:
    """A text without its escapes."""
    found, letters = "", iter(value)
    for letter in letters:
        if letter == "\\":
            after = next(letters)
            found += "\n" if after in "nN" else after
        else:
            found += letter
    return found


def read(body: bytes) -> list[dict[str, str]]:
    """The events: name with parameters → value; of the reminder only its trigger."""
    events: list[dict[str, str]] = []
    inside: list[str] = []
    for line in unfolded(body):
        name, value = line.split(":", 1)
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT" or name == "TRIGGER":
            assert name not in events[-1], "each stands once"
            events[-1][name] = value
    assert inside == []
    return events


def test_the_frame_is_what_the_standard_asks():
    lines = unfolded(calendar("期限", [event()], MADE))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    assert any(line.startswith("PRODID:") for line in lines)


def test_a_day_ends_where_the_next_begins():
    found = read(calendar("期限", [event(), event(uid="b", first=date(2026, 12, 30), last=date(2027, 1, 1))], MADE))
    assert (found[0]["DTSTART;VALUE=DATE"], found[0]["DTEND;VALUE=DATE"]) == ("20261221", "20261222")
    assert (found[1]["DTSTART;VALUE=DATE"], found[1]["DTEND;VALUE=DATE"]) == ("20261230", "20270102")


def test_the_time_of_making_is_given_and_in_world_time():
    assert read(calendar("期限", [event()], MADE))[0]["DTSTAMP"] == "20261128T003000Z"


def test_the_reminder_comes_on_the_morning_of_the_day_before():
    midnight = datetime(2026, 12, 21)  # noqa: DTZ001 - a day has no zone
    hours = int(read(calendar("期限", [event()], MADE))[0]["TRIGGER"].removeprefix("-PT").removesuffix("H"))
    assert midnight - timedelta(hours=hours) == datetime(2026, 12, 20, 9)  # noqa: DTZ001


@given(TEXTS, TEXTS)
def test_every_text_comes_back_as_it_was(title, text):
    found = read(calendar("期限", [event(title=title, text=text)], MADE))[0]
    assert plain(found["SUMMARY"]) == title
    assert plain(found["DESCRIPTION"]) == text


@pytest.mark.parametrize("text", ["a\r\nATTENDEE:mailto:x@example.com", "一行目\n二行目", "a\\nb;c,d"])
def test_no_text_becomes_a_line_of_its_own(text):
    found = read(calendar("期限", [event(text=text)], MADE))[0]
    assert "ATTENDEE" not in found
    assert plain(found["DESCRIPTION"]) == "\n".join(text.splitlines())


def test_the_same_is_the_same_to_the_byte():
    assert calendar("期限", [event()], MADE) == calendar("期限", [event()], MADE)
