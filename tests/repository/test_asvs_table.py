"""Every row of the standard has a decision; what is said to hold has a test that exists; the page counts right."""

from __future__ import annotations

import hashlib

import pytest

from tests.repository.asvs import CHAPTERS, DECISIONS, Row, counted, missing_tests, rows
from tests.repository.checkout import ROOT

PAGE = ROOT / "docs" / "explanation" / "security.md"
STANDARD = "29debb6cfc11acf5deb2b2bb4e01bd836c5648dcc592aae17957e36b808cec05"
"""SHA-256 of the lines ``id level`` of levels 1 and 2 of version 5.0.0, in its order."""
CHOSEN = [
    "1.2.10", "1.3.12", "2.3.5", "2.4.2", "3.4.7", "3.4.8", "4.1.4", "5.2.4", "5.2.5", "5.2.6", "5.3.3", "6.3.5",
    "6.3.7", "6.3.8", "6.4.6", "6.5.6", "7.5.3", "8.3.2", "13.4.6", "14.2.6", "14.2.7", "14.2.8", "15.4.2", "16.5.4",
]  # fmt: skip
"""Rows of level 3 that we hold ourselves to."""
INVENTED = Row("1.1.1", 2, "invented", "holds", "", "tests/repository/test_asvs_table.py::test_that_is_not_there", "")


def test_every_row_of_the_first_two_levels_is_there_once_and_in_order():
    common = [row for row in rows() if row.level < 3]
    assert hashlib.sha256("\n".join(f"{row.id} {row.level}" for row in common).encode()).hexdigest() == STANDARD
    for number, (title, first, second) in CHAPTERS.items():
        levels = [row.level for row in common if row.place[0] == number]
        assert (levels.count(1), levels.count(2)) == (first, second), title


def test_the_rows_of_the_third_level_are_those_we_chose():
    assert [row.id for row in rows() if row.level == 3] == CHOSEN


def test_no_row_stands_twice_and_all_stand_in_order():
    places = [row.place for row in rows()]
    assert places == sorted(set(places))


def unruly(row: Row) -> str:
    """What is wrong with a row by itself, or nothing."""
    if row.decision not in DECISIONS or not row.topic or row.topic != row.topic.strip():
        return f"{row.id}: no decision of {DECISIONS}, or no topic"
    if row.decision == "holds" and not (row.test and row.where):
        return f"{row.id}: what holds says where and has a test"
    if row.decision != "holds" and not row.reason:
        return f"{row.id}: what does not hold says why"
    if row.decision in ("later", "not_applicable") and row.test:
        return f"{row.id}: what is tested holds, or partly does"
    return ""


def test_every_row_is_decided_as_the_rules_say():
    assert not [told for row in rows() if (told := unruly(row))]


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "perhaps"},
        {"topic": ""},
        {"test": ""},
        {"where": ""},
        {"decision": "later"},
        {"decision": "partly"},
    ],
)
def test_a_row_against_the_rules_is_found(change):
    sound = INVENTED._replace(where="somewhere")
    assert not unruly(sound)
    assert unruly(sound._replace(**change))


def test_every_test_that_a_row_names_exists():
    assert not [node for row in rows() for node in missing_tests(row)]


def test_a_row_that_names_no_test_is_found():
    assert missing_tests(INVENTED) == [INVENTED.test]


def test_the_page_shows_the_counts_of_the_table():
    assert counted() in PAGE.read_text(encoding="utf-8"), f"the page should say:\n{counted()}"


def test_a_changed_decision_changes_the_counts():
    assert counted((INVENTED,)) != counted((INVENTED._replace(decision="later"),))


def test_documents_that_rows_point_to_are_there():
    named = {part for row in rows() for part in row.where.split("; ") if part.startswith(("docs/", "src/"))}
    assert named
    assert not [name for name in named if not (ROOT / name).exists()]
