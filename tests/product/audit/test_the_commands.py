"""``sonae audit verify`` and ``sonae keys`` as somebody at the terminal meets them."""

from __future__ import annotations

import json
import random
import re
from datetime import UTC, datetime, timedelta

import pytest

from sonae.audit import keys, reading, rotation
from sonae.audit.models import Event, RecordKey
from sonae.cli.__main__ import main
from sonae.config import health_log
from sonae.tenancy.scope import within
from tests.product.audit import tampering

pytestmark = pytest.mark.django_db
NOBODY = "f" * 64


@pytest.fixture(autouse=True)
def _an_installation_of_this_process(monkeypatch):
    """The tables are those of the test; what the command does around them is tested with real servers."""
    from contextlib import nullcontext

    monkeypatch.setattr("sonae.cli.standing.installation", nullcontext)


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.RECORD_KEYS = tmp_path / "records"


@pytest.fixture
def head(agency, hanako, customer):
    with within(agency.pk):
        return tampering.fill(hanako, customer, 12)


def test_a_good_log_is_called_good_with_its_head(head, capsys):
    assert main(["audit", "verify"]) == 0
    assert re.search(rf"minato\s+12件  書いたときのままです\s+控え 12:{head[1]}", capsys.readouterr().out)


def test_the_head_of_the_mail_is_compared(head, capsys):
    assert main(["audit", "verify", "--agency", "minato", "--head", f"12:{head[1]}"]) == 0
    assert main(["audit", "verify", "--agency", "minato", "--head", f"12:{NOBODY}"]) == 3
    assert "12番: 書き留めた確認番号と合いません" in capsys.readouterr().out


def test_a_changed_log_is_told_with_the_number_and_as_json(head, agency, capsys):
    with within(agency.pk):
        tampering.take_the_walls_down()
        tampering.change_the_order(random.Random(3), agency)  # noqa: S311
    assert main(["audit", "verify", "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert not told["good"]
    assert {problem["fault"] for problem in told["logs"][0]["problems"]} == {"changed"}


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--head", f"12:{NOBODY}"], "--agency"),
        (["--agency", "minato", "--head", "12"], "控えの形"),
        (["--agency", "dareka"], "ありません"),
        (["--agency", "minato", "--operator"], "--operator"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(head, arguments, word, capsys):
    assert main(["audit", "verify", *arguments]) == 2
    assert word in capsys.readouterr().err


def test_every_key_is_put_under_a_new_one_and_everything_stays_readable(head, agency, capsys):
    (before,) = keys.keyring().ids()
    assert main(["keys", "rotate"]) == 0
    assert re.search(r"^8件を鍵 0002-", capsys.readouterr().out, re.MULTILINE)
    with within(agency.pk):
        assert set(RecordKey.objects.values_list("master", flat=True)) == {keys.keyring().current()} != {before}
    assert readable(agency) == 12


def test_a_rotation_that_was_broken_off_goes_on(head, agency, capsys):
    target, fresh = rotation.begin()
    for done in rotation.rewrap(target):
        if done == 3:
            break
    assert fresh
    assert [use.wraps for use in rotation.uses()] == [5, 3]
    assert main(["keys", "rotate"]) == 0
    assert f"5件を鍵 {target} に替えました" in capsys.readouterr().out
    assert [use.wraps for use in rotation.uses()] == [0, 8]
    assert readable(agency) == 12


def test_entries_written_during_a_rotation_stay_readable(head, agency, hanako, customer):
    from dataclasses import replace
    from uuid import UUID

    target, _ = rotation.begin()
    with within(agency.pk):
        for number in rotation.rewrap(target):
            tampering.fill(hanako, replace(customer, id=UUID(int=number)), 1)
    assert rotation.unreadable() == 0
    assert readable(agency) == 12 + 8


def test_erased_keys_stay_erased(head, agency, hanako, customer):
    from sonae.audit import actions

    with within(agency.pk):
        actions.erase(on=customer, by=hanako, at=datetime(2026, 11, 25, tzinfo=UTC), why="退会のため")
    assert main(["keys", "rotate"]) == 0
    with within(agency.pk):
        assert RecordKey.objects.filter(wrapped=b"").count() == 1


def test_old_keys_are_forgotten_an_hour_after_and_no_sooner(head, capsys):
    main(["keys", "rotate"])
    assert main(["keys", "forget"]) == 0
    assert "消せる鍵はありません" in capsys.readouterr().out
    old, _ = keys.keyring().ids()
    assert rotation.forgettable(datetime.now(UTC) + timedelta(hours=1, seconds=1)) == [old]


def test_a_key_that_wraps_something_is_never_forgettable(head):
    rotation.begin()
    assert rotation.forgettable(datetime.now(UTC) + timedelta(days=900)) == []


def test_a_lost_key_is_told_by_list_and_doctor_and_the_rest_goes_on(head, agency, capsys):
    target, _ = rotation.begin()
    for done in rotation.rewrap(target):
        if done == 3:
            break
    keys.keyring().forget(keys.keyring().ids()[0])
    assert main(["keys", "list"]) == 3
    assert "ファイルがありません" in capsys.readouterr().out
    assert health_log.record_keys() == (False, "5件が開きません")
    assert main(["keys", "rotate"]) == 3
    with within(agency.pk):
        told = reading.lines(reading.with_keys(Event.objects.all()))
    assert any("（読めません）" in line.sentence for line in told)


def test_master_keys_are_for_their_owner_alone(head):
    ring = keys.keyring()
    (place,) = ring.folder.iterdir()
    assert place.stat().st_mode & 0o777 == 0o600
    assert ring.folder.stat().st_mode & 0o777 == 0o700


def test_the_doctor_misses_a_wall():
    assert health_log.walls()[0]
    tampering.take_the_walls_down()
    assert not health_log.walls()[0]


def readable(agency):
    """How many entries can be read whole."""
    with within(agency.pk):
        told = reading.lines(reading.with_keys(Event.objects.all()))
    return sum("港花子さんが架空精機株式会社を見ました" in line.sentence and bool(line.changes) for line in told)
