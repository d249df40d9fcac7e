"""``sonae keys rotate`` is killed again and again, and ``sonae audit verify`` asked of a real installation."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.patience import wait_until
from tests.product.serving.served import environment, sonae

pytestmark = pytest.mark.full
KILLS, ENTRIES = 4, 600
_FILL = f"""
import uuid
from datetime import UTC, datetime
import django
django.setup()
from django.core.management import call_command
from django.db import transaction
call_command("migrate", verbosity=0)
from sonae.audit.actions import record
from sonae.audit.record import Record
from sonae.tenancy.models import Agency
from sonae.tenancy.scope import within
at = datetime(2026, 11, 24, tzinfo=UTC)
agency = Agency.objects.create(name="架空代理店", slug="kaku", created_at=at)
with within(agency.pk), transaction.atomic():
    for number in range({ENTRIES}):
        on = Record("customers.customer", uuid.uuid4(), f"架空商会{{number}}", agency.pk)
        record(by="system", what="customers.added", on=on, at=at)
"""
_READ = """
import django
django.setup()
from sonae.audit.models import Event, RecordKey
from sonae.audit.reading import lines, with_keys
from sonae.tenancy.scope import unscoped
with unscoped("a test"):
    print(sum("架空商会" in line.sentence for line in lines(with_keys(Event.objects.all()))))
    print(RecordKey.objects.values("master").distinct().count())
"""


def python(data, code):
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(data, DJANGO_SETTINGS_MODULE="sonae.config.settings"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def readable(data):
    """How many entries can be read, and how many master keys that takes."""
    return tuple(map(int, python(data, _READ).split()))


def spread(database):
    """How many records' keys stand under each master key."""
    return sorted(database.execute("SELECT master, count(*) FROM audit_recordkey GROUP BY master").fetchall())


def kill_in_the_middle(data, database):
    """Begin to rotate, and kill it when some rows have moved."""
    before = spread(database)
    command = [sys.executable, "-P", "-m", "sonae.cli", "keys", "rotate"]
    with subprocess.Popen(command, env=environment(data), stdout=subprocess.DEVNULL) as rotating:
        wait_until(lambda: spread(database) != before or rotating.poll() is not None, every=0.01)
        rotating.kill()


def test_a_rotation_that_is_killed_leaves_everything_readable_and_ends_in_the_end(tmp_path):
    data = tmp_path / "var"
    python(data, _FILL)
    seen = set()
    with closing(sqlite3.connect(data / "sonae.sqlite3", isolation_level=None)) as database:
        for _ in range(KILLS):
            kill_in_the_middle(data, database)
            entries, masters = readable(data)
            assert entries == ENTRIES
            seen.add(masters)
    assert 2 in seen, "no kill came in the middle"
    assert sonae(data, "keys", "rotate").returncode == 0
    assert readable(data) == (ENTRIES, 1)
    verdict = json.loads(sonae(data, "audit", "verify", "--json").stdout)
    assert verdict["good"]
    assert verdict["logs"][0]["entries"] == ENTRIES
    doctor = sonae(data, "doctor")
    assert "全部が開きます" in doctor.stdout
    assert "データベースの壁  " in doctor.stdout
